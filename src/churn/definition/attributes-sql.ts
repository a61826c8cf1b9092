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

/** The customer's name as text; '' when blank. */
export const customerName = 'strip(cast(customer as varchar))';

/** The same as a column; null when blank. */
export const customerSql = `nullif(${customerName}, '') as customer_id`;

/** The same where the type is known. */
export function toCustomer(source: Source): string {
  const type = maybeColumn(source, 'customer')?.type ?? '';
  if (isNumber(type)) return 'cast(customer as varchar) as customer_id';
  return type === 'VARCHAR' ? "nullif(strip(customer), '') as customer_id" : customerSql;
}

/** SQL of the reason where no column gives one. */
export const noReason = 'cast(null as varchar)';

function toReason(source: Source): string {
  return maybeColumn(source, 'reason') ? "nullif(strip(cast(reason as varchar)), '')" : noReason;
}

export function toNumber(source: Source, name: string): string {
  const column = maybeColumn(source, name);
  if (!column) return 'cast(null as double)';
  return column.type === 'VARCHAR' ? `try_cast(trim(${name}) as double)` : `cast(${name} as double)`;
}
