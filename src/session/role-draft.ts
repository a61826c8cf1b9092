import { fixRoles } from '../churn/roles/fix-roles.ts';
import { guessRoles, type ColumnGuess, type TableGuess } from '../churn/roles/guess-roles.ts';
import type { ColumnFacts } from '../churn/roles/column-facts.ts';
import { inMonths } from '../churn/roles/find-month-columns.ts';
import { findLeftValues } from '../churn/roles/guess-column.ts';
import { nameRows } from '../churn/roles/name-rows.ts';
import { readLeft } from '../churn/roles/read-left.ts';
import { roles as allRoles, rolesOf, type Role, type Shape } from '../churn/roles/role.ts';
import type { StartTable } from '../churn/start/start-table.ts';

/** What a user says of a table: its shape, role → column or expression, and the columns to group by. */
export interface RoleAnswer {
  readonly shape: Shape;
  readonly roles: ReadonlyMap<Role, string>;
  readonly segments: readonly string[];
  /** The values of the flag or status that mean left, where these are not the words that are known to. */
  readonly left: readonly string[] | null;
}

/** What a column is taken for: a role, a column to group by, or nothing. */
export type ColumnUse = Role | 'segment' | null;

export const shapes: readonly Shape[] = ['customers', 'activity', 'periods', 'reasons', 'indicators'];

export function toAnswer({ shape, roles, segments, left }: TableGuess): RoleAnswer {
  return { shape, roles, segments, left };
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
  const isFlag = use === flagRole(answer) || useOf(answer, column) === flagRole(answer);
  return { ...answer, roles, segments, left: isFlag ? null : answer.left };
}

/** The column that says who left, when its values are some of which a few mean so. */
export function findFlag(answer: RoleAnswer, facts: readonly ColumnFacts[]): ColumnFacts | undefined {
  const flag = facts.find(({ name }) => name === answer.roles.get(flagRole(answer)));
  return flag && flag.type !== 'BOOLEAN' && flag.samples.length > 1 ? flag : undefined;
}

/** Its values that mean left: as answered, else as far as they say it themselves. */
export function leftValues({ left }: RoleAnswer, flag: ColumnFacts): readonly string[] {
  return left ?? readLeft(flag) ?? [];
}

/** The answer when a value of the flag means left, or does not. */
export function setLeft(answer: RoleAnswer, flag: ColumnFacts, value: string, isLeft: boolean): RoleAnswer {
  const before = new Set(leftValues(answer, flag));
  if (isLeft) before.add(value);
  else before.delete(value);
  const left = flag.samples.filter((one) => before.has(one));
  const known = readLeft(flag);
  const isKnown = known?.length === left.length && left.every((one) => known.includes(one));
  return { ...answer, left: isKnown && !findLeftValues(flag) ? null : left };
}

function flagRole({ shape }: RoleAnswer): Role {
  return shape === 'periods' ? 'status' : 'churned';
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
