import type { CellDraft, Recipe, RecipeContext } from '../recipe.ts';
import { chart, check, createNames, createSay, query, text } from './draft.ts';
import { memberMeasures, planDimensions, writeCounts, writeMembers, type Dimension } from './groups.ts';
import { isDated } from './kpi.ts';
import { listWarned, writeSigns, writeWarning } from './known-afterwards.ts';
import { writeSharedInputs } from './shared-inputs.ts';
import { writeTwoWay } from './two-way.ts';

type Say = (zh: string, en: string) => string;

/** Who leaves: the churn rate of every group with its interval, tests by dimension, and two dimensions crossed. */
export const segments: Recipe = {
  key: 'segments',
  title: { zh: '客户分组', en: 'Segments' },
  needs: [
    { of: { column: 'churned' }, gives: { zh: '各组的流失率', en: "each group's churn rate" } },
    { of: { column: 'segments' }, gives: { zh: '可用来分组的列', en: 'the columns to group by' } },
    {
      of: { column: 'value' },
      gives: { zh: '各组失去的价值', en: 'the value each group lost' },
      optional: true,
    },
  ],
  write: writeSegments,
};

/** What the chart shows; the relation has all. */
const [mostColumns, mostGroups] = [8, 12];

function writeSegments(context: RecipeContext): CellDraft[] {
  const say = createSay(context);
  const name = createNames(context);
  const dimensions = planDimensions(context);
  const names = { bands: name('bands'), members: name('members') };
  const [segments, tests, facts] = [name('segments'), name('segment_tests'), name('segment_facts')];
  return [
    text(
      `## ${say('谁在流失：分组', 'Who leaves: groups')}`,
      say(
        `{{ ${facts}.high_label | if }}差别最明显的是“{{ ${facts}.dimension }}”（Cramér's V = {{ ${facts}.cramers_v | .2f }}）：“{{ ${facts}.high_label }}”的${isDated(context) ? '期间' : '累计'}流失率为 **{{ ${facts}.high_rate | .1% }}**，“{{ ${facts}.low_label }}”为 {{ ${facts}.low_rate | .1% }}，全体为 {{ ${facts}.overall_rate | .1% }}。`,
        `{{ ${facts}.high_label | if }}The clearest difference lies in "{{ ${facts}.dimension }}" (Cramér's V = {{ ${facts}.cramers_v | .2f }}): **{{ ${facts}.high_rate | .1% }}** of "{{ ${facts}.high_label }}" left ${isDated(context) ? 'in the period' : 'over all time'}, {{ ${facts}.low_rate | .1% }} of "{{ ${facts}.low_label }}" and {{ ${facts}.overall_rate | .1% }} of all.`,
      ),
      say(
        `{{ ${facts}.by_chance | if }}但是差别不显著：一共比较了 {{ ${facts}.compared }} 列，即使哪一列都与流失无关，其中最大的差别碰巧达到这么大的概率也可能有 {{ ${facts}.by_chance | .0% }}（卡方检验，Bonferroni 校正）。不要当成规律。`,
        `{{ ${facts}.by_chance | if }}But it may well be chance: of {{ ${facts}.compared }} columns compared, none of which had to do with leaving, the largest difference would be as large with a probability of up to {{ ${facts}.by_chance | .0% }} (chi-square, after Bonferroni). Do not take it for a rule.`,
      ),
      say(
        `{{ ${facts}.high_label | unless }}没有可以比较的差别：每列只有一组，或者每组的客户太少，或者所有人都流失了、没有人流失、没有人可数，或者都像是离开之后才知道的。`,
        `{{ ${facts}.high_label | unless }}There is no difference to tell: each column has one group only, or its groups are too small, or everyone left, nobody did, or there is nobody to count, or all look as if they were known only afterwards.`,
      ),
      say(
        `{{ ${facts}.afterwards | if }}看起来是离开之后才知道的列，不参与上面的比较：{{ ${facts}.afterwards }}。`,
        `{{ ${facts}.afterwards | if }}Known only after the customer had left, by the look of it, and so not compared above: {{ ${facts}.afterwards }}.`,
      ),
    ),
    ...writeSharedInputs(context, isDated(context) ? ['period', 'small'] : ['small']),
    ...writeMembers(context, dimensions, names),
    query(segments, writeSegmentsSql(dimensions, names, say)),
    query(
      tests,
      writeTestsSql(
        segments,
        dimensions.map((one) => one.title),
        say,
      ),
    ),
    query(
      facts,
      `
      select
        dimension, cramers_v, p, compared,
        if(p * compared >= 0.05, least(p * compared, 1), null) as by_chance,
        (select arg_max(label, churn_rate) from ${segments} as s where s.dimension = t.dimension and not is_small) as high_label,
        (select max(churn_rate) from ${segments} as s where s.dimension = t.dimension and not is_small) as high_rate,
        (select arg_min(label, churn_rate) from ${segments} as s where s.dimension = t.dimension and not is_small) as low_label,
        (select min(churn_rate) from ${segments} as s where s.dimension = t.dimension and not is_small) as low_rate,
        (select sum(leavers) / nullif(sum(n), 0) from ${segments} where position = 1) as overall_rate,
        (select count(*) filter (is_small) from ${segments}) as small_groups,
        (select ${listWarned(say, 'dimension')} from ${tests} where warning is not null) as afterwards
      from (select 1) left join (
        select *, count(*) over () as compared
        from ${tests}
        where cramers_v is not null and warning is null
          and dimension in (select dimension from ${segments} where not is_small group by dimension having max(churn_rate) > min(churn_rate))
        order by cramers_v desc, dimension
        limit 1
      ) as t on true`,
    ),
    chart(segments, writeRateChart(say)),
    text(
      say(
        `每组：流失率 = ${isDated(context) ? '组内期初客户中期间内流失的 ÷ 组内期初客户' : '组内流失过的 ÷ 组内全部客户'} *n*，旁边的线是 95% Wilson 区间；**提升** = 组流失率 ÷ 全体流失率；**占流失** = 组内流失 ÷ 全部流失。少于 $small 位客户的组画得淡，结论要谨慎（共 {{ ${facts}.small_groups }} 组）。空值单列为“未知”。数值列按五分位分段，分界写在 \`${names.bands}\` 里，可以改成自己的。图中只画与流失关系最强的 ${mostColumns} 列，每列最多 ${mostGroups} 组，其余在 \`${segments}\` 里。`,
        `For each group: churn rate = ${isDated(context) ? 'those of its customers at the start who left in the period ÷ its customers at the start' : 'those of its customers who have left at any time ÷ all its customers'} (*n*), with the 95% Wilson interval; **lift** = its rate ÷ the overall rate; **share of leavers** = its leavers ÷ all leavers. Groups below the size set above are muted ({{ ${facts}.small_groups }} of them): be careful with them. Empty values are a group of their own. Numbers are cut into fifths; the edges stand in \`${names.bands}\` and can be replaced with your own. The chart shows the ${mostColumns} columns most tied to leaving and at most ${mostGroups} groups of each; the others are in \`${segments}\`.`,
      ).replace(' $small ', say('设定数', ' ')),
      say(
        '下表用卡方检验看各列与流失有没有关系（不作连续性校正），Cramér’s V 说明强弱：0 为无关，1 为完全对应。',
        "The table tests whether a column and leaving are related (chi-square, no continuity correction); Cramér's V says how strongly: 0 not at all, 1 completely.",
      ),
    ),
    check(
      name('segments_add_up'),
      `
      select dimension, sum(n) as n, sum(leavers) as leavers
      from ${segments}, (select count(*) as all_n, count(*) filter (has_left) as all_leavers from ${names.members})
      group by dimension, all_n, all_leavers
      having sum(n) <> all_n or sum(leavers) <> all_leavers`,
    ),
    ...(dimensions.length > 1 ? writeTwoWay(context, dimensions, { ...names, tests }, name) : []),
  ];
}

