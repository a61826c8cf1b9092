import { uniqueness, type ColumnFacts } from './column-facts.ts';
import type { RoleCandidate } from './guess-column.ts';
import type { Role } from './role.ts';

/**
 * Rows with a number of their own beside a contact that repeats – orders with an e-mail address, tickets with a phone number –
 * are those of whoever the contact is, unless a column is called the customer's.
 */
export function leaveOutRowNumbers(
  columns: readonly ColumnFacts[],
  candidates: ReadonlyMap<string, readonly RoleCandidate[]>,
): Map<string, readonly RoleCandidate[]> {
  const has = (role: Role, { name }: ColumnFacts): RoleCandidate | undefined =>
    candidates.get(name)?.find((one) => one.role === role);
  const isRepeated = columns.some(
    (one) =>
      has('contact', one) && has('customer', one) && one.nulls <= 0.1 * one.rows && uniqueness(one) < 0.9,
  );
  return new Map(
    columns.map((one) => {
      const isNumber = isRepeated && uniqueness(one) > 0.98 && (has('customer', one)?.confidence ?? 1) < 0.8;
      const list = candidates.get(one.name) ?? [];
      return [one.name, isNumber ? list.filter(({ role }) => role !== 'customer') : list];
    }),
  );
}
