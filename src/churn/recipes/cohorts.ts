import type { CellDraft, Recipe, RecipeContext } from '../recipe.ts';
import { chart, check, createNames, createSay, input, query, text, writeSource } from './draft.ts';
import { grainStep, writeSharedInputs } from './shared-inputs.ts';

type Say = (zh: string, en: string) => string;

/** Who joined in one period, followed by age: customers and value, still there (bounded) or there later (unbounded). */
export const cohorts: Recipe = {
  key: 'cohorts',
  title: { zh: '同期群留存', en: 'Cohorts' },
  needs: [
    {
      of: { column: 'started_on' },
      gives: { zh: '每位客户属于哪个同期群', en: 'the cohort of each customer' },
    },
    { of: { column: 'ended_on' }, gives: { zh: '各月龄还剩多少客户', en: 'how many are left at each age' } },
    { of: { column: 'value' }, gives: { zh: '按价值计的留存', en: 'retention by value' }, optional: true },
  ],
  write: writeCohorts,
};

function writeCohorts(context: RecipeContext): CellDraft[] {
  const say = createSay(context);
  const name = createNames(context);
  const [cohorts, curve, facts] = [name('cohorts'), name('retention_curve'), name('cohort_facts')];
  const hasValue = context.has.has('value');
  return [
    text(
      `## ${say('同期群留存', 'Cohorts')}`,
      say(
        `一个同期群是同一期开始的全部客户；月龄 *k* 看他们在开始那一期之后第 *k* 期结束时还剩多少。`,
        `A cohort is everyone who began in one period; age *k* asks how many were still there when the *k*-th period after it ended.`,
      ),
      say(
        `{{ ${facts}.retention_1 | if }}满 1 期时平均留存 **{{ ${facts}.retention_1 | .1% }}**，满 {{ ${facts}.last_age }} 期时 {{ ${facts}.last_retention | .1% }}。`,
        `{{ ${facts}.retention_1 | if }}On average **{{ ${facts}.retention_1 | .1% }}** were still there at age 1 and {{ ${facts}.last_retention | .1% }} at age {{ ${facts}.last_age }}.`,
      ),
      say(
        `{{ ${facts}.best_cohort | if }}满 3 期时最好的是 {{ ${facts}.best_cohort | %Y-%m-%d }} 开始的一群（{{ ${facts}.best_retention | .1% }}），最差的是 {{ ${facts}.worst_cohort | %Y-%m-%d }} 开始的一群（{{ ${facts}.worst_retention | .1% }}）。`,
        `{{ ${facts}.best_cohort | if }}At age 3 the cohort of {{ ${facts}.best_cohort | %-d %B %Y }} had kept most ({{ ${facts}.best_retention | .1% }}), that of {{ ${facts}.worst_cohort | %-d %B %Y }} least ({{ ${facts}.worst_retention | .1% }}).`,
      ),
      say(
        `{{ ${facts}.retention_1 | unless }}所选期间内没有开始满一期的同期群，所以还没有留存可说：请把期间选长一些。`,
        `{{ ${facts}.retention_1 | unless }}No cohort of the period has a finished period behind it, so there is no retention to tell yet: choose a longer period.`,
      ),
    ),
    ...writeSharedInputs(context, ['period', 'grain']),
    ...writeInputs(say, hasValue).filter((one) => !context.taken.has(one.name ?? '')),
    query(cohorts, writeCohortsSql(writeSource(context), hasValue)),
    query(
      curve,
      `
      select
        age, count(*) as cohorts, sum(size)::bigint as size, sum(stayed)::bigint as stayed,
        sum(stayed) / nullif(sum(size), 0) as retention,
        wilson_low(sum(stayed), sum(size)) as low,
        wilson_high(sum(stayed), sum(size)) as high
      from ${cohorts}
      where is_complete
      group by age
      order by age`,
    ),
    query(
      facts,
      `
      select
        any_value(retention) filter (age = 1) as retention_1,
        max(age) as last_age,
        arg_max(retention, age) as last_retention,
        (select if(max(retention) > min(retention), arg_max(cohort, retention), null) from ${cohorts} where is_complete and age = 3) as best_cohort,
        (select max(retention) from ${cohorts} where is_complete and age = 3) as best_retention,
        (select arg_min(cohort, retention) from ${cohorts} where is_complete and age = 3) as worst_cohort,
        (select min(retention) from ${cohorts} where is_complete and age = 3) as worst_retention
      from ${curve}`,
    ),
    chart(cohorts, writeHeatmap(say)),
    chart(curve, writeCurve(say)),
    text(
      say(
        `- **留存** = 到时还在的客户 ÷ 同期群开始时的客户。\`stayed\` 只数当时还在的（bounded）；\`stayed_or_back\` 把走了但后来回来、至今还在或更晚才最终离开的也算上（unbounded）。
- **日历或滚动**：日历按自然期数；滚动按每位客户自己的开始日，每 1、7、30、91 或 365 天为一期。
- 打斜线的格子还没有结束，不进平均。平均留存按客户数加权：Σ 还在 ÷ Σ 开始，只用已结束的格子。`,
        `- **Retention** = customers still there ÷ customers of the cohort when it began. \`stayed\` counts those present then (bounded); \`stayed_or_back\` also those who had left but came back, and left for good later or not at all (unbounded).
- **Calendar or rolling**: calendar counts calendar periods; rolling counts from each customer's own first day, in steps of 1, 7, 30, 91 or 365 days.
- Hatched cells have not ended and are in no average. The average is weighted by customers: Σ still there ÷ Σ began, over finished cells only.`,
      ),
    ),
    check(
      name('cohorts_are_sound'),
      `select cohort, age, size, stayed, stayed_or_back from ${cohorts} where stayed < 0 or stayed > stayed_or_back or stayed_or_back > size`,
    ),
  ];
}

