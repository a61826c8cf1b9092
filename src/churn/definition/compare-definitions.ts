import { quoteText } from '../../sql/quote.ts';
import { writeName } from '../../sql/write-name.ts';
import type { CellDraft, Recipe, RecipeContext } from '../recipe.ts';
import { chart, createNames, createSay, query, text } from '../recipes/draft.ts';

/** The definitions to compare: churn cells of one notebook, the first being what the others are compared with. */
export interface Comparison {
  readonly language: 'zh' | 'en';
  /** Names of the churn cells, and what each is to be called. */
  readonly definitions: readonly { readonly name: string; readonly label: string }[];
  readonly taken: ReadonlySet<string>;
}

/**
 * Cells that put definitions side by side, month by month over the last twelve that are complete, with the reason for each difference:
 * `definitions(period, definition, active_at_start, leavers, rate, difference, reason)` and a chart of it.
 * Beside the notebook's own rules stand two that billing tools publish, on the first cell's dates:
 * all who left in the month ÷ active at its start; all who left in the last 30 days ÷ active 30 days ago.
 */
export function writeComparison(comparison: Comparison): CellDraft[] {
  const { definitions } = comparison;
  const say = createSay(comparison);
  const colon = say('：', ': ');
  const name = createNames(comparison)('definitions');
  const [first] = definitions;
  if (!first) return [];
  const asStart = say('当月全部流失 ÷ 月初在网', 'all who left ÷ active at start');
  const last30 = say('近 30 天流失 ÷ 30 天前在网', 'last 30 days ÷ active 30 days ago');
  const from = writeName(first.name);
  const others = definitions.slice(1);
  const labels = [first.label, asStart, last30, ...others.map((one) => one.label)];
  const legend = { orient: 'bottom', columns: 1, labelLimit: 400 };
  const widths = (width: (above: number) => number): Record<string, unknown> => ({
    field: 'definition',
    type: 'nominal',
    sort: labels,
    scale: { range: labels.map((_, i) => width(labels.length - 1 - i)) },
    title: null,
    legend,
  });
  const sql = [
    'with known as (',
    `  select date_trunc('month', max(as_of) + 1)::date as after_last from ${from}`,
    '),',
    'months as (',
    '  select unnest(generate_series(after_last - interval 12 month, after_last - interval 1 month, interval 1 month))::date as period',
    '  from known',
    '),',
    ...definitions.flatMap((one, i) => countDays(one.name, i)),
    ...countLast30(),
    ...others.flatMap((one, i) => countShared(from, writeName(one.name), i + 1)),
    'measured as (',
    measureOwn(first.label, 0),
    '  union all',
    measureAll(asStart),
    '  union all',
    measureLast30(last30),
    ...others.flatMap((one, i) => ['  union all', measureOwn(one.label, i + 1)]),
    '),',
    'based as (select period, active_at_start as base_active, rate as base_rate from measured where place = 0)',
    'select',
    '  period, definition, active_at_start, leavers, rate,',
    '  100 * (rate - base_rate) as difference,',
    '  case',
    `    when place = 0 then ${quoteText(say('比较的基准', 'what the others are compared with'))}`,
    `    when place = 1 and within = 0 then ${quoteText(say('没有差别：当月没有人加入后又离开', 'no difference: nobody came and left within the month'))}`,
    `    when place = 1 then ${fill(say('把当月加入、当月又离开的 {within} 位也算进分子，分母里却没有他们', 'also counts those who came and left within the month ({within}), who are not among those active at its start'))}`,
    `    when place = 2 then ${fill(say('按 30 天而不按月：从 {day} 起算，比当月多 {more} 位、少 {fewer} 位流失客户', 'thirty days instead of the month, counted from {day}: leavers +{more} and −{fewer}'))}`,
    `    else ${fill(say('两条规则都算流失 {both} 位；只有基准算 {fewer} 位，只有这条算 {more} 位', 'left by both rules: {both}; only by the first: {fewer}; only by this one: {more}'))}`,
    '  end',
    `  || if(active_at_start = base_active, '', ${fill(say('；分母是 {active_at_start} 位，不是 {base_active} 位', '; of {active_at_start} customers instead of {base_active}'))}) as reason`,
    'from measured join based using (period)',
    'order by period, place',
  ].join('\n');
  return [
    text(
      `## ${say('换一条定义，数字怎么变', 'The same data under other definitions')}`,
      say(
        '同一份数据，流失的定义不同，流失率就不同。下面按月比较，并说明每个差别从哪里来。最近十二个完整的月份；当月还没有过完的不算。',
        'The same data give another rate under another definition. Here they stand side by side, month by month, with the reason for each difference: the last twelve months that are complete.',
      ),
      [
        `- **${first.label}**${colon}{{ ${reference(first.name)}.rule }}${say('', ' ')}${say('流失率 = 月初在网、当月流失的客户 ÷ 月初在网的客户。', 'Rate = those active at the start of the month who left in it ÷ those active at its start.')}`,
        `- **${asStart}**${colon}${say('计费系统常用：分子还包括当月才加入的客户。', 'common in billing tools: the numerator also has those who only came in the month.')}`,
        `- **${last30}**${colon}${say('滚动窗口：在当月最后一天往回数 30 天；分子也包括这 30 天里才加入的客户。', 'a rolling window: thirty days back from the last day of the month; the numerator also has those who only came in them.')}`,
        ...others.map((one) => `- **${one.label}**${colon}{{ ${reference(one.name)}.rule }}`),
      ].join('\n'),
    ),
    query(name, sql),
    chart(name, {
      title: say('各定义下的月流失率', 'Monthly churn rate by definition'),
      height: 340,
      encoding: {
        x: { field: 'period', type: 'temporal', title: say('月份', 'Month') },
        y: {
          field: 'rate',
          type: 'quantitative',
          title: say('流失率', 'Churn rate'),
          axis: { format: '.1~%' },
          scale: { zero: true },
        },
        color: {
          field: 'definition',
          type: 'nominal',
          title: null,
          sort: labels,
          legend,
        },
        tooltip: [
          { field: 'period', type: 'temporal', title: say('月份', 'Month') },
          { field: 'definition', type: 'nominal', title: say('定义', 'Definition') },
          { field: 'rate', type: 'quantitative', title: say('流失率', 'Churn rate'), format: '.2%' },
          { field: 'reason', type: 'nominal', title: say('差别的原因', 'Why it differs') },
        ],
      },
      // Where definitions give the same rate, each is seen at the edge of the one above it.
      layer: [
        { mark: { type: 'line' }, encoding: { strokeWidth: widths((above) => 2 + 3 * above) } },
        {
          mark: { type: 'point', filled: true, opacity: 1 },
          encoding: { size: widths((above) => 16 + 40 * above) },
        },
      ],
    }),
  ];
}

