import { quoteText } from '../../sql/quote.ts';
import { movesOf } from './period-moves.ts';
import { toDay } from './to-day.ts';
import { setting, test, type Asked, type NamedRule, type Nobody, type Who } from './who.ts';

const here = movesOf('$period_from', '$period_to');
const before = movesOf('$before_from', '$before_to');
const steps = [
  'customers_at_start',
  'new_customers',
  'reactivated',
  'leavers',
  'new_leavers',
  'customers_at_end',
];

/** Numbers of one period or of one after the other: key figures, trend, phases, definitions, before and after. */
export const periodRules: readonly NamedRule[] = [
  [['customers_at_start', 'leavers', 'churn_rate'], (asked) => move(asked, here[asked.column ?? 'leavers'])],
  [
    ['customers', 'leavers', 'churn_rate'],
    ({ lifetimes, column }) => ({ from: lifetimes, where: column === 'customers' ? 'true' : 'churned' }),
  ],
  [['position', 'period', 'first', 'last', 'at_start'], findInCompared],
  [['rate_before', 'rate_after', 'pooled', 'p'], findInCompareFacts],
  [
    ['position', 'step', 'change', 'bottom'],
    (asked) => move(asked, here[steps[Number(asked.row['position']) - 1] ?? '']),
  ],
  [['definition', 'active_at_start', 'leavers', 'rate', 'reason'], findInDefinitions],
  [['periods', 'peak_period', 'last_period', 'last_rate'], findInTrendFacts],
  [['phase', 'first_period', 'last_period'], (asked) => phase(asked)],
  [['phases', 'sentence'], () => setting],
  [['indicator', 'lag', 'r'], () => test],
  [
    ['period', 'indicator', 'measure'],
    (asked) =>
      asked.column === 'measure' ? { nobody: 'outside' } : findInPeriod({ ...asked, column: 'leavers' }),
  ],
  [['period', 'phase', 'phase_rate'], (asked) => (asked.column === 'phase' ? setting : findInPeriod(asked))],
  [['period', 'at_start', 'leavers', 'new_leavers'], findInPeriod],
];

function move({ lifetimes }: Asked, where: string | undefined): Who | Nobody {
  return where === undefined ? setting : { from: lifetimes, where };
}

/** The days of a period that begins on a day: its first, and the first of the next. */
function spanOf(first: string, { parameters }: Asked): { readonly from: string; readonly next: string } {
  const from = `date ${quoteText(first)}`;
  return { from, next: `${from} + interval 1 ${parameters['grain'] ?? 'month'}` };
}

/** A row of the trend, or a bar of its chart, whose `flow` says which move it stands for. */
function findInPeriod(asked: Asked): Who | Nobody {
  const { lifetimes, row, column } = asked;
  const day = toDay(row['period']);
  if (day === null) return setting;
  const { from, next } = spanOf(day, asked);
  const flow = typeof row['flow'] === 'string' ? row['flow'].replace(/^minus_/, '') : null;
  const moves = movesOf(from, `(${next})::date - 1`);
  return { from: lifetimes, where: moves[column ?? flow ?? ''] ?? moves['leavers'] ?? 'churned' };
}

function findInTrendFacts(asked: Asked): Who | Nobody {
  const { column, row } = asked;
  if (column === 'periods') return setting;
  const period = column?.startsWith('peak') ? 'peak_period' : 'last_period';
  if (column === 'churn_rate' || column === null)
    return phase({ ...asked, row: { first_period: null, last_period: row['last_period'] } });
  return findInPeriod({ ...asked, column: 'leavers', row: { period: row[period] } });
}

/** Who left in one of several periods, having been there at its start. */
function phase(asked: Asked): Who | Nobody {
  const { lifetimes, row, parameters, column } = asked;
  const last = toDay(row['last_period']);
  const first = toDay(row['first_period']);
  if (last === null || column === 'phase' || column === 'periods') return setting;
  const grain = parameters['grain'] ?? 'month';
  const period = (day: string): string => `date_trunc('${grain}', ${day})`;
  const from = first === null ? '$period_from' : `date ${quoteText(first)}`;
  // DuckDB 1.4.3 takes `date_trunc('month', d) <= date '2024-03-01'` for true on 1 April, so the bound is one that is not included.
  const next = `date ${quoteText(last)} + interval 1 ${grain}`;
  return {
    from: lifetimes,
    where: `${period('started_on')} < ${period('ended_on')} and ${period('ended_on')} >= ${from} and ended_on < ${next}`,
  };
}

function findInCompared(asked: Asked): Who | Nobody {
  const [first, last] = [toDay(asked.row['first']), toDay(asked.row['last'])];
  if (first === null || last === null) return setting;
  return move(
    asked,
    movesOf(`date ${quoteText(first)}`, `date ${quoteText(last)}`)[asked.column ?? 'leavers'],
  );
}

function findInCompareFacts(asked: Asked): Who | Nobody {
  const { column } = asked;
  if (column === 'p' || column === 'spread' || column === 'pooled') return test;
  if (column === 'rate_before') return move(asked, before['leavers']);
  return move(asked, here[column === 'at_start' || column === 'at_end' ? column : 'leavers']);
}

/** By the label: all who left in the month, the last thirty days, or a churn cell of that name; else the first definition. */
function findInDefinitions(asked: Asked): Who | Nobody {
  const { row, column, sql } = asked;
  const day = toDay(row['period']);
  if (day === null) return setting;
  const label = String(row['definition']);
  const first = `date ${quoteText(day)}`;
  const [from, to] = [first, `last_day(${first})`];
  const isStart = column === 'active_at_start';
  const base = /as after_last from (\S+)/.exec(sql)?.[1]?.replaceAll('"', '') ?? asked.lifetimes;
  if (thirty.includes(label)) {
    const window = movesOf(`${to} - 29`, to);
    const where = isStart ? window['at_start'] : `ended_on > ${to} - 30 and ended_on <= ${to}`;
    return move({ ...asked, lifetimes: base }, where);
  }
  const moves = movesOf(from, to);
  if (all.includes(label) && !isStart)
    return move({ ...asked, lifetimes: base }, `ended_on >= ${from} and ended_on <= ${to}`);
  const isOther = sql.includes(`cross join ${label}\n`) || sql.includes(`cross join "${label}"\n`);
  return move({ ...asked, lifetimes: isOther ? label : base }, moves[isStart ? 'at_start' : 'leavers']);
}

const thirty: readonly string[] = ['近 30 天流失 ÷ 30 天前在网', 'last 30 days ÷ active 30 days ago'];
const all: readonly string[] = ['当月全部流失 ÷ 月初在网', 'all who left ÷ active at start'];