function writeInputs(say: Say, hasValue: boolean): CellDraft[] {
  return [
    input('cohort_boundary', [
      'type: select',
      `label: ${say('月龄怎么数', 'How age is counted')}`,
      'options: [calendar, rolling]',
      `labels: [${say('按日历, 滚动', 'by calendar, rolling')}]`,
      'default: calendar',
    ]),
    input('cohort_measure', [
      'type: select',
      `label: ${say('热力图显示', 'Heatmap shows')}`,
      `options: [stayed, stayed_or_back${hasValue ? ', value' : ''}]`,
      `labels: [${say('当时还在, 还在或后来回来', 'still there, there or back later')}${hasValue ? say(', 价值', ', value') : ''}]`,
      'default: stayed',
    ]),
  ];
}

function writeCohortsSql(from: string, hasValue: boolean): string {
  const value = (sql: string): string => (hasValue ? sql : '');
  const age = (
    day: string,
  ): string => `if($cohort_boundary = 'rolling', date_diff('day', joined_on, ${day}) // days,
      date_diff($grain, date_trunc($grain, joined_on), date_trunc($grain, ${day})))`;
  return `
with grain as (
  select ${grainStep} as step,
    case $grain when 'day' then 1 when 'week' then 7 when 'month' then 30 when 'quarter' then 91 else 365 end as days,
    (select max(as_of) from ${from}) as as_of
),
back as (  -- the later spells of customers who came back
  select customer_id, started_on, ended_on${value(', value')} from ${from} where spell > 1
),
gone_for_good as (
  select customer_id, if(count(*) = count(ended_on), max(ended_on), null) as ended_on from back group by customer_id
),
spells as (
  select started_on as joined_on, started_on, life.ended_on,
    if(gone_for_good.customer_id is null, life.ended_on, gone_for_good.ended_on) as last_ended_on, true as is_first${value(', value')}
  from ${from} as life left join gone_for_good using (customer_id)
  where coalesce(spell, 1) = 1 and started_on between date_trunc($grain, $period_from) and $period_to
  union all
  select life.started_on, back.started_on, back.ended_on, null, false${value(', back.value')}
  from back join ${from} as life on life.customer_id = back.customer_id and coalesce(life.spell, 1) = 1
  where life.started_on between date_trunc($grain, $period_from) and $period_to
),
aged as (
  select
    date_trunc($grain, joined_on)::date as cohort, is_first,
    ${age('started_on')} as start_age,
    ${age('ended_on')} as end_age,
    ${age('last_ended_on')} as last_age${value(`,
    value::double as value`)}
  from spells, grain
),
moves as (
  select cohort, start_age as age, count(*) filter (is_first) as joined, count(*) as present, count(*) filter (is_first) as present_or_back${value(', sum(value) as worth')}
  from aged group by all
  union all
  select cohort, end_age, 0, -count(*), 0${value(', -sum(value)')} from aged where end_age is not null group by all
  union all
  select cohort, last_age, 0, 0, -count(*)${value(', 0')} from aged where is_first and last_age is not null group by all
),
sizes as (
  select cohort, sum(joined)::bigint as size${value(', sum(worth) filter (age = 0 and joined > 0) as value_at_start')} from moves group by cohort
),
cells as (
  select
    cohort, size${value(', value_at_start')}, age::bigint as age,
    if($cohort_boundary = 'rolling', (cohort + step)::date - 2 + ((age + 1) * days)::int, (cohort + (age + 1) * step)::date - 1) <= as_of as is_complete
  from sizes, grain, range(0, 37) as ages(age)
  where (cohort + age * step)::date <= as_of
),
changes as (
  select cohort, age, sum(present) as present, sum(present_or_back) as present_or_back${value(', sum(worth) as worth')} from moves group by all
)
select
  cohort, age, size,
  (sum(coalesce(present, 0)) over so_far)::bigint as stayed,
  (sum(coalesce(present_or_back, 0)) over so_far)::bigint as stayed_or_back,
  stayed / size as retention,
  stayed_or_back / size as retention_or_back${value(`,
  value_at_start,
  sum(coalesce(worth, 0)) over so_far as value_stayed,
  value_stayed / nullif(value_at_start, 0) as value_retention`)},
  case $cohort_measure when 'stayed_or_back' then retention_or_back${value(" when 'value' then value_retention")} else retention end as shown,
  is_complete
from cells left join changes using (cohort, age)
where cohort >= $period_from
window so_far as (partition by cohort order by age)
order by cohort, age`;
}

