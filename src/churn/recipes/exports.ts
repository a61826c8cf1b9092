import { quoteText } from '../../sql/quote.ts';
import { writeName } from '../../sql/write-name.ts';
import type { CellDraft, Recipe, RecipeContext } from '../recipe.ts';
import { writeWaterfallChart } from './compare.ts';
import { chart, check, createNames, createSay, query, text, writeSource } from './draft.ts';
import { writeMixCells } from './mix.ts';

type Say = (zh: string, en: string) => string;

/** Two exports of one list of customers, an earlier and a later: who is new, lost, kept and changed, and what that is worth. */
export const exports: Recipe = {
  key: 'exports',
  title: { zh: '两次导出对比', en: 'Two exports' },
  needs: [
    {
      of: { earlier: true },
      gives: { zh: '新增、流失、保留和变化的客户', en: 'who is new, lost, kept or changed since' },
    },
    { of: { column: 'value' }, gives: { zh: '按价值计的变化', en: 'the change in value' }, optional: true },
  ],
  write: writeExports,
};

function writeExports(context: RecipeContext): CellDraft[] {
  const { earlier } = context;
  if (!earlier) return [];
  const say = createSay(context);
  const name = createNames(context);
  const [changes, waterfall, facts] = [
    name('export_changes'),
    name('export_waterfall'),
    name('export_facts'),
  ];
  const hasValue = context.has.has('value');
  const groups = context.segments
    .filter((one) => one.kind === 'category' && (one.distinct ?? 2) <= 50)
    .slice(0, 8)
    .map((one) => one.name);
  return [
    text(
      `## ${say('两次导出对比', 'Two exports compared')}`,
      say(
        `{{ ${facts}.churn_rate | if }}上次导出有 {{ ${facts}.at_start | , }} 位在网客户，这次有 {{ ${facts}.at_end | , }} 位。其间流失 **{{ ${facts}.lost | , }}** 位（{{ ${facts}.churn_rate | .1% }}，95% 区间 {{ ${facts}.low | .1% }} 至 {{ ${facts}.high | .1% }}），其中 {{ ${facts}.missing | , }} 位已不在名单里；新增 {{ ${facts}.new | , }} 位，回流 {{ ${facts}.returned | , }} 位。`,
        `{{ ${facts}.churn_rate | if }}Of {{ ${facts}.at_start | , }} customers in the earlier export **{{ ${facts}.lost | , }}** are lost ({{ ${facts}.churn_rate | .1% }}, 95% interval {{ ${facts}.low | .1% }} to {{ ${facts}.high | .1% }}), {{ ${facts}.missing | , }} of them gone from the list; {{ ${facts}.new | , }} are new and {{ ${facts}.returned | , }} came back, which makes {{ ${facts}.at_end | , }} in the later one.`,
      ) +
        (hasValue
          ? say(
              `保留的客户里，{{ ${facts}.down | , }} 位价值下降、{{ ${facts}.up | , }} 位上升。`,
              ` Of those kept, {{ ${facts}.down | , }} are worth less than before and {{ ${facts}.up | , }} more.`,
            )
          : ''),
      say(
        `{{ ${facts}.churn_rate | unless }}上次导出里没有在网客户，所以没有流失率；这次有 {{ ${facts}.at_end | , }} 位。`,
        `{{ ${facts}.churn_rate | unless }}Nobody was a customer in the earlier export, so there is no churn rate; the later one has {{ ${facts}.at_end | , }}.`,
      ),
    ),
    query(changes, writeChangesSql(writeName(earlier.lifetimes), writeSource(context), groups)),
    query(waterfall, writeStepsSql(changes, hasValue, say)),
    query(
      facts,
      `
      select
        count(*) filter (was_here) as at_start,
        count(*) filter (change in ('left', 'missing')) as lost,
        count(*) filter (change = 'missing') as missing,
        count(*) filter (change = 'new') as new,
        count(*) filter (change = 'returned') as returned,
        count(*) filter (change = 'kept') as kept,
        count(*) filter (change = 'kept' and value_now < value_before) as down,
        count(*) filter (change = 'kept' and value_now > value_before) as up,
        count(*) filter (is_here) as at_end,
        lost / nullif(at_start, 0) as churn_rate,
        wilson_low(lost, at_start) as low,
        wilson_high(lost, at_start) as high
      from ${changes}`,
    ),
    chart(
      waterfall,
      writeWaterfallChart(
        say,
        say('客户从上次导出到这次导出', 'Customers from the earlier to the later export'),
      ),
    ),
    text(
      say(
        '**流失率** = 上次在网、这次已流失或不在名单里的客户 ÷ 上次在网的客户；窗口是两次导出之间，边界是两次导出的统计截止日。“不在名单里”的客户可能是流失，也可能是导出的筛选条件变了，请先核对。',
        '**Churn rate** = customers of the earlier export who have left or are not in the later one ÷ customers of the earlier one; the window is the time between the two, each at its own as-of date. Who is missing may have left, or the export may have been filtered differently: check that first.',
      ),
    ),
    check(
      name('exports_add_up'),
      `
      select *
      from (
        select
          sum(change) filter (kind <> 'total') as moves, max(top) filter (position = 1) as first, max(top) filter (position = 6) as last,
          sum(value_change) filter (kind <> 'total') as value_moves, max(value_change) filter (position = 1) as value_first,
          max(value_change) filter (position = 6) as value_last
        from ${waterfall}
      )
      where first + moves <> last or abs(value_first + value_moves - value_last) > 1e-9 * (1 + abs(value_first) + abs(value_last))`,
    ),
    ...(groups.length > 0 ? writeMoves(changes, groups, name, say) : []),
    ...(groups.length > 0
      ? writeMixCells(
          { name, say, counts: countGroups(writeName(earlier.lifetimes), writeSource(context), groups, say) },
          { mix: 'export_mix', facts: 'export_mix_facts', check: 'export_mix_sums' },
          `(select (select count(*) filter (churned) / nullif(count(*), 0) from ${writeSource(context)}) - (select count(*) filter (churned) / nullif(count(*), 0) from ${writeName(earlier.lifetimes)}) as whole)`,
          {
            zh: '两次导出里都没有已流失的客户，只列了还在网的，所以名单里的流失比例都是 0，没有可以拆开的变化。走了的客户算在上面的“不在名单里”。',
            en: 'Neither export holds anyone who has left: they list only those still there, so the share of leavers in both lists is 0 and there is nothing to take apart. Who is gone is counted above as missing.',
          },
        )
      : []),
  ];
}

