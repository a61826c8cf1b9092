import type { CellDraft, Recipe, RecipeContext } from '../recipe.ts';
import { chart, check, createNames, createSay, input, query, text } from './draft.ts';
import { isDated } from './kpi.ts';
import { writePareto } from './pareto-chart.ts';
import { findReasonSource, type ReasonSource } from './reason-source.ts';
import { writeEarlyChart, writeReasonsBySegment } from './reason-groups.ts';
import { writeSharedInputs } from './shared-inputs.ts';
import { writeTaxonomy } from './taxonomy.ts';

type Say = (zh: string, en: string) => string;

/** Why customers leave: raw texts split and mapped to a taxonomy, Pareto by count and by value, what changed, early against late. */
export const reasons: Recipe = {
  key: 'reasons',
  title: { zh: '流失原因', en: 'Reasons' },
  needs: [
    {
      of: { column: 'reason' },
      or: { side: 'reasons', roles: ['reason', 'text'] },
      gives: { zh: '客户为什么离开', en: 'why customers left' },
    },
    { of: { column: 'churned' }, gives: { zh: '谁离开了', en: 'who left' } },
    {
      of: { column: 'ended_on' },
      gives: { zh: '与上一期相比的变化', en: 'the change against the period before' },
      optional: true,
    },
    {
      of: { column: 'tenure' },
      gives: { zh: '早期与后期流失的差别', en: 'how early leavers differ from late ones' },
      optional: true,
    },
    { of: { column: 'value' }, gives: { zh: '按价值排列的原因', en: 'reasons by value' }, optional: true },
  ],
  write: writeReasons,
};