function writeHeatmap(say: Say): Record<string, unknown> {
  return {
    title: say('各同期群到各月龄的留存', 'Share of each cohort still there, by age'),
    height: { step: 30 },
    encoding: {
      x: {
        field: 'age',
        type: 'ordinal',
        title: say('开始后的期数', 'Periods since the start'),
        axis: { labelAngle: 0 },
      },
      y: {
        field: 'cohort',
        type: 'ordinal',
        title: say('开始于', 'Began in'),
      },
      tooltip: [
        { field: 'cohort', type: 'temporal', title: say('开始于', 'Began in'), format: '%Y-%m-%d' },
        { field: 'age', type: 'quantitative', title: say('月龄', 'Age') },
        { field: 'size', type: 'quantitative', title: say('开始时 n', 'n at the start'), format: ',' },
        { field: 'stayed', type: 'quantitative', title: say('还在', 'Still there'), format: ',' },
        { field: 'shown', type: 'quantitative', title: say('留存', 'Retention'), format: '.1%' },
      ],
    },
    layer: [
      {
        mark: { type: 'rect' },
        encoding: {
          color: {
            field: 'shown',
            type: 'quantitative',
            title: say('留存', 'Retention'),
            scale: { zero: false },
            legend: null,
          },
          opacity: { condition: { test: 'datum.is_complete', value: 1 }, value: 0.35 },
        },
      },
      {
        transform: [{ filter: '!datum.is_complete' }],
        mark: { type: 'text', text: '╱╱╱╱', fontSize: 14, opacity: 0.35, clip: true },
      },
      {
        mark: { type: 'text', dy: -6 },
        encoding: { text: { field: 'shown', type: 'quantitative', format: '.0%' } },
      },
      {
        mark: { type: 'text', dy: 8, fontSize: 11 },
        encoding: { text: { field: 'stayed', type: 'quantitative', format: ',' } },
      },
    ],
  };
}

function writeCurve(say: Say): Record<string, unknown> {
  const title = say('加权平均留存（已结束的格子）', 'Weighted average retention (finished cells)');
  const y = {
    field: 'retention',
    type: 'quantitative',
    title,
    axis: { format: '.0%' },
    scale: { zero: true },
  };
  return {
    title: say('留存曲线', 'Retention curve'),
    height: 260,
    encoding: {
      x: {
        field: 'age',
        type: 'quantitative',
        title: say('开始后的期数', 'Periods since the start'),
        axis: { tickMinStep: 1 },
      },
    },
    layer: [
      {
        mark: { type: 'area' },
        encoding: {
          y: { field: 'low', type: 'quantitative', title, axis: { format: '.0%' } },
          y2: { field: 'high' },
        },
      },
      { mark: { type: 'line', point: true }, encoding: { y } },
    ],
  };
}
