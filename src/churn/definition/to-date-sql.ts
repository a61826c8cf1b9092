import type { Role } from '../roles/role.ts';
import { isNumber } from './left-words.ts';

const forms = [
  '%Y-%m-%d',
  '%Y/%m/%d',
  '%Y.%m.%d',
  '%Y%m%d',
  '%Y年%m月%d日',
  '%Y-%m',
  '%Y/%m',
  '%Y%m',
  '%Y年%m月',
];

/**
 * SQL for a role's column as a DATE, by what is known of it as a cell is written: it must hold for another file as well. Where it is
 * not a date or time, as {@link toDateSql}, whatever its type.
 */
export function toRoleDateSql(role: Role, dated: ReadonlySet<Role>): string {
  return dated.has(role) ? `try_cast(${role} as date)` : toDateSql(`cast(${role} as varchar)`, 'VARCHAR');
}

/** SQL for a column as a DATE: null where a text or number is none. A month stands for its first day. */
export function toDateSql(column: string, type: string): string {
  if (type === 'DATE') return column;
  if (/^TIMESTAMP(?:_S|_MS|_NS)?$/.test(type)) return `cast(${column} as date)`;
  if (type.startsWith('TIMESTAMP')) return `cast(cast(${column} as timestamp) as date)`;
  const list = (isNumber(type) ? ['%Y%m%d', '%Y%m'] : forms).map((form) => `'${form}'`).join(', ');
  const text = isNumber(type) ? `cast(cast(${column} as bigint) as varchar)` : `strip(${column})`;
  const parsed = `cast(try_strptime(${text}, [${list}]) as date)`;
  return isNumber(type) ? parsed : `coalesce(${parsed}, try_cast(${text} as date))`;
}
