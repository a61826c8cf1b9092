import type { TableGuess } from './guess-roles.ts';
import { nameRows } from './name-rows.ts';
import type { Role, Shape } from './role.ts';

/** The guess with roles that someone gave. What the table is follows from them where the guess has another shape. */
export function fixRoles(guess: TableGuess, given: ReadonlyMap<Role, string>): TableGuess {
  if (given.size === 0) return guess;
  const taken = new Set(given.values());
  const kept = [...guess.roles].filter(([, column]) => !taken.has(column));
  const roles = new Map([...kept, ...given]);
  const shape = findShape(roles, given) ?? guess.shape;
  return {
    ...guess,
    shape,
    roles: nameRows(shape, roles),
    segments: guess.segments.filter((name) => !taken.has(name)),
    columns: guess.columns.map((one) => {
      const role = [...given].find(([, column]) => column === one.column)?.[0];
      return role === undefined ? one : { ...one, role, confidence: 1, reason: null };
    }),
  };
}

/** The roles that only one shape has, when one of them is given. */
function findShape(roles: ReadonlyMap<Role, string>, given: ReadonlyMap<Role, string>): Shape | null {
  if (given.has('ended') || given.has('churned') || given.has('started') || given.has('tenure'))
    return 'customers';
  if (given.has('period')) return roles.has('customer') ? 'periods' : 'indicators';
  if (given.has('time') || given.has('amount')) return roles.has('reason') ? 'reasons' : 'activity';
  return null;
}
