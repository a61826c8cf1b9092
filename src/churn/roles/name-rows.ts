import { isTextType, uniqueness, type ColumnFacts } from './column-facts.ts';
import type { Role, Shape } from './role.ts';

/** SQL of a customer for each row of a table that names nobody. */
export const eachRow = 'row_number() over ()';

/**
 * The roles of a table of customers, who left and who did not, with a customer where no column is one: the `first` column
 * when it is another word or whole number in each row, else the number of the row.
 */
export function nameRows(
  shape: Shape,
  roles: ReadonlyMap<Role, string>,
  first?: ColumnFacts,
): ReadonlyMap<Role, string> {
  const isAbout = shape === 'customers' && (roles.has('churned') || roles.has('ended'));
  if (!isAbout || roles.has('customer')) return roles;
  const isFree = first !== undefined && ![...roles.values()].includes(first.name);
  const isKey =
    isFree &&
    (isTextType(first) || /INT(?:EGER)?$/.test(first.type)) &&
    first.nulls === 0 &&
    uniqueness(first) > 0.97;
  return new Map([...roles, ['customer', isKey ? first.name : eachRow]]);
}
