import type { Role } from './role.ts';

interface Roles {
  has(role: Role): boolean;
}

/** Whether customers come with the last day of their activity, or the days since. */
export function knowsSilence(roles: Roles): boolean {
  return roles.has('last') || roles.has('recency');
}

/** Whether customers come with all that RFM needs of their activities. */
export function sumsUp(roles: Roles): boolean {
  return roles.has('frequency') && knowsSilence(roles);
}

/** Whether an amount in all can be told by month: it is known how long the customer stayed. `isSilence` – rule `inactive` by a last day. */
export function knowsMonths(roles: Roles, isSilence: boolean): boolean {
  return roles.has('tenure') || (roles.has('started') && (isSilence || roles.has('ended')));
}
