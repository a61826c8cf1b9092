import type { CellDraft, Recipe, RecipeContext } from '../recipe.ts';
import { check, chart, createNames, createSay, query, text, writeSource } from './draft.ts';
import { writeIndicators } from './indicators.ts';
import { writePhases } from './phases.ts';
import { grainStep, writeSharedInputs } from './shared-inputs.ts';

/** Customers and churn period by period, its phases, and what moved with it. */
export const trend: Recipe = {
  key: 'trend',
  title: { zh: '流失趋势', en: 'Trend' },
  needs: [
    {
      of: { column: 'started_on' },
      gives: { zh: '每期的期初与新增客户', en: 'customers at the start of each period, and new ones' },
    },
    { of: { column: 'ended_on' }, gives: { zh: '每期的流失客户', en: 'who left in each period' } },
    {
      of: { column: 'value' },
      gives: { zh: '每期流失的收入', en: 'the revenue lost in each period' },
      optional: true,
    },
    {
      of: { side: 'indicators' },
      gives: {
        zh: '与满意度、投诉等指标的滞后相关',
        en: 'lag correlations with satisfaction, complaints and other indicators',
      },
      optional: true,
    },
  ],
  write: (context) => {
    const name = createNames(context);
    return [...writeTrend(context, name), ...writePhases(context, name), ...writeIndicators(context, name)];
  },
};

function writeTrend(context: RecipeContext, name: (base: string) => string): CellDraft[] {
  const say = createSay(context);
  const [trend, facts] = [name('trend'), name('trend_facts')];
  return [
    text(
      `## ${say('逐期趋势', 'Period by period')}`,
      say(
        `{{ ${facts}.churn_rate | if }}完整的 {{ ${facts}.periods }} 期里，每期平均流失率为 **{{ ${facts}.churn_rate | .2% }}**。`,
        `{{ ${facts}.churn_rate | if }}Over the {{ ${facts}.periods }} finished periods the churn rate was **{{ ${facts}.churn_rate | .2% }}** a period.`,
      ),
      say(
        `{{ ${facts}.last_change | if }}最高是 {{ ${facts}.peak_period | %Y-%m-%d }} 开始的一期（{{ ${facts}.peak_rate | .2% }}），最近完整的一期（{{ ${facts}.last_period | %Y-%m-%d }} 开始）为 {{ ${facts}.last_rate | .2% }}，比上一期变动 {{ ${facts}.last_change | +.2f }} 个百分点。`,
        `{{ ${facts}.last_change | if }}It was highest in the period from {{ ${facts}.peak_period | %-d %B %Y }} ({{ ${facts}.peak_rate | .2% }}); the last finished one, from {{ ${facts}.last_period | %-d %B %Y }}, stands at {{ ${facts}.last_rate | .2% }}, {{ ${facts}.last_change | +.2f }} points against the one before.`,
      ),
      say(
        `{{ ${facts}.churn_rate | unless }}所选期间里没有一个期初有客户的完整时期，所以没有流失率可说：请换一个期间，或者选短一些的时间粒度。`,
        `{{ ${facts}.churn_rate | unless }}No finished period began with customers, so there is no churn rate to tell: choose another period, or a shorter period length.`,
      ),
    ),
    ...writeSharedInputs(context, ['period', 'grain']),
    query(trend, writeTrendSql(writeSource(context), context.has.has('value'))),
    query(
      facts,
      `
      select
        count(*) as periods,
        sum(leavers) / nullif(sum(at_start), 0) as churn_rate,
        arg_max(period, churn_rate) as peak_period,
        max(churn_rate) as peak_rate,
        max(period) filter (churn_rate is not null) as last_period,
        arg_max(churn_rate, period) as last_rate,
        arg_max(change_in_points, period) as last_change
      from ${trend}
      where is_complete`,
    ),
    chart(trend, writeTrendChart(say)),
    chart(trend, writeFlowChart(say)),
    text(
      say(
        `每期：期初 + 新增 + 回流 − 流失 − 来了又走 = 期末。**流失率** = 期初客户中当期流失的 ÷ 期初客户；当期来、当期走的客户单列，不进流失率。还没有结束的一期在图上画成空心点，不进任何平均。`,
        `In every period: at start + new + returned − left − came and left = at end. The **churn rate** is those at the start who left in the period ÷ those at the start; customers who came and left within one period are counted apart. A period that has not ended is drawn hollow and is in no average.`,
      ),
    ),
    check(name('trend_adds_up'), writeTrendCheck(trend, writeSource(context))),
  ];
}

