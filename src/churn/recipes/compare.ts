import type { CellDraft, Recipe, RecipeContext } from '../recipe.ts';
import { chart, check, createNames, createSay, input, query, text, writeSource } from './draft.ts';
import { planDimensions, writeCounts, type Dimension } from './groups.ts';
import { writeMixCells } from './mix.ts';
import { writePValue } from './p-value.ts';
import { countMonths, monthsBefore, writeSharedInputs } from './shared-inputs.ts';

type Say = (zh: string, en: string) => string;

/** Two periods: a waterfall of the later one, and the change of the rate taken apart into mix and rate. */
export const compare: Recipe = {
  key: 'compare',
  title: { zh: '前后对比', en: 'Before and after' },
  needs: [
    {
      of: { column: 'started_on' },
      gives: { zh: '两期的期初客户', en: 'customers at the start of both periods' },
    },
    { of: { column: 'ended_on' }, gives: { zh: '两期的流失客户', en: 'who left in both periods' } },
    {
      of: { column: 'segments' },
      gives: { zh: '变化来自结构还是各组流失率', en: 'whether the mix or the rates moved' },
      optional: true,
    },
  ],
  write: writeCompare,
};

function writeCompare(context: RecipeContext): CellDraft[] {
  const say = createSay(context);
  const name = createNames(context);
  const [waterfall, before, facts] = [name('waterfall'), name('periods_compared'), name('compare_facts')];
  const from = writeSource(context);
  const dimensions = planDimensions(context, 8);
  return [
    text(
      `## ${say('前后对比', 'Before and after')}`,
      say(
        `{{ ${facts}.change | if }}流失率从前期的 {{ ${facts}.rate_before | .2% }} 变为本期的 **{{ ${facts}.rate_after | .2% }}**（{{ ${facts}.change | +.2f }} 个百分点）。`,
        `{{ ${facts}.change | if }}The churn rate went from {{ ${facts}.rate_before | .2% }} in the period before to **{{ ${facts}.rate_after | .2% }}** in this one ({{ ${facts}.change | +.2f }} points).`,
      ),
      say(
        `{{ ${facts}.p | if }}如果两期没有差别，出现这么大差距的概率：p {{ ${facts}.p_said }}。`,
        `{{ ${facts}.p | if }}If nothing had changed, a difference as large would come by chance with p {{ ${facts}.p_said }}.`,
      ),
      say(
        `{{ ${facts}.fewest | if }}其中一期的期初只有 {{ ${facts}.fewest | , }} 位客户，它的流失率只能看个大概。`,
        `{{ ${facts}.fewest | if }}One of the periods began with {{ ${facts}.fewest | , }} customers only: its rate is rough.`,
      ),
      say(
        `{{ ${facts}.change | unless }}其中一期的期初没有客户，所以两期的流失率不能相比。`,
        `{{ ${facts}.change | unless }}Nobody was a customer when one of the periods began, so their rates cannot be compared.`,
      ),
      say(
        `本期客户数从 {{ ${facts}.at_start | , }} 变为 {{ ${facts}.at_end | , }}。`,
        `In this period customers went from {{ ${facts}.at_start | , }} to {{ ${facts}.at_end | , }}.`,
      ),
    ),
    ...writeSharedInputs(context, ['period']),
    ...(context.taken.has('before') ? [] : [writeBefore(context, say)]),
    query(before, writePeriodsSql(from, say)),
    query(facts, writeFactsSql(before)),
    query(waterfall, writeWaterfallSql(before, say)),
    chart(waterfall, writeWaterfallChart(say)),
    check(
      name('waterfall_sums'),
      `select * from (select sum(change) filter (kind <> 'total') as moves, max(top) filter (position = 1) as first, max(top) filter (position = 6) as last from ${waterfall}) where first + moves <> last`,
    ),
    ...(dimensions.length > 0 ? writeMix(context, dimensions, name, before) : []),
  ];
}

function writePeriodsSql(from: string, say: Say): string {
  const one = (position: number, words: string, first: string, last: string): string => `  select
    ${position} as position, '${words}' as period, ${first} as first, ${last} as last,
    count(*) filter (started_on < ${first} and (ended_on is null or ended_on >= ${first})) as at_start,
    count(*) filter (started_on between ${first} and ${last} and coalesce(spell, 1) = 1) as new,
    count(*) filter (started_on between ${first} and ${last} and spell > 1) as reactivated,
    count(*) filter (started_on < ${first} and ended_on between ${first} and ${last}) as leavers,
    count(*) filter (started_on >= ${first} and ended_on <= ${last}) as new_leavers,
    count(*) filter (started_on <= ${last} and (ended_on is null or ended_on > ${last})) as at_end
  from ${from}`;
  return `
with counts as (
${one(1, say('前期', 'before'), '$before_from', '$before_to')}
  union all
${one(2, say('本期', 'after'), '$period_from', '$period_to')}
)
select
  *,
  leavers / nullif(at_start, 0) as churn_rate,
  wilson_low(leavers, at_start) as low,
  wilson_high(leavers, at_start) as high
from counts
order by position`;
}