/** One row a customer of either export; of several spells the last says what the customer is. */
function writeChangesSql(before: string, now: string, groups: readonly string[]): string {
  const list = (side: string): string =>
    groups.map((one, i) => `, arg_max(${writeName(one)}::varchar, spell) as ${side}_${i + 1}`).join('');
  const people = (from: string, side: string): string => `  select
    customer_id, not bool_and(coalesce(churned, false)) as is_here,
    coalesce(sum(value::double) filter (not coalesce(churned, false)), 0) as value${list(side)}
  from ${from}
  group by customer_id`;
  const both = groups.map((_, i) => `, from_${i + 1}, to_${i + 1}`).join('');
  return `
with earlier as (
${people(before, 'from')}
),
later as (
${people(now, 'to')}
)
select
  customer_id,
  coalesce(earlier.is_here, false) as was_here,
  coalesce(later.is_here, false) as is_here,
  case
    when was_here and coalesce(later.is_here, false) then 'kept'
    when was_here and later.customer_id is null then 'missing'
    when was_here then 'left'
    when coalesce(later.is_here, false) and earlier.customer_id is null then 'new'
    when coalesce(later.is_here, false) then 'returned'
    else 'gone before'
  end as change,
  if(was_here, earlier.value, 0) as value_before,
  if(coalesce(later.is_here, false), later.value, 0) as value_now${both}
from earlier full join later using (customer_id)`;
}

