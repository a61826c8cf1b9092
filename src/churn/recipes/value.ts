import type { CellDraft, Recipe, RecipeContext } from '../recipe.ts';
import { chart, check, createNames, createSay, query, text, writeSource } from './draft.ts';
import { isDated } from './kpi.ts';
import { presentAtStart, writeSharedInputs } from './shared-inputs.ts';

/** Customers by value: what each tier holds, how fast it leaves, and what goes with it. */
export const value: Recipe = {
  key: 'value',
  title: { zh: '价值分层', en: 'Value tiers' },
  needs: [
    { of: { column: 'value' }, gives: { zh: '每位客户的价值', en: "each customer's value" } },
    { of: { column: 'churned' }, gives: { zh: '各层的流失率', en: "each tier's churn rate" } },
  ],
  write: writeValue,
};

function writeValue(context: RecipeContext): CellDraft[] {
  const say = createSay(context);
  const name = createNames(context);
  const [edges, tiers, facts] = [name('tier_edges'), name('value_tiers'), name('tier_facts')];
  const from = writeSource(context);
  const dated = isDated(context);
  const where = dated ? `\nwhere ${presentAtStart}` : '';
  const left = dated ? 'ended_on is not null and ended_on <= $period_to' : 'coalesce(churned, false)';
  return [
    text(
      `## ${say('价值分层', 'Value tiers')}`,
      say(
        `{{ ${facts}.top_rate | if }}价值最高的一成客户带来 {{ ${facts}.top_share | .0% }} 的价值，${dated ? '期间流失率' : '累计流失率'}为 **{{ ${facts}.top_rate | .1% }}**；价值最低的一半为 {{ ${facts}.low_rate | .1% }}。`,
        `{{ ${facts}.top_rate | if }}The top tenth of customers brings {{ ${facts}.top_share | .0% }} of the value; **{{ ${facts}.top_rate | .1% }}** of it left${dated ? ' in the period' : ' over all time'}, of the lower half {{ ${facts}.low_rate | .1% }}.`,
      ),
      say(
        `{{ ${facts}.top_rate | unless }}客户的价值太接近，分不出最高的一成。`,
        `{{ ${facts}.top_rate | unless }}Customers are worth so much alike that no top tenth stands apart.`,
      ),
      say(
        `{{ ${facts}.lost_share | if }}流失的价值共 {{ ${facts}.value_lost | ,.0f }}，占${dated ? '期初客户价值' : '全部客户价值'}的 {{ ${facts}.lost_share | .1% }}。`,
        `{{ ${facts}.lost_share | if }}The value lost is {{ ${facts}.value_lost | ,.0f }}, {{ ${facts}.lost_share | .1% }} of that of ${dated ? 'the customers at the start' : 'all customers'}.`,
      ),
    ),
    ...writeSharedInputs(context, dated ? ['period'] : []),
    query(
      edges,
      `
select quantile_disc(value::double, [0.5, 0.8, 0.9]) as edges
from ${from}${where}`,
    ),
    query(
      tiers,
      `
with tiered as (
  select
    case when value is null then 0 when value > edges[3] then 4 when value > edges[2] then 3 when value > edges[1] then 2 else 1 end as place,
    value::double as value,
    ${left} as has_left
  from ${from}, ${edges}${where}
),
counts as (
  select place, count(*) as n, count(*) filter (has_left) as leavers, coalesce(sum(value), 0) as value, coalesce(sum(value) filter (has_left), 0) as value_lost
  from tiered group by place
)
select
  place,
  case place when 4 then '${say('高（前 10%）', 'high (top 10%)')}' when 3 then '${say('中高（10–20%）', 'upper (10–20%)')}' when 2 then '${say('中（20–50%）', 'middle (20–50%)')}'
    when 1 then '${say('低（后 50%）', 'low (lower half)')}' else '${say('未知', 'Unknown')}' end as tier,
  n, leavers,
  leavers / n as churn_rate,
  wilson_low(leavers, n) as low,
  wilson_high(leavers, n) as high,
  value,
  value / nullif(sum(value) over (), 0) as value_share,
  value_lost,
  value_lost / nullif(value, 0) as value_churn_rate,
  value_lost / nullif(sum(value_lost) over (), 0) as share_of_value_lost
from counts
order by place desc`,
    ),
    query(
      facts,
      `
      select
        any_value(value_share) filter (place = 4) as top_share,
        any_value(churn_rate) filter (place = 4) as top_rate,
        any_value(churn_rate) filter (place = 1) as low_rate,
        sum(value_lost) as value_lost,
        sum(value_lost) / nullif(sum(value), 0) as lost_share
      from ${tiers}`,
    ),
    chart(tiers, {
      title: say('各价值层的流失率', 'Churn rate by value tier'),
      height: { step: 34 },
      encoding: {
        y: { field: 'tier', type: 'nominal', title: null, sort: null, axis: { labelLimit: 160 } },
        x: {
          field: 'churn_rate',
          type: 'quantitative',
          title: say('流失率', 'Churn rate'),
          axis: { format: '.0%' },
          scale: { zero: true },
        },
        tooltip: [
          { field: 'tier', type: 'nominal', title: say('层', 'Tier') },
          { field: 'n', type: 'quantitative', title: 'n', format: ',' },
          {
            field: 'value_lost',
            type: 'quantitative',
            title: say('失去的价值', 'Value lost'),
            format: ',.0f',
          },
        ],
      },
      layer: [
        { mark: { type: 'bar' } },
        {
          mark: { type: 'text', align: 'left', dx: 4 },
          encoding: { text: { field: 'churn_rate', type: 'quantitative', format: '.1%' } },
        },
      ],
    }),
    text(
      say(
        '分界是价值的第 50、80、90 百分位数（期初客户；没有日期时为全部客户）。恰好等于分界的客户归入下一层，所以同样价值的客户总在同一层，各层人数不一定正好是 10%、10%、30% 和 50%。',
        'The tiers are cut at the 50th, 80th and 90th percentile of the value of the customers at the start (of all, without dates). A customer exactly at an edge is in the lower tier, so equal values are always in one tier, and a tier need not hold exactly its share.',
      ),
      ...(context.isSpread
        ? [
            say(
              '这里的价值是累计金额除以在网的月数：很快离开的客户除得少，数值偏高。所以高价值层的流失率会偏高，不能只凭它下结论。',
              'The value here is an amount in all, divided by the months of the stay: for whoever left soon it is divided by little, and high. So the rates of the upper tiers are too high; do not rest a conclusion on them alone.',
            ),
          ]
        : []),
    ),
    check(
      name('tiers_add_up'),
      `select sum(n) as n from ${tiers} having sum(n) <> (select count(*) from ${from}${where.replace('\n', ' ')})`,
    ),
  ];
}