function writeReasons(context: RecipeContext): CellDraft[] {
  const say = createSay(context);
  const name = createNames(context);
  const map = name('reason_map');
  const [texts, words, reasons] = [name('reason_texts'), name('reason_words'), name('reasons')];
  const [details, facts] = [name('reason_details'), name('reason_facts')];
  const hasTenure = context.has.has('tenure');
  const byValue = context.has.has('value');
  const source = findReasonSource(context, name);
  return [
    text(
      `## ${say('为什么流失', 'Why customers leave')}`,
      say(
        `{{ ${facts}.top_reason | if }}{{ ${facts}.leavers | , }} 位流失客户中最多的原因是“**{{ ${facts}.top_reason }}**”（{{ ${facts}.top_share | .1% }}）${byValue ? `，按价值计最多的是“{{ ${facts}.top_by_value }}”` : ''}。可以避免的原因合计 {{ ${facts}.avoidable_share | .1% }}，内部原因 {{ ${facts}.internal_share | .1% }}，原因未知 {{ ${facts}.unknown_share | .1% }}。`,
        `{{ ${facts}.top_reason | if }}Of {{ ${facts}.leavers | , }} customers who left, the most frequent reason is "**{{ ${facts}.top_reason }}**" ({{ ${facts}.top_share | .1% }})${byValue ? `; by value it is "{{ ${facts}.top_by_value }}"` : ''}. Reasons that can be avoided make {{ ${facts}.avoidable_share | .1% }}, internal ones {{ ${facts}.internal_share | .1% }}; for {{ ${facts}.unknown_share | .1% }} the reason is unknown.`,
      ),
      say(
        `{{ ${facts}.other_share | if }}流失客户中有 {{ ${facts}.other_share | .1% }} 的原因对不上对照表的任何一行，归在“其他”，既不算可以避免，也不算不可避免：这些词列在 \`${details}\` 里，请把它们补进对照表。`,
        `{{ ${facts}.other_share | if }}Of those who left, {{ ${facts}.other_share | .1% }} gave reasons that fit no row of the mapping and are under "Other", neither avoidable nor not: their words stand in \`${details}\`; add them to the mapping.`,
      ),
      say(
        `{{ ${facts}.top_reason | unless }}流失客户共 {{ ${facts}.leavers | , }} 位，没有一位的原因有记录。`,
        `{{ ${facts}.top_reason | unless }}{{ ${facts}.leavers | , }} customers left, and the reason is on record for none.`,
      ),
    ),
    ...writeSharedInputs(context, isDated(context) ? ['period'] : []),
    ...(hasTenure && !context.taken.has('early_days')
      ? [
          input('early_days', [
            'type: number',
            `label: ${say('多少天以内算早期流失', 'Leaving is early within (days)')}`,
            'default: 90',
            'min: 1',
          ]),
        ]
      : []),
    text(
      say(
        '下面这张对照表把原文归到原因上，可以直接修改。一格里用分号、顿号、竖线或换行分开的多个原因会拆开；对不上任何一行的归为“其他”。',
        'The table below maps raw texts to reasons; change it as you see fit. Several reasons in one cell, parted by semicolon, “、”, bar or line end, are split; what fits no row becomes "Other".',
      ),
    ),
    query(map, writeTaxonomy(context.language)),
    ...source.cells,
    query(texts, writeTextsSql(context, source)),
    query(words, writeWordsSql(texts, map, say)),
    query(reasons, writeReasonsSql(texts, words, map, say)),
    query(details, writeDetailsSql(texts, words)),
    query(facts, writeFactsSql(reasons, texts, say)),
    chart(
      reasons,
      writePareto(say, {
        share: 'share',
        cumulative: 'cumulative_share',
        title: say('流失原因：占比与累计', 'Reasons for leaving: share and running total'),
      }),
    ),
    ...(byValue
      ? [
          chart(
            reasons,
            writePareto(say, {
              share: 'value_share',
              cumulative: 'cumulative_value_share',
              title: say('流失原因：按失去的价值', 'Reasons for leaving, by value lost'),
            }),
          ),
        ]
      : []),
    text(
      say(
        '**占比**的分母是全部流失客户，“未知”也在内并总是列出：去掉它会抬高其他每一项。说了 *k* 个原因的客户给每个原因记 1/*k*，所以占比合计为 100%；`leavers` 是提到该原因的客户数，合计可以超过总数。',
        'The **share** is of all who left, "Unknown" included and always shown: without it every other share would grow. A customer with *k* reasons gives 1/*k* to each, so shares sum to 100%; `leavers` counts everyone who names a reason and may sum to more.',
      ),
    ),
    check(
      name('reasons_add_up'),
      `select sum(share) as shares from ${reasons} having abs(sum(share) - 1) > 1e-9 and (select sum(leavers) from ${texts} where is_now) > 0`,
    ),
    ...(hasTenure ? [writeEarlyChart(reasons, say)] : []),
    ...writeReasonsBySegment(context, { name, words, source }),
  ];
}

function writeTextsSql(context: RecipeContext, source: ReasonSource): string {
  const dated = isDated(context);
  const early = context.has.has('tenure') ? 'tenure < $early_days' : 'null::boolean';
  return `
select
  ${source.text} as text,
  ${dated ? 'ended_on >= $period_from' : 'true'} as is_now,
  ${early} as is_early,
  count(*) as leavers,
  coalesce(sum(${context.has.has('value') ? 'value::double' : '0::double'}), 0) as value
from ${source.from}
where ${
    dated
      ? "ended_on between ($period_from - (date_diff('day', $period_from, $period_to) + 1)::int) and $period_to"
      : 'churned'
  }
group by all`;
}

/** One row for each distinct text and word in it, with the reason it maps to; `parts` words and `reasons` reasons in the text. */
function writeWordsSql(texts: string, map: string, say: Say): string {
  return `
with texts as (select distinct text from ${texts}),
split as (
  select text, unnest(list_distinct(
    if(trim(coalesce(text, '')) = '', [''], list_filter(list_transform(string_split_regex(text, '[;；、|\\n]+'), lambda part: trim(part)), lambda part: part <> ''))
  )) as word
  from texts
),
mapped as (
  select word, arg_min(map.reason, map.place) as reason
  from (select distinct word from split) join ${map} as map on regexp_matches(lower(word), map.words)
  group by word
),
named as (
  select text, word, if(word = '', '${say('未知', 'Unknown')}', coalesce(reason, '${say('其他', 'Other')}')) as reason
  from split left join mapped using (word)
)
select
  text, word, reason,
  count(*) over (partition by text) as parts,
  count(distinct reason) over (partition by text) as reasons
from named`;
}

