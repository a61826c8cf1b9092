import { quoteText } from '../../sql/quote.ts';
import { writeName } from '../../sql/write-name.ts';
import { findGroup, type GroupColumn } from './who-group.ts';
import { toDay, type WhoRow } from './who-value.ts';
import { presentAtStart } from './shared-inputs.ts';

/** A number of an analysis that somebody points at. */
export interface WhoRequest {
  /** Name of the churn cell behind it. */
  readonly lifetimes: string;
  /** Columns of the relation that the number is in; they tell which analysis it is, whatever the cell is called. */
  readonly columns: readonly string[];
  /** The number's row. */
  readonly row: WhoRow;
  /** The number's column; null for a mark of a chart. */
  readonly column: string | null;
  /** SQL of the relation and of what it reads. */
  readonly sql: string;
  /** Values of the notebook's parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Columns of the lifetimes. */
  readonly groups: readonly GroupColumn[];
}

/** The customers behind a number: a relation and the condition on it, which may use the notebook's parameters. */
export interface Who {
  readonly from: string;
  readonly where: string;
}

type Rule = (request: WhoRequest, isDated: boolean) => Who | null;

/** The customers behind a number, as many as it says where it is a count; null where no customers stand behind it. */
export function findWho(request: WhoRequest): Who | null {
  const has = (...names: readonly string[]): boolean => names.every((name) => request.columns.includes(name));
  const rule = rules.find(([names]) => has(...names))?.[1];
  return rule?.(request, request.sql.includes('$period_from')) ?? null;
}

/** `SELECT` of those customers. */
export function writeWho({ from, where }: Who): string {
  return `select *\nfrom ${writeName(from)}\nwhere ${where.replaceAll(/ and (?![^(]*\))(?!\$period_to)/g, '\n  and ')}`;
}

const inPeriod = (column: string): string => `${column} >= $period_from and ${column} <= $period_to`;
const left = `started_on < $period_from and ${inPeriod('ended_on')}`;
const stayed = `${presentAtStart} and (ended_on is null or ended_on > $period_to)`;

const moves: Readonly<Record<string, string>> = {
  customers_at_start: presentAtStart,
  new_customers: `${inPeriod('started_on')} and coalesce(spell, 1) = 1`,
  reactivated: `${inPeriod('started_on')} and spell > 1`,
  leavers: left,
  new_leavers: 'started_on >= $period_from and ended_on <= $period_to',
  customers_at_end: 'started_on <= $period_to and (ended_on is null or ended_on > $period_to)',
  retention_rate: stayed,
  monthly_revenue: presentAtStart,
  revenue_per_customer: presentAtStart,
  monthly_revenue_new: inPeriod('started_on'),
};
for (const column of [
  ...['churn_rate', 'churn_low', 'churn_high', 'monthly_churn_rate'],
  ...['monthly_revenue_lost', 'revenue_churn_rate', 'cost_of_churn'],
])
  Object.assign(moves, { [column]: left });

/** By the columns that only this analysis has, the first that fits. */
const rules: readonly (readonly [columns: readonly string[], rule: Rule])[] = [
  [
    ['customers', 'left', 'rate', 'rule', 'excluded'],
    ({ lifetimes, column }) =>
      column === 'excluded'
        ? { from: `${lifetimes}_all`, where: 'excluded is not null' }
        : column === 'reactivated'
          ? { from: lifetimes, where: 'spell = 2' }
          : { from: lifetimes, where: column === 'customers' ? 'true' : 'churned' },
  ],
  [
    ['rule', 'customers'],
    ({ lifetimes, row }) =>
      typeof row['rule'] === 'string'
        ? { from: `${lifetimes}_all`, where: `excluded = ${quoteText(row['rule'])}` }
        : null,
  ],
  [
    ['customers_at_start', 'leavers', 'churn_rate'],
    ({ lifetimes, column }) => {
      const where = moves[column ?? 'leavers'];
      return where === undefined ? null : { from: lifetimes, where };
    },
  ],
  [['period', 'at_start', 'new_leavers', 'is_complete'], findInTrend],
  [['cohort', 'age', 'size', 'stayed'], findInCohorts],
  [['row_label', 'column_label', 'leavers'], findInTwoWay],
  [['dimension', 'label', 'n', 'leavers'], findInSegments],
  [['tier', 'place', 'leavers'], findInTiers],
  [['place', 'reason', 'leavers', 'share', 'early_share'], findInReasons],
  [
    ['segment', 'n', 'mean_recency'],
    ({ row, sql }) => {
      const rfm = /join (\S+) as rfm/.exec(sql)?.[1];
      const segment = row['segment'];
      return rfm !== undefined && typeof segment === 'string'
        ? { from: rfm.replaceAll('"', ''), where: `segment = ${quoteText(segment)}` }
        : null;
    },
  ],
  [['label', 'time', 'at_risk', 'events', 'survival'], findInSurvival],
  [
    ['position', 'step', 'change', 'bottom'],
    ({ lifetimes, row }) => {
      const steps = 'customers_at_start new_customers reactivated leavers new_leavers customers_at_end'.split(
        ' ',
      );
      const where = moves[steps[Number(row['position']) - 1] ?? ''];
      return where === undefined ? null : { from: lifetimes, where };
    },
  ],
  [
    ['customers', 'leavers', 'churn_rate'],
    ({ lifetimes, column }) => ({ from: lifetimes, where: column === 'customers' ? 'true' : 'churned' }),
  ],
];

