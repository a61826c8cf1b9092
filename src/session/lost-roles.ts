import { findLostRoles, type WantedRole } from '../churn/roles/answer-roles.ts';
import type { Cell, Notebook } from '../notebook/notebook.ts';
import { foldName } from '../sql/fold-name.ts';
import { findRoles } from './bind-tables.ts';
import { definitionOf } from './edit-definition.ts';

/** Roles of a data cell, and groups that a definition reads from it, whose column the table does not have. */
export function findLost(
  cell: Cell,
  columns: readonly { readonly name: string }[],
  { cells }: Pick<Notebook, 'cells'>,
): WantedRole[] {
  const roles = findRoles(cell);
  const named = new Set(roles.map(({ role }) => foldName(role)));
  const groups = cells.flatMap((churn) => {
    const from = churn.kind === 'churn' ? churn.attributes['from'] : undefined;
    if (from === undefined || cell.name === null || foldName(from) !== foldName(cell.name)) return [];
    const definition = definitionOf(churn);
    return 'rule' in definition ? definition.segments : [];
  });
  const more = [...new Set(groups)].filter((name) => !named.has(foldName(name)));
  return findLostRoles([...roles, ...more.map((name) => ({ role: name, from: name }))], columns);
}
