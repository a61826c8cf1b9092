import { quoteText } from '../../sql/quote.ts';
import { writeName } from '../../sql/write-name.ts';
import type { CellDraft, Recipe, RecipeContext } from '../recipe.ts';
import { chart, createNames, createSay, input, model, query, text, writeSource } from './draft.ts';
import { isBanded } from './groups.ts';
import { listWarned, writeWarning } from './known-afterwards.ts';
import { writePValue } from './p-value.ts';
import { writeAtRiskChart, writeCurves } from './survival-charts.ts';

type Say = (zh: string, en: string) => string;

/** How long customers stay: Kaplan–Meier with its errors, median and restricted mean, and the log-rank test. */
export const survival: Recipe = {
  key: 'survival',
  title: { zh: '生存分析', en: 'Survival' },
  needs: [
    { of: { column: 'tenure' }, gives: { zh: '每位客户留了多久', en: 'how long each customer stayed' } },
    { of: { column: 'churned' }, gives: { zh: '离开还是仍在', en: 'whether she left or is still there' } },
    {
      of: { column: 'segments' },
      gives: { zh: '分组比较与 log-rank 检验', en: 'a comparison of groups, with the log-rank test' },
      optional: true,
    },
    {
      of: { column: 'entered_on' },
      gives: { zh: '对中途才进入观察的客户作修正', en: 'a correction for customers seen only from later on' },
      optional: true,
    },
  ],
  write: writeSurvival,
};

/** Columns that are compared, and groups of each: more curves than this say nothing. */
const [mostColumns, mostGroups] = [40, 50];