function writeSegmentsSql(
  dimensions: readonly Dimension[],
  names: { readonly bands: string; readonly members: string },
  say: Say,
): string {
  return `
with counts as (
${writeCounts(dimensions, { from: names.members, bands: names.bands, measures: memberMeasures }, say('未知', 'Unknown'))}
),
overall as (
  select *, sum(n) over all_groups as all_n, sum(leavers) over all_groups as all_leavers
  from counts
  window all_groups as (partition by position)
),
judged as (
  select *, (all_leavers * n / all_n)::double as expected
  from overall
),
-- what chi-square has above its mean by chance, by customer
ranked as (
  select
    *,
    case when count(*) over all_groups > 1 then (sum((leavers - expected) ** 2 / nullif(expected, 0) + (leavers - expected) ** 2 / nullif(n - expected, 0)) over all_groups
      - count(*) over all_groups + 1) / all_n end as strength
  from judged
  window all_groups as (partition by position)
)
select
  position, dimension, place, label,
  dense_rank() over (order by strength desc nulls last, position) as strength_rank,
  row_number() over (partition by position order by n desc, label) as size_rank,
  n, leavers,
  leavers / n as churn_rate,
  wilson_low(leavers, n) as low,
  wilson_high(leavers, n) as high,
  leavers / nullif(all_leavers, 0) as share_of_leavers,
  n / all_n as share_of_customers,
  churn_rate / nullif(all_leavers / all_n, 0) as lift,
  expected,
  worth as value,
  worth_lost as value_lost,
  n < $small as is_small
from ranked
order by strength_rank, place nulls last, churn_rate desc, label`;
}