/** The comparison of a notebook's one definition with those of billing tools, as an analysis. */
export const definitionCompare: Recipe = {
  key: 'definitions',
  title: { zh: '定义对比', en: 'Definitions compared' },
  needs: [
    {
      of: { column: 'started_on' },
      gives: { zh: '各定义下的月初在网客户', en: 'who was active at the start, by each definition' },
    },
    {
      of: { column: 'ended_on' },
      gives: { zh: '各定义下每月的流失', en: 'who left in each month, by each definition' },
    },
  ],
  write: ({ language, lifetimes, taken }: RecipeContext) =>
    writeComparison({
      language,
      definitions: [
        { name: lifetimes, label: language === 'zh' ? '本笔记本的定义' : 'this notebook’s definition' },
      ],
      taken,
    }),
};

const nextMonth = '(period + interval 1 month)::date';
const monthOfEnd = "date_trunc('month', ended_on)";
/** The thirty days begin after this one. */
const since = '(last_day(period) - 30)';

/**
 * Two relations: what happened on each day (as few rows as there are days), and of it the sums for each month. Nobody is
 * multiplied by months. A row that ends before it starts is never active.
 */
function countDays(name: string, n: number): string[] {
  const sound = 'started_on is not null and (ended_on is null or ended_on >= started_on)';
  return [
    `days_${n} as (  -- starts and ends of each day`,
    `  select started_on as day, count(*) filter (${sound}) as coming, 0 as gone, 0 as gone_active, 0 as gone_within`,
    `  from ${writeName(name)} group by all`,
    '  union all',
    `  select ended_on, -count(*) filter (${sound}), count(*), count(*) filter (started_on < ${monthOfEnd}), count(*) filter (started_on >= ${monthOfEnd})`,
    `  from ${writeName(name)} where ended_on is not null group by all`,
    '),',
    `months_${n} as (`,
    '  select period,',
    '    coalesce(sum(coming) filter (day < period), 0)::bigint as active,',
    `    coalesce(sum(gone) filter (day >= period), 0)::bigint as gone,`,
    `    coalesce(sum(gone_active) filter (day >= period), 0)::bigint as gone_active,`,
    `    coalesce(sum(gone_within) filter (day >= period), 0)::bigint as gone_within`,
    `  from months left join days_${n} on day < ${nextMonth}`,
    '  group by period',
    '),',
  ];
}

