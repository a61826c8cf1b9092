import type { CellDraft, Recipe, RecipeContext } from '../recipe.ts';
import { chart, createNames, createSay, query, text } from './draft.ts';
import { memberMeasures, planDimensions, writeCounts, writeMembers, type Dimension } from './groups.ts';
import { isDated } from './kpi.ts';
import { listWarned, writeSigns, writeWarning } from './known-afterwards.ts';
import { writeSharedInputs } from './shared-inputs.ts';

/** Every candidate column ranked by how strongly it goes with leaving, with a warning for what is known only afterwards. */
export const drivers: Recipe = {
  key: 'drivers',
  title: { zh: '影响因素排序', en: 'Drivers' },
  needs: [
    { of: { column: 'churned' }, gives: { zh: '谁流失了', en: 'who left' } },
    { of: { column: 'segments' }, gives: { zh: '要比较的各列', en: 'the columns to compare' } },
  ],
  write: writeDrivers,
};

function writeDrivers(context: RecipeContext): CellDraft[] {
  const say = createSay(context);
  const name = createNames(context);
  const dimensions = planDimensions(context);
  const names = { bands: name('driver_bands'), members: name('driver_members') };
  const [groups, drivers, facts] = [name('driver_groups'), name('drivers'), name('driver_facts')];
  return [
    text(
      `## ${say('哪些因素与流失有关', 'What goes with leaving')}`,
      say(
        `{{ ${facts}.dimension | if }}比较了 {{ ${facts}.columns }} 列，错误发现率控制在 5% 时有 {{ ${facts}.significant }} 列与流失有关；关系最强的是“**{{ ${facts}.dimension }}**”（Cramér's V = {{ ${facts}.cramers_v | .2f }}）。`,
        `{{ ${facts}.dimension | if }}Columns compared: {{ ${facts}.columns }}; going with leaving at a false discovery rate of 5%: {{ ${facts}.significant }}. The strongest is "**{{ ${facts}.dimension }}**" (Cramér's V = {{ ${facts}.cramers_v | .2f }}).`,
      ),
      say(
        `{{ ${facts}.dimension | unless }}没有可以比较的列：每列只有一组，或者所有人都流失了、没有人流失，或者都像是离开之后才知道的。`,
        `{{ ${facts}.dimension | unless }}There is nothing to compare: each column has one group only, or everyone left or nobody did, or all look as if they were known only afterwards.`,
      ),
      say(
        `{{ ${facts}.suspect_list | if }}看起来是离开之后才知道的列，不参与排名：{{ ${facts}.suspect_list }}。`,
        `{{ ${facts}.suspect_list | if }}Known only after the customer had left, by the look of it, and so not ranked: {{ ${facts}.suspect_list }}.`,
      ),
    ),
    ...writeSharedInputs(context, isDated(context) ? ['period'] : []),
    ...writeMembers(context, dimensions, names),
    query(
      groups,
      `
with counts as (
${writeCounts(dimensions, { from: names.members, bands: names.bands, measures: memberMeasures }, say('未知', 'Unknown'))}
)
select
  position, dimension, place, label, n, leavers,
  leavers / n as churn_rate,
  sum(leavers) over (partition by position) * n / sum(n) over (partition by position) as expected
from counts
order by position, place, label`,
    ),
    query(drivers, writeDriversSql(groups, dimensions, say)),
    query(
      facts,
      `
      select
        count(*) as columns,
        count(*) filter (is_suspect) as suspects,
        count(*) filter (q < 0.05 and not is_suspect) as significant,
        arg_max(dimension, cramers_v) filter (not is_suspect and p is not null) as dimension,
        max(cramers_v) filter (not is_suspect and p is not null) as cramers_v,
        ${listWarned(say, 'place')} filter (is_suspect) as suspect_list
      from ${drivers}`,
    ),
    chart(drivers, {
      title: say('各列与流失的关系强度', 'How strongly each column goes with leaving'),
      height: { step: 22 },
      transform: [{ filter: 'datum.place <= 25' }],
      encoding: {
        y: { field: 'dimension', type: 'nominal', title: null, sort: null, axis: { labelLimit: 220 } },
        x: { field: 'cramers_v', type: 'quantitative', title: "Cramér's V", scale: { zero: true } },
        opacity: { condition: { test: 'datum.is_suspect', value: 0.35 }, value: 1 },
        tooltip: [
          { field: 'dimension', type: 'nominal', title: say('列', 'Column') },
          { field: 'cramers_v', type: 'quantitative', title: "Cramér's V", format: '.3f' },
          { field: 'q', type: 'quantitative', title: 'q', format: '.2g' },
          { field: 'high_label', type: 'nominal', title: say('流失率最高的组', 'Leaves most') },
          { field: 'high_rate', type: 'quantitative', title: say('其流失率', 'at'), format: '.1%' },
          { field: 'warning', type: 'nominal', title: say('提醒', 'Warning') },
        ],
      },
      layer: [
        { mark: { type: 'bar' } },
        {
          mark: { type: 'text', align: 'left', dx: 4 },
          encoding: { text: { field: 'cramers_v', type: 'quantitative', format: '.2f' } },
        },
      ],
    }),
    text(
      say(
        '每列做一次卡方检验，*q* 是按 Benjamini–Hochberg 校正后的 p 值：同时比较很多列时，只看 p 会把偶然当成规律。数值列按五分位分段。变淡的列几乎只在流失客户身上有值，或几乎完全决定是否流失（例如超过五分之一的客户在一个也没有流失、或全部流失的大组里）：多半是离开之后才记录的，不能用来预警。强相关不等于原因。',
        'Each column has a chi-square test; *q* is its p-value after Benjamini and Hochberg: with many columns compared at once, p alone takes chance for a rule. Numbers are cut into fifths. Muted columns hold values almost only for those who left, or decide almost alone who left (more than a fifth of the customers stand in large groups that nobody or everybody left, say): most likely they were recorded afterwards and cannot warn of anything. A strong tie is not a cause.',
      ),
    ),
  ];
}

