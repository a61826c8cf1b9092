import type { CellDraft, RecipeContext } from '../recipe.ts';
import { chart, createSay, query, text } from './draft.ts';

/**
 * The trend cut into phases of level rate by least squares; how many, by BIC (Bai and Perron 1998; the formula of R's
 * strucchange: n ln(RSS ÷ n) + 2k ln n for k phases). At most 6 phases of at least 2 periods, over the last 150 periods.
 */
export function writePhases(context: RecipeContext, name: (base: string) => string): CellDraft[] {
  const say = createSay(context);
  const [trend, phases, phased, facts] = [
    name('trend'),
    name('phases'),
    name('trend_phases'),
    name('phase_facts'),
  ];
  return [
    text(
      `### ${say('走势的阶段', 'Phases')}`,
      say(
        `{{ ${facts}.sentence | if }}按最小二乘分段，由 BIC 选定的水平阶段有 {{ ${facts}.phases }} 个：{{ ${facts}.sentence }}。一个阶段的水平是各期流失率的简单平均，不按客户数加权。`,
        `{{ ${facts}.sentence | if }}Level phases found by least squares (their number, {{ ${facts}.phases }}, chosen by BIC): {{ ${facts}.sentence }}. The level of a phase is the plain mean of its rates, not weighted by customers.`,
      ),
      say(
        `{{ ${facts}.sentence | unless }}没有完整的时期，所以没有阶段。`,
        `{{ ${facts}.sentence | unless }}No period has finished, so there are no phases.`,
      ),
    ),
    query(phases, writePhasesSql(trend, say)),
    query(
      phased,
      `
      select period, churn_rate, phase, phases.churn_rate as phase_rate, phase_name
      from ${trend} as periods join ${phases} as phases on period between first_period and last_period
      order by period`.replace('select period, churn_rate', 'select period, periods.churn_rate'),
    ),
    query(
      facts,
      `
      select
        count(*) as phases,
        string_agg(
          ${say(
            "strftime(first_period, '%Y-%m-%d') || if(periods > 1, ' 至 ' || strftime(last_period, '%Y-%m-%d'), '') || ' 起的 ' || periods || ' 期' || phase_name || '（水平 ' || format('{:.2f}%', 100 * churn_rate) || '）', '；'",
            "phase_name || ' from ' || strftime(first_period, '%Y-%m-%d') || ' (' || periods || if(periods = 1, ' period', ' periods') || ', level ' || format('{:.2f}%', 100 * churn_rate) || ')', '; '",
          )}
          order by phase
        ) as sentence
      from ${phases}`,
    ),
    chart(phased, {
      title: say('流失率的阶段', 'Phases of the churn rate'),
      height: 280,
      encoding: { x: { field: 'period', type: 'temporal', title: say('期间开始', 'Period from') } },
      layer: [
        { mark: { type: 'line', opacity: 0.5 }, encoding: { y: rateAxis(say, 'churn_rate') } },
        {
          mark: { type: 'line', strokeWidth: 3, interpolate: 'step' },
          encoding: {
            y: rateAxis(say, 'phase_rate'),
            color: {
              field: 'phase_name',
              type: 'nominal',
              title: null,
              sort: { field: 'phase', op: 'min' },
              legend: { orient: 'bottom' },
            },
            detail: { field: 'phase', type: 'nominal' },
          },
        },
      ],
    }),
  ];
}

function rateAxis(say: (zh: string, en: string) => string, field: string): Record<string, unknown> {
  const title = say('流失率（期初客户中流失的 %）', 'Churn rate (% of customers at start)');
  return { field, type: 'quantitative', title, axis: { format: '.1~%' }, scale: { zero: true } };
}

function writePhasesSql(trend: string, say: (zh: string, en: string) => string): string {
  return `
with recursive points as (
  select period, churn_rate, row_number() over (order by period) as i, churn_rate - avg(churn_rate) over () as y
  from (
    from ${trend} where is_complete and churn_rate is not null
    order by period desc limit 150
  )
),
sums as (
  select 0 as i, 0.0::double as s, 0.0::double as q
  union all
  select i, sum(y) over (order by i), sum(y * y) over (order by i) from points
),
costs as (  -- squared error of one level over points first + 1 … last
  select a.i as first, b.i as last, greatest(b.q - a.q - (b.s - a.s) ** 2 / (b.i - a.i), 0) as cost
  from sums as a join sums as b on b.i >= a.i + 2 or (a.i = 0 and b.i = 1 and (select count(*) from points) = 1)
),
best as (  -- the cheapest way to cut points 1 … last into k phases
  select 1 as k, last, cost, [first] as firsts from costs where first = 0
  union all
  select k + 1, costs.last, min(best.cost + costs.cost), arg_min(list_append(firsts, first), (best.cost + costs.cost, first))
  from best join costs on costs.first = best.last
  where k < 6
  group by k, costs.last
),
chosen as (
  select firsts, n
  from best join (select count(*) as n, sum(y * y) as total from points) on last = n
  order by n * ln(greatest(cost, 1e-9 * total, 1e-300) / n) + 2 * k * ln(n), k
  limit 1
),
cuts as (
  select unnest(firsts) as first, unnest(list_append(firsts[2:], n)) as last, generate_subscripts(firsts, 1) as phase
  from chosen
),
levels as (
  select phase, min(period) as first_period, max(period) as last_period, count(*) as periods, avg(churn_rate) as churn_rate
  from points join cuts on i > first and i <= last
  group by phase
),
compared as (
  select
    *,
    max(churn_rate) over () as highest,
    arg_max(phase, churn_rate) over () as highest_phase,
    lag(churn_rate) over (order by phase) as before
  from levels
)
select
  phase, first_period, last_period, periods, churn_rate,
  case
    when phase = 1 and phase <> highest_phase or before is null then '${say('平稳', 'stable')}'
    when phase = highest_phase then '${say('高峰', 'peak')}'
    when churn_rate > before and phase < highest_phase then '${say('上升', 'surge')}'
    when churn_rate < before and phase > highest_phase then '${say('回落', 'recovery')}'
    when churn_rate > before then '${say('反弹', 'rebound')}'
    else '${say('下降', 'dip')}'
  end as phase_name
from compared
order by phase`;
}
