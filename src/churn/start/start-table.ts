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
  const each = chosen.map(({ role, sql }) => {
    const max = `max(${sql}) filter (${sql} < date '2099-01-01')`;
    return role === 'period' ? `if(bool_and(day(${sql}) = 1), last_day(${max}), ${max})` : max;
  });
  return `select cast(greatest(${each.join(', ')}) as varchar) from ${relation}`;
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
