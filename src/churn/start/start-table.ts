import { toDateSql } from '../definition/to-date-sql.ts';
import { isNumberType, type ColumnFacts } from '../roles/column-facts.ts';
import type { MonthColumns } from '../roles/find-month-columns.ts';
import type { TableGuess } from '../roles/guess-roles.ts';
import type { Segment } from '../recipe.ts';
import type { Role } from '../roles/role.ts';
import { quoteName } from '../../sql/quote.ts';

/** A loaded file that a notebook is to be started with. */
export interface StartTable {
  /** As the data cell names it. */
  readonly file: string;
  readonly facts: readonly ColumnFacts[];
  readonly guess: TableGuess;
  /** It is wide: its period and value are in these columns, which `facts` do not have. */
  readonly months?: MonthColumns;
  /** ISO date of the last day in it, or null when it has none. */
  readonly lastDay: string | null;
  /** The last day of each column, and each expression of a role, that holds days. */
  readonly days: ReadonlyMap<string, LastDay>;
}

/** The roles that its data cell says: those of a wide table's months are in none of its columns alone. */
export function listDataRoles({ months }: StartTable, roles: ReadonlyMap<Role, string>): [Role, string][] {
  return [...roles].filter(([, column]) => column !== months?.label);
}

/** ISO dates: the first and the last day of a column, and the last of its last period when its days begin periods. */
export interface LastDay {
  readonly first: string;
  readonly day: string;
  readonly ofPeriod: string;
  /** All of its days are still to come. */
  readonly isAhead: boolean;
  /** The day until which something is agreed, which every row has: it says when a contract will end, not that it has. */
  readonly isTerm: boolean;
}

const dateRoles: readonly Role[] = ['observed', 'started', 'ended', 'last', 'time', 'period'];

export function isDateRole(role: Role): boolean {
  return dateRoles.includes(role);
}

/** Something in a table that holds days: a column or an expression, and its SQL as a date. */
export interface DayColumn {
  readonly key: string;
  readonly sql: string;
  readonly isTerm: boolean;
}

export function toDayColumn(key: string, facts: ColumnFacts | undefined): DayColumn {
  if (!facts) return { key, sql: toDateSql(`cast((${key}) as varchar)`, 'VARCHAR'), isTerm: false };
  const isTerm =
    facts.nulls <= 0.02 * facts.rows &&
    /expir|valid.?(?:to|until|till)|due|contract|term|renew|maturity|到期|有效|合同|合约|协议|截止/i.test(
      key,
    );
  return { key, sql: toDateSql(quoteName(key), facts.type), isTerm };
}

/**
 * A SELECT of four values for each of these: its last day and that of its last period as texts, whether all of its days are
 * after `today` (ISO), and its first day. A day after that counts only where there is no other; years from 2099 on are no day.
 */
export function toDaysSql(relation: string, columns: readonly DayColumn[], today: string): string {
  const known = `date '${today < noEnd ? today : noEnd}'`;
  const each = columns.map(({ sql }) => {
    const max = `coalesce(max(${sql}) filter (${sql} <= ${known}), max(${sql}) filter (${sql} < date '${noEnd}'))`;
    return `cast(${max} as varchar), cast(${toPeriodEnd(sql, max)} as varchar), min(${sql}) > ${known}, cast(min(${sql}) as varchar)`;
  });
  return `select ${each.join(', ')} from ${relation}`;
}

const noEnd = '2099-01-01';

/**
 * The last day of data in which columns mean this; null when none of them holds days. A day that is still to come, or until
 * which something is only agreed, does not say when the data end, unless nothing else does.
 */
export function findLastDay(
  days: ReadonlyMap<string, LastDay>,
  roles: readonly { readonly role: Role; readonly column: string }[],
): string | null {
  const observed = roles.filter(({ role }) => role === 'observed');
  const found = (observed.length > 0 ? observed : roles.filter(({ role }) => isDateRole(role))).flatMap(
    ({ role, column }) => {
      const last = days.get(column);
      if (!last) return [];
      const { day, ofPeriod, isAhead, isTerm } = last;
      return [{ day: role === 'period' ? ofPeriod : day, isSure: !isAhead && !(role === 'ended' && isTerm) }];
    },
  );
  const sure = found.filter((one) => one.isSure);
  return (
    (sure.length > 0 ? sure : found)
      .map((one) => one.day)
      .toSorted()
      .at(-1) ?? null
  );
}

/** First days of months, quarters or years stand for all of them. */
function toPeriodEnd(sql: string, max: string): string {
  const every = (months: number): string =>
    `bool_and(month(${sql}) % ${months} = 1) and min(${sql}) < max(${sql})`;
  return `case when not bool_and(day(${sql}) = 1) then ${max}
    when ${every(12)} then last_day(${max} + interval 11 month)
    when ${every(3)} then last_day(${max} + interval 2 month) else last_day(${max}) end`;
}

export function toSegment(facts: ColumnFacts): Segment {
  const kind =
    isNumberType(facts) && facts.distinct > 12
      ? 'number'
      : facts.type === 'DATE' || facts.type.startsWith('TIMESTAMP')
        ? 'date'
        : 'category';
  return { name: facts.name, kind, distinct: facts.distinct };
}
