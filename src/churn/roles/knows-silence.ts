import type { Role } from './role.ts';

/** Whether customers come with the last day of their activity, or the days since. */
export function knowsSilence(roles: { has(role: Role): boolean }): boolean {
  return roles.has('last') || roles.has('recency');
}