function writeReasonsSql(texts: string, words: string, map: string, say: Say): string {
  const unknown = `'${say('未知', 'Unknown')}'`;
  return `
with links as (select distinct text, reason, reasons from ${words}),
counts as (
  select
    reason,
    coalesce(sum(leavers) filter (is_now), 0)::bigint as leavers,
    coalesce(sum(leavers / reasons) filter (is_now), 0) as weight,
    coalesce(sum(value / reasons) filter (is_now), 0) as value,
    coalesce(sum(leavers / reasons) filter (not is_now), 0) as weight_before,
    coalesce(sum(leavers / reasons) filter (is_now and is_early), 0) as weight_early,
    coalesce(sum(leavers / reasons) filter (is_now and not is_early), 0) as weight_late
  from ${texts} as texts join links on texts.text is not distinct from links.text
  group by reason
),
shown as (  -- unknown is shown even when nobody's reason is
  select
    reason, coalesce(leavers, 0) as leavers, coalesce(weight, 0) as weight, coalesce(value, 0) as value,
    coalesce(weight_before, 0) as weight_before, coalesce(weight_early, 0) as weight_early, coalesce(weight_late, 0) as weight_late
  from counts full join (select ${unknown} as reason) as always using (reason)
),
shares as (
  select
    *,
    weight / nullif(sum(weight) over (), 0) as share,
    value / nullif(sum(value) over (), 0) as value_share,
    weight_before / nullif(sum(weight_before) over (), 0) as share_before,
    weight_early / nullif(sum(weight_early) over (), 0) as early_share,
    weight_late / nullif(sum(weight_late) over (), 0) as late_share
  from shown
)
select
  row_number() over (order by shares.reason = ${unknown}, weight desc, shares.reason) as place,
  shares.reason, map.side, map.is_avoidable,
  leavers, share,
  sum(share) over (order by shares.reason = ${unknown}, weight desc, shares.reason) as cumulative_share,
  value, value_share,
  row_number() over (order by shares.reason = ${unknown}, value desc, shares.reason) as place_by_value,
  sum(value_share) over (order by shares.reason = ${unknown}, value desc, shares.reason) as cumulative_value_share,
  share_before,
  100 * (share - share_before) as change_in_points,
  early_share, late_share
from shares left join ${map} as map on map.reason = shares.reason
order by place`;
}

function writeDetailsSql(texts: string, words: string): string {
  return `
select
  word, reason,
  sum(leavers) filter (is_now)::bigint as leavers,
  sum(leavers / parts) filter (is_now) / sum(sum(leavers / parts) filter (is_now)) over () as share,
  sum(value / parts) filter (is_now) as value
from ${texts} as texts join ${words} as words on texts.text is not distinct from words.text
group by word, reason
having sum(leavers) filter (is_now) > 0
order by leavers desc, word`;
}

function writeFactsSql(reasons: string, texts: string, say: Say): string {
  const unknown = `'${say('未知', 'Unknown')}'`;
  const other = `'${say('其他', 'Other')}'`;
  // “Other” is no reason: it is named only where every text is one.
  const first = (column: string, place: string): string =>
    `coalesce(arg_min(${column}, ${place}) filter (reason not in (${unknown}, ${other}) and leavers > 0), arg_min(${column}, ${place}) filter (reason <> ${unknown} and leavers > 0))`;
  return `
select
  coalesce((select sum(leavers) from ${texts} where is_now), 0)::bigint as leavers,
  ${first('reason', 'place')} as top_reason,
  ${first('share', 'place')} as top_share,
  ${first('reason', 'place_by_value')} as top_by_value,
  coalesce(sum(share) filter (is_avoidable), 0) as avoidable_share,
  coalesce(sum(share) filter (side = '${say('内部', 'internal')}'), 0) as internal_share,
  coalesce(sum(share) filter (reason = ${unknown}), 0) as unknown_share,
  nullif(sum(share) filter (reason = ${other}), 0) as other_share
from ${reasons}`;
}