/** As long as the period, and just before it, when the parameter is untouched. */
function writeBefore(context: RecipeContext, say: Say): CellDraft {
  const to = context.asOf ?? '2024-12-31';
  const months = countMonths(context);
  return input('before', [
    'type: daterange',
    `label: ${say('与哪个前期相比', 'Compared with the period')}`,
    `default: [${monthsBefore(to, 2 * months, 1)}, ${monthsBefore(to, months, 0)}]`,
  ]);
}

function writeFactsSql(before: string): string {
  return `
with compared as (
  select
    any_value(churn_rate) filter (position = 1) as rate_before,
    any_value(churn_rate) filter (position = 2) as rate_after,
    any_value(at_start) filter (position = 2) as at_start,
    any_value(at_end) filter (position = 2) as at_end,
    min(at_start) filter (at_start between 1 and 29) as fewest,
    sum(leavers) / nullif(sum(at_start), 0) as pooled,
    sum(1 / nullif(at_start, 0)) as spread
  from ${before}
)
select *, 100 * (rate_after - rate_before) as change, normal_p((rate_after - rate_before) / nullif(sqrt(pooled * (1 - pooled) * spread), 0)) as p, ${writePValue('p')} as p_said
from compared`;
}

function writeWaterfallSql(before: string, say: Say): string {
  return `
with steps as (
  select unnest([
    {position: 1, step: '${say('期初', 'At start')}', kind: 'total', change: at_start},
    {position: 2, step: '${say('新增', 'New')}', kind: 'in', change: new},
    {position: 3, step: '${say('回流', 'Returned')}', kind: 'in', change: reactivated},
    {position: 4, step: '${say('流失', 'Left')}', kind: 'out', change: -leavers},
    {position: 5, step: '${say('来了又走', 'Came and left')}', kind: 'out', change: -new_leavers},
    {position: 6, step: '${say('期末', 'At end')}', kind: 'total', change: at_end}
  ], recursive := true)
  from ${before}
  where position = 2
),
running as (
  select *, if(kind = 'total', change, sum(change) over (order by position)) as level from steps
)
select
  position, step, kind, change,
  if(kind = 'total', 0, least(level, level - change))::bigint as bottom,
  if(kind = 'total', level, greatest(level, level - change))::bigint as top
from running
order by position`;
}

/** Bars from the start to the end, each step hanging where the one before it stopped; `kept` has no bar. */
export function writeWaterfallChart(
  say: Say,
  title = say('本期客户从期初到期末', 'Customers from the start to the end of the period'),
): Record<string, unknown> {
  const customers = say('客户数', 'Customers');
  return {
    title,
    transform: [
      { filter: "datum.kind !== 'kept'" },
      {
        calculate: "format(datum.change, datum.kind === 'total' || datum.change === 0 ? ',' : '+,')",
        as: 'shown',
      },
    ],
    height: 260,
    encoding: {
      x: { field: 'step', type: 'nominal', title: null, sort: null, axis: { labelAngle: 0 } },
    },
    layer: [
      {
        mark: { type: 'bar' },
        encoding: {
          y: { field: 'bottom', type: 'quantitative', title: customers, axis: { format: ',' } },
          y2: { field: 'top' },
          color: { field: 'kind', type: 'nominal', legend: null, sort: ['total', 'out', 'in'] },
        },
      },
      {
        mark: { type: 'text', dy: -8 },
        encoding: {
          y: { field: 'top', type: 'quantitative', title: customers, axis: { format: ',' } },
          text: { field: 'shown', type: 'nominal' },
        },
      },
    ],
  };
}

function writeMix(
  context: RecipeContext,
  dimensions: readonly Dimension[],
  name: (base: string) => string,
  before: string,
): CellDraft[] {
  const say = createSay(context);
  // Bands would be cut anew in each period; only columns that are groups as they are can be followed over time.
  const plain = dimensions.filter((one) => !one.isBanded);
  if (plain.length === 0) return [];
  return writeMixCells(
    { name, say, counts: countGroups(writeSource(context), plain, say) },
    { mix: 'mix_rate', facts: 'mix_facts', check: 'mix_and_rate_sum' },
    `(select max(churn_rate) filter (position = 2) - max(churn_rate) filter (position = 1) as whole from ${before})`,
    {
      zh: '没有可以拆开的变化：其中一期的期初没有客户，或者两期都没有人流失。',
      en: 'There is no change to take apart: nobody was a customer when one of the periods began, or nobody left in either.',
    },
  );
}

/** Of each group, who was there at the start of each period, and who of them left. */
function countGroups(from: string, dimensions: readonly Dimension[], say: Say): string {
  const present = (first: string): string =>
    `count(*) filter (started_on < ${first} and (ended_on is null or ended_on >= ${first}))`;
  const left = (first: string, last: string): string =>
    `count(*) filter (started_on < ${first} and ended_on between ${first} and ${last})`;
  const measures = {
    n_before: present('$before_from'),
    left_before: left('$before_from', '$before_to'),
    n_after: present('$period_from'),
    left_after: left('$period_from', '$period_to'),
  };
  return writeCounts(dimensions, { from, bands: '', measures }, say('未知', 'Unknown'));
}