function writeTrendSql(from: string, hasValue: boolean): string {
  const value = (sql: string): string => (hasValue ? sql : '');
  return `
with starts as (
  select
    date_trunc($grain, started_on)::date as period,
    count(*) filter (coalesce(spell, 1) = 1) as new,
    count(*) filter (spell > 1) as reactivated${value(`,
    sum(value::double) as value_new`)}
  from ${from}
  where started_on is not null
  group by all
),
ends as (
  select
    date_trunc($grain, ended_on)::date as period,
    count(*) filter (started_on < date_trunc($grain, ended_on)) as leavers,
    count(*) filter (started_on >= date_trunc($grain, ended_on)) as new_leavers${value(`,
    sum(value::double) filter (started_on < date_trunc($grain, ended_on)) as value_lost,
    sum(value::double) as value_gone`)}
  from ${from}
  where started_on is not null and ended_on is not null
  group by all
),
known as (select max(as_of) as as_of from ${from}),
step as (select ${grainStep} as step),
periods as (
  select unnest(generate_series(min(period)::timestamp, any_value(as_of)::timestamp, any_value(step)))::date as period
  from starts, known, step
),
flows as (
  select
    period,
    coalesce(new, 0) as new, coalesce(reactivated, 0) as reactivated,
    coalesce(leavers, 0) as leavers, coalesce(new_leavers, 0) as new_leavers${value(`,
    coalesce(value_new, 0) as value_new, coalesce(value_lost, 0) as value_lost, coalesce(value_gone, 0) as value_gone`)}
  from periods left join starts using (period) left join ends using (period)
),
running as (
  select
    *,
    (sum(new + reactivated - leavers - new_leavers) over (order by period))::bigint as at_end${value(`,
    sum(value_new - value_gone) over (order by period) as value_at_end`)}
  from flows
),
rates as (
  select
    period,
    at_end - new - reactivated + leavers + new_leavers as at_start,
    new, reactivated, leavers, new_leavers, at_end,
    leavers / nullif(at_start, 0) as churn_rate,
    100 * (churn_rate - lag(churn_rate) over (order by period)) as change_in_points${value(`,
    value_at_end - value_new + value_gone as value_at_start,
    value_lost,
    value_lost / nullif(value_at_start, 0) as value_churn_rate`)},
    (period + step)::date - 1 <= as_of as is_complete
  from running, known, step
)
from rates
where period between $period_from and $period_to
order by period`;
}

function writeTrendCheck(trend: string, from: string): string {
  return `
with counted as (
  select count(*) filter (started_on < trend_start and (ended_on is null or ended_on >= trend_start)) as counted_at_start, trend_start as period
  from ${from}, (select min(period) as trend_start from ${trend})
  group by trend_start
)
select
  period, at_start, new, reactivated, leavers, new_leavers, at_end,
  lead(at_start) over (order by period) as next_at_start,
  counted_at_start
from ${trend} left join counted using (period)
qualify at_start + new + reactivated - leavers - new_leavers <> at_end
  or at_end <> next_at_start
  or at_start <> counted_at_start`;
}

function writeTrendChart(say: (zh: string, en: string) => string): Record<string, unknown> {
  const rate = say('流失率（期初客户中流失的 %）', 'Churn rate (% of customers at start)');
  const y = {
    field: 'churn_rate',
    type: 'quantitative',
    title: rate,
    axis: { format: '.1~%' },
    scale: { zero: true },
  };
  return {
    title: say('逐期流失率', 'Churn rate by period'),
    height: 260,
    encoding: {
      x: { field: 'period', type: 'temporal', title: say('期间开始', 'Period from') },
      tooltip: [
        { field: 'period', type: 'temporal', title: say('期间开始', 'Period from'), format: '%Y-%m-%d' },
        { field: 'churn_rate', type: 'quantitative', title: say('流失率', 'Churn rate'), format: '.2%' },
        {
          field: 'change_in_points',
          type: 'quantitative',
          title: say('变动（百分点）', 'Change (points)'),
          format: '+.2f',
        },
        { field: 'at_start', type: 'quantitative', title: say('期初', 'At start'), format: ',' },
        { field: 'leavers', type: 'quantitative', title: say('流失', 'Left'), format: ',' },
        { field: 'new_leavers', type: 'quantitative', title: say('来了又走', 'Came and left'), format: ',' },
      ],
    },
    layer: [
      { transform: [{ filter: 'datum.is_complete' }], mark: { type: 'line' }, encoding: { y } },
      {
        transform: [{ filter: 'datum.is_complete' }],
        mark: { type: 'point', filled: true, size: 50, opacity: 1 },
        encoding: { y },
      },
      {
        transform: [{ filter: '!datum.is_complete' }],
        mark: { type: 'point', filled: false, size: 70, strokeDash: [2, 2] },
        encoding: { y },
      },
    ],
  };
}

function writeFlowChart(say: (zh: string, en: string) => string): Record<string, unknown> {
  return {
    title: say('每期新增、回流与流失客户', 'Customers new, returned and lost by period'),
    height: 320,
    transform: [
      { calculate: '-datum.leavers', as: 'minus_leavers' },
      { calculate: '-datum.new_leavers', as: 'minus_new_leavers' },
      { fold: ['new', 'reactivated', 'minus_leavers', 'minus_new_leavers'], as: ['flow', 'customers'] },
      // Nobody returned, or nobody came and left: then they are not in the legend either.
      { joinaggregate: [{ op: 'sum', field: 'customers', as: 'in_all' }], groupby: ['flow'] },
      { filter: "datum.in_all !== 0 || datum.flow === 'new' || datum.flow === 'minus_leavers'" },
    ],
    mark: { type: 'bar' },
    encoding: {
      x: { field: 'period', type: 'temporal', title: say('期间开始', 'Period from') },
      y: {
        field: 'customers',
        type: 'quantitative',
        title: say('客户数（流失向下）', 'Customers (lost downwards)'),
        axis: { format: ',' },
      },
      color: {
        field: 'flow',
        type: 'nominal',
        title: null,
        sort: ['new', 'minus_leavers', 'reactivated', 'minus_new_leavers'],
        legend: {
          orient: 'bottom',
          labelExpr: `{new: '${say('新增', 'new')}', reactivated: '${say('回流', 'returned')}', minus_leavers: '${say('流失', 'left')}', minus_new_leavers: '${say('来了又走', 'came and left')}'}[datum.label]`,
        },
      },
    },
  };
}
