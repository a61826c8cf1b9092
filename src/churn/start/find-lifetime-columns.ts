import type { RuleName } from '../definition/definition.ts';
import type { LifetimeColumn } from '../recipe.ts';
import { knowsMonths } from '../roles/knows-silence.ts';
import type { TableGuess } from '../roles/guess-roles.ts';

/** The columns of the lifetimes that a rule fills from the main table; `activity` is a table of activities beside it. */
export function findLifetimeColumns(
  rule: RuleName,
  { roles, shape }: Pick<TableGuess, 'roles' | 'shape'>,
  activity: Pick<TableGuess, 'roles'> | null,
  asOf: string | null,
): Set<LifetimeColumn> {
  const has = new Set<LifetimeColumn>(['customer_id', 'churned', 'spell']);
  const add = (column: LifetimeColumn, isThere: boolean): void => {
    if (isThere) has.add(column);
  };
  const isBySilence = rule === 'inactive' && activity === null && shape === 'customers';
  const isByRow = rule === 'ended' || rule === 'flag' || isBySilence;
  add('started_on', !isByRow || roles.has('started'));
  const end = isBySilence ? roles.has('last') || roles.has('observed') : roles.has('ended');
  add('ended_on', !isByRow || end);
  add('tenure', !isByRow || roles.has('started') || roles.has('tenure'));
  const isPerMonth = rule === 'inactive' && !isBySilence;
  const isBeside = isPerMonth && activity !== null;
  const isByActivity = isPerMonth && (activity?.roles ?? roles).has('amount');
  const isSum = roles.has('amount') && (isBeside || (isByRow && knowsMonths(roles, isBySilence)));
  const isOwn = (!isPerMonth || isBeside) && (roles.has('value') || isSum);
  add('value', isByActivity || isOwn);
  // A list of leavers may hold several reasons of one customer; they are read from it as a table beside.
  add('reason', roles.has('reason') && shape !== 'reasons');
  add('entered_on', isByRow && roles.has('entered'));
  add('as_of', asOf !== null);
  return has;
}
