import type { RoleColumn } from '../notebook/parse-data-spec.ts';
import { foldName } from '../sql/fold-name.ts';

/** Roles that are taken from a column which the table does not have. Expressions are left to the engine to judge. */
export function findMissing(
  roles: readonly RoleColumn[],
  columns: readonly { readonly name: string }[],
): RoleColumn[] {
  const names = new Set(columns.map(({ name }) => foldName(name)));
  return roles.filter(({ from }) => isPlain(from) && !names.has(foldName(from)));
}

/** A column's name rather than an expression. */
function isPlain(from: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}\p{M}_ ]*$/u.test(from);
}
