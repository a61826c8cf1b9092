import { foldName } from '../../sql/fold-name.ts';
import type { ColumnFacts } from './column-facts.ts';
import { guessRoles } from './guess-roles.ts';
import { roles as knownRoles, type Role } from './role.ts';

/** What another table answers to the roles that a data cell has. */
export interface RoleAnswers {
  /** Role → column or SQL expression of the new table. */
  readonly answers: ReadonlyMap<string, string>;
  /** The roles that a user must be asked for; nothing else needs to be asked. */
  readonly missing: readonly string[];
}

/**
 * Answers a data cell's roles from another table: the same column where there is one, else what the recogniser finds,
 * else, for a role that only this notebook knows (a segment), the column of the role's own name.
 */
export function answerRoles(
  wanted: readonly { readonly role: string; readonly from: string }[],
  columns: readonly ColumnFacts[],
): RoleAnswers {
  const guess = guessRoles(columns);
  const find = (name: string): string | undefined =>
    columns.find((one) => foldName(one.name) === foldName(name))?.name;
  const answers = new Map<string, string>();
  const missing: string[] = [];
  for (const { role, from } of wanted) {
    const isKnown = knownRoles.some((one) => one === role);
    const found = find(from) ?? (isKnown ? guess.roles.get(role as Role) : undefined) ?? find(role);
    if (found === undefined) missing.push(role);
    else answers.set(role, found);
  }
  return { answers, missing };
}