function writeTestsSql(segments: string, titles: readonly string[], say: Say): string {
  return `
with tests as (
  select
    dimension,
    any_value(position) as position,
    count(*) as groups,
    sum(n)::bigint as n,
    sum(leavers)::bigint as leavers,
    fsum((leavers - expected) ** 2 / expected + (leavers - expected) ** 2 / (n - expected)) as chi_square,
    min(least(expected, n - expected)) as smallest_expected
  from ${segments}
  where expected > 0 and expected < n
  group by dimension
)
select
  dimension, groups, n, chi_square, groups - 1 as df,
  if(groups > 1, chi_square_p(chi_square, groups - 1), null) as p,
  if(groups > 1, sqrt(chi_square / n), null) as cramers_v,
  smallest_expected < 5 as is_rough,
  ${writeWarning(titles, say)} as warning
from tests
join (select dimension, ${writeSigns(say('未知', 'Unknown'))} from ${segments} group by dimension) using (dimension)
order by cramers_v desc nulls last, position`;
}

function writeRateChart(say: Say): Record<string, unknown> {
  const title = say('流失率', 'Churn rate');
  const shown = { axis: { format: '.0%' }, title };
  return {
    title: say(
      '各组流失率与 95% 区间（右侧数字为客户数）',
      'Churn rate by group, with 95% interval and number of customers',
    ),
    height: { step: 20 },
    transform: [
      { filter: `datum.size_rank <= ${mostGroups} && datum.strength_rank <= ${mostColumns}` },
      { calculate: "datum.dimension + ' · ' + datum.label", as: 'group' },
    ],
    encoding: {
      y: { field: 'group', type: 'nominal', title: null, sort: null, axis: { labelLimit: 260 } },
      opacity: { condition: { test: 'datum.is_small', value: 0.35 }, value: 1 },
      tooltip: [
        { field: 'group', type: 'nominal', title: say('组', 'Group') },
        { field: 'n', type: 'quantitative', title: 'n', format: ',' },
        { field: 'leavers', type: 'quantitative', title: say('流失', 'Left'), format: ',' },
        { field: 'churn_rate', type: 'quantitative', title, format: '.1%' },
        { field: 'lift', type: 'quantitative', title: say('提升', 'Lift'), format: '.2f' },
        {
          field: 'share_of_leavers',
          type: 'quantitative',
          title: say('占流失', 'Share of leavers'),
          format: '.1%',
        },
      ],
    },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: { x: { field: 'low', type: 'quantitative', ...shown }, x2: { field: 'high' } },
      },
      {
        mark: { type: 'point', filled: true, size: 60 },
        encoding: {
          x: { field: 'churn_rate', type: 'quantitative', ...shown, scale: { zero: true } },
          color: { field: 'dimension', type: 'nominal', legend: null },
        },
      },
      {
        mark: { type: 'text', align: 'left', dx: 6 },
        encoding: {
          x: { field: 'high', type: 'quantitative', ...shown },
          text: { field: 'n', type: 'quantitative', format: ',' },
        },
      },
    ],
  };
}
