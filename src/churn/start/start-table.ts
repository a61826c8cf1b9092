import { toDateSql } from '../definition/to-date-sql.ts';
import { isNumberType, type ColumnFacts } from '../roles/column-facts.ts';
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
  /** ISO date of the last day in it, or null when it has none. */
  readonly lastDay: string | null;
  /** The last day of each column that holds days. */
  readonly days: ReadonlyMap<string, LastDay>;
}

/** ISO dates: the last day of a column, and the last of its last period when its days begin periods. */
export interface LastDay {
  readonly day: string;
  readonly ofPeriod: string;
}

const dateRoles: readonly Role[] = ['observed', 'started', 'ended', 'last', 'time', 'period'];

/**
 * A SELECT of one text: the last day in a table, years from 2099 on left out; null when no column of it is a date.
 * A period written as its first day is known to its last.
 */
export function toLastDaySql(
  relation: string,
  facts: readonly ColumnFacts[],
  roles: ReadonlyMap<Role, string>,
): string | null {
  const found = dateRoles.flatMap((role) => {
    const column = facts.find((one) => one.name === roles.get(role));
    const given = roles.get(role);
    if (column) return [{ role, sql: toDateSql(quoteName(column.name), column.type) }];
    return given === undefined ? [] : [{ role, sql: toDateSql(`cast((${given}) as varchar)`, 'VARCHAR') }];
  });
  const chosen = found.some((one) => one.role === 'observed') ? found.slice(0, 1) : found;
  if (chosen.length === 0) return null;
  const each = chosen.map(({ role, sql }) => (role === 'period' ? toPeriodEnd(sql) : toMax(sql)));
  return `select cast(greatest(${each.join(', ')}) as varchar) from ${relation}`;
}

/** A SELECT of two texts for each of these columns, its last day and that of its last period. */
export function toDaysSql(relation: string, facts: readonly ColumnFacts[]): string {
  const each = facts.map(({ name, type }) => {
    const sql = toDateSql(quoteName(name), type);
    return `cast(${toMax(sql)} as varchar), cast(${toPeriodEnd(sql)} as varchar)`;
  });
  return `select ${each.join(', ')} from ${relation}`;
}

/** The last day of data in which columns mean this; null when none of them holds days. */
export function findLastDay(
  days: ReadonlyMap<string, LastDay>,
  roles: readonly { readonly role: Role; readonly column: string }[],
): string | null {
  const observed = roles.filter(({ role }) => role === 'observed');
  const found = (observed.length > 0 ? observed : roles.filter(({ role }) => dateRoles.includes(role)))
    .flatMap(({ role, column }) => {
      const last = days.get(column);
      return last ? [role === 'period' ? last.ofPeriod : last.day] : [];
    })
    .toSorted();
  return found.at(-1) ?? null;
}

function toMax(sql: string): string {
  return `max(${sql}) filter (${sql} < date '2099-01-01')`;
}

/** First days of months, quarters or years stand for all of them. */
function toPeriodEnd(sql: string): string {
  const max = toMax(sql);
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
