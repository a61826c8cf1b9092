import { quoteName } from '../../sql/quote.ts';
import { isDateType, isNumberType, type ColumnFacts } from './column-facts.ts';
import { findLeftValues, isFlag, type RoleCandidate } from './guess-column.ts';
import { asksWhoIsHere } from './read-name.ts';
import type { Role, Shape } from './role.ts';

/** Names of the day until which something is agreed. */
const term = /expir|valid ?(?:to|until)|到期|有效期|届满|期满|满期|终保|止期/i;
/** Names of whether what was agreed was agreed once more. */
const renewal = /^(?:is |has )?renewed$|是否(?:已)?续/i;

/** A status of words, of which some are those of customers who left. */
export function tellsWhoLeft(facts: ColumnFacts): boolean {
  const isWord = facts.samples.some((text) => !/^\d*$/.test(text.trim()));
  return isWord && (isFlag(facts) || findLeftValues(facts) !== null);
}

/** The status of customers; of several one whose values say who left: a state may be one of a country. */
export function findStatus(
  columns: readonly ColumnFacts[],
  candidates: ReadonlyMap<string, readonly RoleCandidate[]>,
): ColumnFacts | undefined {
  const found = columns.filter(({ name }) => candidates.get(name)?.[0]?.role === 'status');
  return found.find((one) => isFlag(one) || tellsWhoLeft(one)) ?? found[0];
}

/** Customers with a status instead of a flag: the status says who left; “is active” says it the other way round. */
export function fromStatus(
  roles: Map<Role, string>,
  status: ColumnFacts | undefined,
  shape: Shape,
  isRepeated: boolean,
  writeDay: (column: string) => string | null,
): Map<Role, string> {
  if (shape !== 'customers' || roles.has('churned') || !status) return roles;
  const end = roles.get('ended');
  // Until when something is agreed does not say who left; the status does.
  if (end !== undefined && (!term.test(end) || !tellsWhoLeft(status))) return roles;
  const left = writeLeft(status, roles.has('tenure'));
  if (end !== undefined && left !== null && renewal.test(status.name.replaceAll('_', ' '))) {
    // What was not renewed was over that day. Each term of a customer of several is over, but one of which nothing is said yet.
    const isOver = isRepeated ? `coalesce(trim(cast(${quoteName(status.name)} as varchar)), '') <> ''` : left;
    roles.set('ended', `if(${isOver}, ${writeDay(end) ?? quoteName(end)}, null)`);
    return roles;
  }
  roles.delete('ended');
  if (left !== null) roles.set('churned', left);
  return roles;
}

/** A column or SQL that is true of who left by a status; null where it cannot be told. */
function writeLeft(status: ColumnFacts, hasTenure: boolean): string | null {
  const name = quoteName(status.name);
  if (!asksWhoIsHere(status.name)) {
    // Of 1 and 0 nobody can tell which of the two is here, unless there is a time to an event.
    const isNumeric = isNumberType(status) || status.samples.every((text) => /^\d+$/.test(text.trim()));
    return (isFlag(status) && (!isNumeric || hasTenure)) || findLeftValues(status) ? status.name : null;
  }
  if (status.type === 'BOOLEAN') return `not ${name}`;
  if (isNumberType(status)) return `${name} = 0`;
  return isDateType(status) ? null : `lower(trim(${name})) in ('否', 'no', 'n', 'false', '0')`;
}
