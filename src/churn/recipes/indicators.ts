import { writeName } from '../../sql/write-name.ts';
import type { CellDraft, RecipeContext } from '../recipe.ts';
import { toRoleDateSql } from '../definition/to-date-sql.ts';
import { chart, createSay, query, text } from './draft.ts';

/** Over fewer periods a correlation is as good as certain to be large. */
const fewest = 4;

/** Indicator series beside the churn rate, and their correlation with it some periods later. Nothing without indicators. */
export function writeIndicators(context: RecipeContext, name: (base: string) => string): CellDraft[] {
  const side = context.sides.indicators;
  const measures = side?.columns.filter((column) => column.kind === 'number') ?? [];
  if (!side || measures.length === 0) return [];
  const say = createSay(context);
  const [trend, series, lags, facts] = [
    name('trend'),
    name('indicator_series'),
    name('lags'),
    name('lag_facts'),
  ];
  const period = side.roles.has('period') ? 'period' : 'time';
  const unpivoted = measures.map((one) => writeName(one.name)).join(', ');
  return [
    text(
      `### ${say('一起变动的指标', 'What moved with it')}`,
      say(
        `{{ ${facts}.indicator | if }}与流失率关系最紧的是“{{ ${facts}.indicator }}”：领先 {{ ${facts}.lag }} 期时 *r* = {{ ${facts}.r | .2f }}（{{ ${facts}.periods }} 期）。相关说明同时变动，不说明因果；期数少时很容易偶然出现大的 *r*。`,
        `{{ ${facts}.indicator | if }}The closest tie is "{{ ${facts}.indicator }}", {{ ${facts}.lag }} periods ahead: *r* = {{ ${facts}.r | .2f }} over {{ ${facts}.periods }} periods. A correlation shows that things moved together, not that one caused the other; with few periods a large *r* comes easily by chance.`,
      ),
      say(
        `{{ ${facts}.indicator | unless }}同时有流失率和指标的完整期数不到 ${fewest} 期，或者其中一个始终不变，所以算不出相关。`,
        `{{ ${facts}.indicator | unless }}Fewer than ${fewest} finished periods have both a churn rate and an indicator, or one of the two never changes, so no correlation can be told.`,
      ),
    ),
    query(
      series,
      `
      with measures as (
        select date_trunc($grain, ${toRoleDateSql(period, side.dated)})::date as period, ${measures.map((one) => `avg(${writeName(one.name)}::double) as ${writeName(one.name)}`).join(', ')}
        from ${writeName(side.relation)}
        group by all
      )
      select period, indicator, measure, churn_rate
      from (unpivot measures on ${unpivoted} into name indicator value measure) join ${trend} using (period)
      where is_complete and churn_rate is not null
      order by indicator, period`,
    ),
    query(
      lags,
      `
      with numbered as (
        select *, dense_rank() over (order by period) as position from ${series}
      )
      select later.indicator, lag, count(*) as periods, if(var_pop(later.churn_rate) > 0 and var_pop(earlier.measure) > 0, corr(later.churn_rate, earlier.measure), null) as r
      from numbered as later
      cross join range(0, 4) as shifts(lag)
      join numbered as earlier on earlier.indicator = later.indicator and later.position - earlier.position = lag
      group by later.indicator, lag
      order by later.indicator, lag`,
    ),
    query(
      facts,
      `
      select indicator, lag, r, periods
      from ${lags}
      where r is not null and periods >= ${fewest}
      order by abs(r) desc, lag, indicator
      limit 1`,
    ),
    chart(series, {
      title: say('指标逐期走势', 'Indicators by period'),
      columns: 2,
      facet: { field: 'indicator', type: 'nominal', title: null },
      spec: {
        width: 340,
        height: 110,
        mark: { type: 'line', point: true },
        encoding: {
          x: { field: 'period', type: 'temporal', title: null },
          y: { field: 'measure', type: 'quantitative', title: null, scale: { zero: false } },
        },
      },
      resolve: { scale: { y: 'independent' } },
    }),
    chart(lags, {
      title: say(
        '流失率与此前若干期指标的相关系数',
        'Correlation of the churn rate with the indicator some periods before',
      ),
      height: { step: 32 },
      encoding: {
        x: {
          field: 'lag',
          type: 'ordinal',
          title: say('指标领先的期数', 'Periods the indicator is ahead'),
          axis: { labelAngle: 0 },
        },
        y: { field: 'indicator', type: 'nominal', title: null, axis: { labelLimit: 220 } },
      },
      layer: [
        {
          mark: { type: 'rect' },
          encoding: {
            color: {
              field: 'r',
              type: 'quantitative',
              title: 'r',
              scale: { domain: [-1, 1], domainMid: 0 },
              legend: null,
            },
          },
        },
        { mark: { type: 'text' }, encoding: { text: { field: 'r', type: 'quantitative', format: '.2f' } } },
      ],
    }),
  ];
}