/** The same sums of the first definition for the thirty days that end with the month; `early` left before these days began. */
function countLast30(): string[] {
  return [
    'thirty as (',
    '  select period,',
    `    coalesce(sum(coming) filter (day <= ${since}), 0)::bigint as active,`,
    `    coalesce(sum(gone) filter (day > ${since}), 0)::bigint as gone,`,
    `    coalesce(sum(gone_active) filter (day >= period and day <= ${since}), 0)::bigint as early`,
    `  from months left join days_0 on day < ${nextMonth}`,
    '  group by period',
    '),',
  ];
}

/** For each month: who left by the first rule, and by the other as well. */
function countShared(first: string, other: string, n: number): string[] {
  const leavers = (name: string): string =>
    `select distinct ${monthOfEnd}::date as period, customer_id from ${name}, known where started_on < ${monthOfEnd} and ended_on >= after_last - interval 12 month and ended_on < after_last`;
  return [
    `shared_${n} as (`,
    '  select period, count(*) as in_first, count(theirs.customer_id) as in_both',
    `  from (${leavers(first)}) as ours`,
    `  left join (${leavers(other)}) as theirs using (period, customer_id)`,
    '  group by period',
    '),',
  ];
}

/** Of those active at the start of the month, those who left in it. Who is in both rules is counted by customer. */
function measureOwn(label: string, n: number): string {
  return [
    `  select ${n === 0 ? 0 : n + 2} as place, period, ${quoteText(label)} as definition,`,
    '    active as active_at_start, gone_active as leavers,',
    '    gone_active / nullif(active, 0) as rate, gone_within as within,',
    n === 0
      ? '    0 as "both", 0 as more, 0 as fewer'
      : '    coalesce(in_both, 0) as "both", gone_active - coalesce(in_both, 0) as more, coalesce(in_first, 0) - coalesce(in_both, 0) as fewer',
    `  from months_${n}${n === 0 ? '' : ` left join shared_${n} using (period)`}`,
  ].join('\n');
}

function measureAll(label: string): string {
  return [
    `  select 1, period, ${quoteText(label)}, active, gone, gone / nullif(active, 0), gone_within, 0, 0, 0`,
    '  from months_0',
  ].join('\n');
}

/** Who left in both windows left in the month but not before the thirty days. */
function measureLast30(label: string): string {
  return [
    `  select 2, period, ${quoteText(label)}, thirty.active, thirty.gone, thirty.gone / nullif(thirty.active, 0), 0, 0,`,
    '    thirty.gone - (gone_active - early), early',
    '  from months_0 join thirty using (period)',
  ].join('\n');
}

/** A sentence with `{column}` as SQL text; `{day}` is the first day of the thirty. */
function fill(sentence: string): string {
  const parts = sentence.split(/\{(\w+)\}/);
  return parts
    .map((part, i) =>
      i % 2 === 0
        ? quoteText(part)
        : part === 'day'
          ? "strftime(last_day(period) - 29, '%Y-%m-%d')"
          : `"${part}"`,
    )
    .join(' || ');
}

/** A definition's summary as inline values name it. */
function reference(name: string): string {
  return /^[^\s"{}|.]+$/.test(name) ? `${name}_definition` : `"${name}_definition"`;
}