function writeStepsSql(changes: string, hasValue: boolean, say: Say): string {
  const step = (position: number, words: string, kind: string, where: string, sign = ''): string =>
    `  select ${position} as position, '${words}' as step, '${kind}' as kind, ${sign}count(*) filter (${where}) as change, ` +
    (hasValue
      ? `coalesce(sum(${position === 1 ? 'value_before' : position === 6 ? 'value_now' : 'value_now - value_before'}) filter (${where}), 0)`
      : '0') +
    ` as value_change from ${changes}`;
  return `
with steps as (
${[
  step(1, say('上次在网', 'Earlier'), 'total', 'was_here'),
  step(2, say('新增', 'New'), 'in', "change = 'new'"),
  step(3, say('回流', 'Returned'), 'in', "change = 'returned'"),
  step(4, say('流失', 'Left'), 'out', "change = 'left'", '-'),
  step(5, say('不在名单里', 'Missing'), 'out', "change = 'missing'", '-'),
  step(6, say('这次在网', 'Later'), 'total', 'is_here'),
  `  select 7, '${say('保留客户的价值变化', 'Kept, change in value')}', 'kept', 0, ${hasValue ? "coalesce(sum(value_now - value_before) filter (change = 'kept'), 0)" : '0'} from ${changes}`,
].join('\n  union all\n')}
),
running as (
  select *, if(kind = 'total', change, sum(change) over (order by position)) as level from steps
)
select
  position, step, kind, change, value_change,
  if(kind = 'total', 0, least(level, level - change))::bigint as bottom,
  if(kind = 'total', level, greatest(level, level - change))::bigint as top
from running
order by position`;
}

function writeMoves(
  changes: string,
  groups: readonly string[],
  name: (base: string) => string,
  say: Say,
): CellDraft[] {
  const unknown = quoteText(say('未知', 'Unknown'));
  const one = (group: string, i: number): string =>
    `  select ${i + 1} as position, ${quoteText(group)} as dimension, coalesce(from_${i + 1}, ${unknown}) as label_before, coalesce(to_${i + 1}, ${unknown}) as label_after, value_before, value_now from ${changes} where change = 'kept'`;
  return [
    text(
      `### ${say('保留的客户换了组', 'Customers kept who changed group')}`,
      say(
        '两次导出之间换了组的客户，最多的在前；只列最多的 50 种。',
        'Who is in another group than before, the most frequent moves first; the 50 most frequent are listed.',
      ),
    ),
    query(
      name('export_moves'),
      `
with kept as (
${groups.map(one).join('\n  union all\n')}
)
select dimension, label_before, label_after, count(*) as n, sum(value_now - value_before) as value_change
from kept
where label_before <> label_after
group by all
order by n desc, dimension, label_before, label_after
limit 50`,
    ),
  ];
}

/** Of each group, how many stand in each export, and how many of them have left. */
function countGroups(before: string, now: string, groups: readonly string[], say: Say): string {
  const unknown = quoteText(say('未知', 'Unknown'));
  return groups
    .map((group, i) => {
      const label = `coalesce(${writeName(group)}::varchar, ${unknown}) as label`;
      return `  select ${i + 1} as position, ${quoteText(group)} as dimension, label, sum(n_before)::bigint as n_before, sum(left_before)::bigint as left_before, sum(n_after)::bigint as n_after, sum(left_after)::bigint as left_after
  from (
    select ${label}, count(*) as n_before, count(*) filter (churned) as left_before, 0 as n_after, 0 as left_after from ${before} group by all
    union all
    select ${label}, 0, 0, count(*), count(*) filter (churned) from ${now} group by all
  )
  group by label`;
    })
    .join('\n  union all\n');
}
