import { formatCount } from '../../locale/format-count.ts';
import type { MessageKey } from '../../locale/messages.ts';
import type { ColumnUse } from '../../session/role-draft.ts';

/** `started` → `roleStarted`. Roles without words are shown as they are written. */
export function roleKey(use: Exclude<ColumnUse, null> | 'none'): MessageKey {
  return `role${capital(use)}` as MessageKey;
}

export function shapeKey(shape: string): MessageKey {
  return `shapeName${capital(shape)}` as MessageKey;
}

/** The values of a sentence, its counts with their digits in groups. */
export function inGroups(values: Readonly<Record<string, string | number>>): Record<string, string> {
  const entries = Object.entries(values);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === 'number' ? formatCount(value) : value]),
  );
}

function capital(word: string): string {
  return `${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`;
}
