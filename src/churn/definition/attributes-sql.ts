import { writeName } from '../../sql/write-name.ts';
import { isNumber } from './left-words.ts';
import { maybeColumn, type Source } from './sources.ts';
import type { RuleRequest } from './rule-sql.ts';

/** A column that stays with a customer: its name in `spells` and its SQL over the source. */
export interface Attribute {
  readonly name: string;
  readonly sql: string;
}

/** Reason, the conditions of exclusions, and the segments. */
export function listAttributes({ from, exclusions, segments }: RuleRequest): Attribute[] {
  return [
    { name: 'reason', sql: toReason(from) },
    ...exclusions.flatMap(({ column }) => (column ? [{ name: column[0], sql: column[1] }] : [])),
    ...segments.map(({ name }) => ({ name: writeName(name), sql: writeName(name) })),
  ];
}

export function toItem({ name, sql }: Attribute): string {
  return name === sql ? name : `${sql} as ${name}`;
}

/** The customer's name as text; null when blank. */
export const customerSql = "nullif(trim(cast(customer as varchar)), '') as customer_id";

/**
 * The same for every row of a source of many: `trim` looks at each character for the many kinds of space, which takes four
 * times as long as to see that a name has none.
 */
export function toCustomer(source: Source): string {
  const type = maybeColumn(source, 'customer')?.type ?? '';
  if (isNumber(type)) return 'cast(customer as varchar) as customer_id';
  if (type !== 'VARCHAR') return customerSql;
  return "nullif(if(customer like '% %' or strlen(customer) > length(customer), trim(customer), customer), '') as customer_id";
}

/** SQL of the reason where no column gives one. */
export const noReason = 'cast(null as varchar)';

function toReason(source: Source): string {
  return maybeColumn(source, 'reason') ? "nullif(trim(cast(reason as varchar)), '')" : noReason;
}

export function toNumber(source: Source, name: string): string {
  const column = maybeColumn(source, name);
  if (!column) return 'cast(null as double)';
  return column.type === 'VARCHAR' ? `try_cast(trim(${name}) as double)` : `cast(${name} as double)`;
}