function writeDriversSql(
  groups: string,
  dimensions: readonly Dimension[],
  say: (zh: string, en: string) => string,
): string {
  const titles = dimensions.map((one) => one.title);
  return `
with tests as (
  select
    dimension,
    count(*) as groups,
    sum(n)::bigint as n,
    fsum((leavers - expected) ** 2 / expected + (leavers - expected) ** 2 / (n - expected))
      filter (expected > 0 and expected < n) as chi_square,
    arg_max(label, churn_rate) filter (n >= 30) as high_label,
    max(churn_rate) filter (n >= 30) as high_rate,
    arg_min(label, churn_rate) filter (n >= 30) as low_label,
    min(churn_rate) filter (n >= 30) as low_rate,
    ${writeSigns(say('未知', 'Unknown'))}
  from ${groups}
  group by dimension
),
tested as (
  select
    *,
    groups - 1 as df,
    if(groups > 1, chi_square_p(chi_square, groups - 1), null) as p,
    if(groups > 1, coalesce(sqrt(chi_square / n), 0), 0) as cramers_v
  from tests
),
ranked as (
  select *, row_number() over (order by p nulls last) as p_rank, count(p) over () as m from tested
),
adjusted as (
  select *, if(p is null, null, least(1, min(p * m / p_rank) over (order by p_rank rows between current row and unbounded following))) as q
  from ranked
),
judged as (
  select
    *,
    ${writeWarning(titles, say)} as warning
  from adjusted
)
select
  row_number() over (order by cramers_v desc, dimension) as place,
  dimension, groups, n, chi_square, df, p, q, cramers_v,
  high_label, high_rate, low_label, low_rate,
  warning is not null as is_suspect, warning
from judged
order by place`;
}