function findInTrend({ lifetimes, row, column, parameters }: WhoRequest): Who | null {
  const day = toDay(row['period']);
  if (day === null) return null;
  const first = `date ${quoteText(day)}`;
  const next = `${first} + interval 1 ${parameters['grain'] ?? 'month'}`;
  const starts = `started_on >= ${first} and started_on < ${next}`;
  const ends = `ended_on >= ${first} and ended_on < ${next}`;
  const flow = typeof row['flow'] === 'string' ? row['flow'].replace(/^minus_/, '') : null;
  const conditions: Readonly<Record<string, string>> = {
    at_start: `started_on < ${first} and (ended_on is null or ended_on >= ${first})`,
    new: `${starts} and coalesce(spell, 1) = 1`,
    reactivated: `${starts} and spell > 1`,
    new_leavers: `started_on >= ${first} and ${ends}`,
    at_end: `started_on < ${next} and (ended_on is null or ended_on >= ${next})`,
  };
  const where = conditions[column ?? flow ?? ''] ?? `started_on < ${first} and ${ends}`;
  return { from: lifetimes, where };
}

/** By calendar, those there; other ways of counting have no rows of their own. */
function findInCohorts({ lifetimes, row, column, parameters, columns }: WhoRequest): Who | null {
  const day = toDay(row['cohort']);
  const [grain, boundary] = [parameters['grain'] ?? 'month', parameters['cohort_boundary'] ?? 'calendar'];
  if (day === null || !columns.includes('stayed_or_back')) return null;
  const of = `date_trunc('${grain}', started_on) = date ${quoteText(day)} and coalesce(spell, 1) = 1 and started_on <= $period_to`;
  if (column === 'size') return { from: lifetimes, where: of };
  if (boundary !== 'calendar' || column === 'stayed_or_back' || column === 'retention_or_back') return null;
  const age = (end: string): string =>
    `date_diff('${grain}', date ${quoteText(day)}, date_trunc('${grain}', ${end}))`;
  const members = `customer_id in (select customer_id from ${writeName(lifetimes)} where ${of})`;
  const k = Number(row['age']);
  return {
    from: lifetimes,
    where: `${members} and ${age('started_on')} <= ${k} and (ended_on is null or ${age('ended_on')} > ${k})`,
  };
}

/** Who is counted in groups, and who of them left; `n` and what follows from it are all of them. */
function toMembers(column: string | null, isDated: boolean): string {
  const isAll = ['n', 'value', 'share_of_customers', 'expected', 'value_share'].includes(column ?? '');
  if (isDated) return isAll ? presentAtStart : left;
  return isAll ? 'true' : 'churned';
}

function join(...conditions: readonly string[]): string {
  return conditions.filter((one) => one !== 'true').join(' and ') || 'true';
}

function findInSegments(request: WhoRequest, isDated: boolean): Who | null {
  const { lifetimes, row, column, groups } = request;
  const group = findGroup(groups, String(row['dimension']), String(row['label']), isDated);
  return group === null ? null : { from: lifetimes, where: join(toMembers(column, isDated), group) };
}

function findInTwoWay(request: WhoRequest, isDated: boolean): Who | null {
  const { lifetimes, row, column, groups, parameters } = request;
  const one = findGroup(groups, parameters['rows'] ?? '', String(row['row_label']), isDated);
  const other = findGroup(groups, parameters['across'] ?? '', String(row['column_label']), isDated);
  if (one === null || other === null) return null;
  return { from: lifetimes, where: join(toMembers(column, isDated), one, other) };
}

function findInTiers({ lifetimes, row, column, sql }: WhoRequest, isDated: boolean): Who | null {
  const edges = /,\s*(\S*tier_edges\S*)/.exec(sql)?.[1];
  const place = Number(row['place']);
  if (edges === undefined) return null;
  const edge = (at: number): string => `(select edges[${at}] from ${edges})`;
  const above = place > 1 ? `value > ${edge(place - 1)}` : 'value is not null';
  const tier = place === 0 ? 'value is null' : join(above, place < 4 ? `value <= ${edge(place)}` : 'true');
  return { from: lifetimes, where: join(toMembers(column, isDated), tier) };
}

function findInReasons({ lifetimes, row, sql }: WhoRequest, isDated: boolean): Who | null {
  const words = /from (\S*reason_words\S*?)[\s)]/.exec(sql)?.[1];
  const reason = row['reason'];
  if (words === undefined || typeof reason !== 'string') return null;
  const named = `coalesce(reason, '') in (select coalesce(text, '') from ${words} as words where words.reason = ${quoteText(reason)})`;
  return { from: lifetimes, where: join(isDated ? inPeriod('ended_on') : 'churned', named) };
}

function findInSurvival({ lifetimes, row, column, sql, parameters, groups }: WhoRequest): Who | null {
  const time = Number(row['time']);
  if (!Number.isFinite(time) || sql.includes('entered_at')) return null;
  const by = parameters['survival_by'] ?? '';
  const isGrouped = groups.some(({ name }) => name === by);
  const group = isGrouped ? findGroup(groups, by, String(row['label']), false) : 'true';
  if (group === null) return null;
  const at =
    column === 'events'
      ? `tenure = ${time} and churned`
      : column === 'censored'
        ? `tenure = ${time} and not coalesce(churned, false)`
        : `tenure >= ${time}`;
  return { from: lifetimes, where: join('coalesce(spell, 1) = 1', at, group) };
}
