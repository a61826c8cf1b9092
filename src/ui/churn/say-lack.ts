import type { Offered } from '../../session/churn-desk.svelte.ts';
import type { Say } from '../cell/cell-words.ts';

/** What an analysis lacks, and what that would give. */
export function sayLack(say: Say, { what, gives, optional }: Offered['lacks'][number]): string {
  return say(optional ? 'lacksOptional' : 'lacksNeeded', { what, gives });
}
