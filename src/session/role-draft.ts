import { fixRoles } from '../churn/roles/fix-roles.ts';
import { guessRoles, type ColumnGuess, type TableGuess } from '../churn/roles/guess-roles.ts';
import type { ColumnFacts } from '../churn/roles/column-facts.ts';
import { inMonths } from '../churn/roles/find-month-columns.ts';
import { nameRows } from '../churn/roles/name-rows.ts';
import { roles as allRoles, rolesOf, type Role, type Shape } from '../churn/roles/role.ts';
import type { StartTable } from '../churn/start/start-table.ts';

/** What a user says of a table: its shape, role → column or expression, and the columns to group by. */
export interface RoleAnswer {
  readonly shape: Shape;
  readonly roles: ReadonlyMap<Role, string>;
  readonly segments: readonly string[];
}

/** What a column is taken for: a role, a column to group by, or nothing. */
export type ColumnUse = Role | 'segment' | null;

export const shapes: readonly Shape[] = ['customers', 'activity', 'periods', 'reasons', 'indicators'];

export function toAnswer({ shape, roles, segments }: TableGuess): RoleAnswer {
  return { shape, roles, segments };
}

/** The guess for another shape, from the same facts. A table of one column with fields in it keeps its expressions. */
export function guessAgain({ facts, guess }: StartTable, shape: Shape): TableGuess {
  return facts.length === 0 ? { ...guess, shape } : guessRoles(facts, shape);
}

/** The answer with a customer for each row, where it needs one and no column is. */
export function withRows(answer: RoleAnswer): RoleAnswer {
  return { ...answer, roles: nameRows(answer.shape, answer.roles) };
}

/** The answer with a column put to another use; the column that had that role before is not used any more. */
export function setUse(answer: RoleAnswer, column: string, use: ColumnUse): RoleAnswer {
  const roles = new Map([...answer.roles].filter(([, from]) => from !== column));
  const segments = answer.segments.filter((name) => name !== column);
  if (use === 'segment') segments.push(column);
  else if (use !== null) roles.set(use, column);
  return { ...answer, roles, segments };
}

export function useOf({ roles, segments }: RoleAnswer, column: string): ColumnUse {
  const role = [...roles].find(([, from]) => from === column)?.[0];
  return role ?? (segments.includes(column) ? 'segment' : null);
}

/** Roles that are taken from an expression rather than from a column. */
export function findExpressions(
  { roles }: RoleAnswer,
  facts: readonly ColumnFacts[],
): { readonly role: Role; readonly from: string }[] {
  const names = new Set(facts.map((one) => one.name));
  return [...roles].flatMap(([role, from]) => (names.has(from) ? [] : [{ role, from }]));
}

/** The uses that a column can be put to, the likely ones first. */
export function listUses(
  shape: Shape,
  guess: ColumnGuess | undefined,
): { likely: readonly Role[]; others: readonly Role[] } {
  const likely = [
    ...(guess?.role && guess.role !== 'segment' ? [guess.role] : []),
    ...(guess?.alternatives ?? []).map((one) => one.role),
  ];
  const others = rolesOf[shape].filter((role) => !likely.includes(role));
  return { likely: [...new Set(likely)], others };
}

/** What a data cell says already, on top of the guess; what it does not say is not used. */
export function withKnown(
  table: StartTable,
  known: RoleAnswer | null,
  told: readonly (readonly [Role, string])[],
): StartTable {
  if (known) return { ...table, guess: { ...table.guess, ...known } };
  if (told.length === 0) return table;
  const roles = new Map([...told, ...(table.months ? inMonths(table.months) : [])]);
  const fixed = fixRoles(table.guess, roles);
  const isTold = new Set(roles.values());
  return {
    ...table,
    guess: { ...fixed, roles, segments: fixed.segments.filter((name) => !isTold.has(name)) },
  };
}

export const noRoles: ReadonlyMap<Role, string> = new Map();

export function isRole(name: string): name is Role {
  return allRoles.some((role) => role === name);
}