function writeSurvival(context: RecipeContext): CellDraft[] {
  const say = createSay(context);
  const name = createNames(context);
  const [survival, at, facts] = [name('survival'), name('survival_at'), name('survival_facts')];
  const [logRank, tests] = [name('survival_log_rank'), name('survival_tests')];
  const testFacts = name('survival_test_facts');
  const groups = context.segments
    .filter((one) => !isBanded(one) && (one.distinct ?? 2) <= mostGroups)
    .slice(0, mostColumns);
  const all = say('全部', 'All');
  return [
    text(
      `## ${say('客户能留多久', 'How long customers stay')}`,
      say(
        `{{ ${facts}.median | if }}中位留存时间（{{ ${facts}.label }}）：**{{ ${facts}.median | ,.0f }} 天**。`,
        `{{ ${facts}.median | if }}Median time to leaving ({{ ${facts}.label }}): **{{ ${facts}.median | ,.0f }} days**.`,
      ),
      say(
        `{{ ${facts}.median | if }}{{ ${facts}.median_low | if }}{{ ${facts}.median_high | if }}95% 区间：{{ ${facts}.median_low | ,.0f }} 至 {{ ${facts}.median_high | ,.0f }} 天。`,
        `{{ ${facts}.median | if }}{{ ${facts}.median_low | if }}{{ ${facts}.median_high | if }}Its 95% interval goes from {{ ${facts}.median_low | ,.0f }} to {{ ${facts}.median_high | ,.0f }} days.`,
      ),
      say(
        `{{ ${facts}.median | if }}{{ ${facts}.median_low | if }}{{ ${facts}.median_high | unless }}95% 区间从 {{ ${facts}.median_low | ,.0f }} 天起，上限在观察期内没有达到。`,
        `{{ ${facts}.median | if }}{{ ${facts}.median_low | if }}{{ ${facts}.median_high | unless }}Its 95% interval begins at {{ ${facts}.median_low | ,.0f }} days; the upper end was not reached while customers were observed.`,
      ),
      say(
        `{{ ${facts}.label | if }}{{ ${facts}.median | unless }}观察结束时（{{ ${facts}.label }}）还有一半以上的客户没有离开，所以没有中位留存时间。`,
        `{{ ${facts}.label | if }}{{ ${facts}.median | unless }}Median time to leaving ({{ ${facts}.label }}): none, since more than half were still there when observation ended.`,
      ),
      say(
        `{{ ${facts}.label | if }}前 {{ ${facts}.horizon | ,.0f }} 天内，客户平均留存 {{ ${facts}.restricted_mean | ,.0f }} 天。`,
        `{{ ${facts}.label | if }}Within the first {{ ${facts}.horizon | ,.0f }} days a customer stays {{ ${facts}.restricted_mean | ,.0f }} days on average.`,
      ),
      say(
        `{{ ${facts}.label | unless }}没有一位客户的留存时间是已知的，所以画不出曲线。`,
        `{{ ${facts}.label | unless }}Nobody's time as a customer is known, so there is no curve.`,
      ),
    ),
    ...[
      input('survival_by', [
        'type: select',
        `label: ${say('生存曲线按此分组', 'Curves by')}`,
        `options: ${JSON.stringify([all, ...groups.map((one) => one.name)])}`,
        `default: ${JSON.stringify(all)}`,
      ]),
      input('horizon', [
        'type: number',
        `label: ${say('平均留存时间看到第几天', 'Restricted mean up to day')}`,
        'default: 365',
        'min: 1',
      ]),
    ].filter((one) => !context.taken.has(one.name ?? '')),
    query(
      survival,
      writeSurvivalSql(
        context,
        groups.map((one) => one.name),
        say,
      ),
    ),
    query(facts, writeFactsSql(survival)),
    query(at, writeAtRiskSql(survival)),
    chart(survival, writeCurves(say)),
    chart(at, writeAtRiskChart(say)),
    text(
      say(
        `**Kaplan–Meier**：S(t) = Π（1 − 离开 ÷ 当时仍在观察的人数），还没离开的客户在观察结束时退出（删失），不当作离开。误差按 Greenwood 公式，95% 区间取 log-log 变换；中位数是 S 首次降到一半的时间；限定平均是曲线下到所选那一天为止的面积。重复开通的客户只看第一段。`,
        `**Kaplan–Meier**: S(t) = Π (1 − left ÷ at risk). Customers who have not left drop out when observation ends (censored) and do not count as leaving. Errors after Greenwood, 95% interval on the log-log scale; the median is when S first falls to one half; the restricted mean is the area under the curve up to the chosen day. Of customers who came back only the first spell counts.`,
      ) +
        (context.has.has('entered_on')
          ? say(
              '有进入观察日期的客户从那一天起才计入“仍在观察”，否则早期会显得没人离开。',
              ' Customers with a day of entry are at risk from that day only; otherwise the early days would look too safe.',
            )
          : ''),
    ),
    ...(groups.length === 0
      ? []
      : [
          text(
            `### ${say('各组的曲线是否不同', 'Do the curves differ?')}`,
            say(
              'Log-rank 检验比较各组在每个时点的离开数与“各组一样”时的期望。这一列为空的客户不参与检验。',
              'The log-rank test compares those who left each group at each time with what equal curves would give. Customers whose group is empty are not in it.',
            ),
            say(
              `{{ ${testFacts}.p | if }}差别最大的是“{{ ${testFacts}.dimension }}”（χ² = {{ ${testFacts}.chi_square | ,.1f }}，自由度 {{ ${testFacts}.df }}，p {{ ${testFacts}.p_said }}）。`,
              `{{ ${testFacts}.p | if }}The largest difference is by "{{ ${testFacts}.dimension }}" (χ² = {{ ${testFacts}.chi_square | ,.1f }}, degrees of freedom: {{ ${testFacts}.df }}, p {{ ${testFacts}.p_said }}).`,
            ),
            say(
              `{{ ${testFacts}.p | unless }}没有可以比较的组：只有一组，或者没有人离开。`,
              `{{ ${testFacts}.p | unless }}There are no groups to compare: only one, or nobody left.`,
            ),
            say(
              `{{ ${testFacts}.afterwards | if }}看起来是离开之后才知道的列，不参与上面的比较：{{ ${testFacts}.afterwards }}。`,
              `{{ ${testFacts}.afterwards | if }}Known only after the customer had left, by the look of it, and so not compared above: {{ ${testFacts}.afterwards }}.`,
            ),
          ),
          model(logRank, 'log_rank', context.lifetimes, [
            `groups: ${JSON.stringify(groups.map((one) => one.name))}`,
          ]),
          query(
            tests,
            `
            select
              dimension, groups, n, events, chi_square, df, p,
              ${writeWarning(
                groups.map((one) => one.name),
                say,
              )} as warning
            from ${logRank}
            order by warning is not null, p nulls last, chi_square / df desc, dimension`,
          ),
          query(
            testFacts,
            `
            select
              dimension, chi_square, df, p,
              ${writePValue('p')} as p_said,
              (select ${listWarned(say, 'p')} from ${tests} where warning is not null) as afterwards
            from (select 1) left join (from ${tests} where warning is null limit 1) on true`,
          ),
        ]),
  ];
}

function writeSurvivalSql(context: RecipeContext, groups: readonly string[], say: Say): string {
  const all = quoteText(say('全部', 'All'));
  const unknown = quoteText(say('未知', 'Unknown'));
  const cases = groups.map(
    (one) => `when ${quoteText(one)} then coalesce(${writeName(one)}::varchar, ${unknown})`,
  );
  const label =
    cases.length > 0
      ? `case $survival_by ${cases.join(' ')} else ${all} end`
      : `coalesce(nullif($survival_by, ''), ${all})`;
  const isLate = context.has.has('entered_on') && context.has.has('started_on');
  return `
with spells as (
  select
    ${label} as label, tenure::double as time, coalesce(churned, false) as has_left${
      isLate
        ? `,
    greatest(date_diff('day', started_on, entered_on), 0)::double as entered_at`
        : ''
    }
  from ${writeSource(context)}
  where tenure is not null and coalesce(spell, 1) = 1
),
moves as (
  select label, time, count(*) filter (has_left) as events, count(*) as exits, 0 as entries from spells group by all${
    isLate
      ? `
  union all  -- seen only from a later day on: at risk after that day
  select label, entered_at, 0, 0, count(*) from spells where entered_at > 0 group by all`
      : ''
  }
),
times as (
  select label, time, sum(events)::bigint as events, sum(exits)::bigint as exits, sum(entries)::bigint as entries
  from moves
  group by all
),
risk as (
  select
    *,
    (sum(exits - entries) over (partition by label) + coalesce(sum(entries - exits) over earlier, 0))::bigint as at_risk
  from times
  window earlier as (partition by label order by time rows between unbounded preceding and 1 preceding)
),
estimates as (
  select
    label, time, at_risk, events, exits - events as censored,
    product(1 - events / at_risk) over so_far as survival,
    survival * sqrt(sum(events / nullif(at_risk * (at_risk - events)::double, 0)) over so_far) as std_err
  from risk
  where exits > 0
  window so_far as (partition by label order by time)
)
select
  label, time, at_risk, events, censored, survival,
  if(survival > 0, std_err, null) as std_err,
  if(survival > 0 and survival < 1, survival ** exp(-1.959963984540054 * std_err / (survival * ln(survival))), null) as low,
  if(survival > 0 and survival < 1, survival ** exp(1.959963984540054 * std_err / (survival * ln(survival))), null) as high
from estimates
order by label, time`;
}

/** The median is halfway to the next drop where the curve is exactly one half for a while, as in R's survfit. */
function writeFactsSql(survival: string): string {
  const half = (column: string): string => `
    if(abs(arg_min(${column}, time) filter (${column} <= 0.5 + 1.5e-8) - 0.5) < 1.5e-8 and min(time) filter (${column} < 0.5 - 1.5e-8) is not null,
      (min(time) filter (${column} <= 0.5 + 1.5e-8) + min(time) filter (${column} < 0.5 - 1.5e-8)) / 2,
      min(time) filter (${column} <= 0.5 + 1.5e-8))`;
  return `
with steps as (
  select
    *,
    survival * (least(coalesce(lead(time) over (partition by label order by time), $horizon), $horizon) - least(time, $horizon)) as area
  from ${survival}
),
areas as (
  select *, sum(area) over (partition by label order by time rows between current row and unbounded following) as area_after
  from steps
)
select
  label,
  sum(events + censored)::bigint as n,
  sum(events)::bigint as events,${half('survival')} as median,${half('low')} as median_low,${half('high')} as median_high,
  $horizon as horizon,
  least(min(time), $horizon) + sum(area) as restricted_mean,
  sqrt(coalesce(sum(area_after ** 2 * events / nullif(at_risk * (at_risk - events)::double, 0)) filter (time <= $horizon), 0)) as restricted_mean_se
from areas
group by label
order by n desc, label`;
}

/** At round numbers of days, up to seven, and at the last. */
function writeAtRiskSql(survival: string): string {
  return `
with ends as (
  select max(time) as last, 10 ** floor(log10(greatest(last / 6, 1))) as unit, last / 6 / unit as units
  from ${survival}
),
times as (
  select unnest(list_append(list_filter(range(0, 7).apply(lambda i: i * step), lambda day: day <= 0.92 * last), last)) as time
  from (select last, unit * case when units <= 1 then 1 when units <= 2 then 2 when units <= 5 then 5 else 10 end as step from ends)
),
labels as (select distinct label from ${survival}),
grid as (select distinct label, time from labels cross join times)
select grid.label, grid.time, coalesce(curve.at_risk, 0) as at_risk
from grid asof left join ${survival} as curve on curve.label = grid.label and curve.time >= grid.time
order by grid.label, grid.time`;
}
