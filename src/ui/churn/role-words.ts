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

/** Where a role is from that no column has by itself; `areMonths` when it is from the months of a wide table. */
export function expressionKey(use: ColumnUse, areMonths: boolean): MessageKey {
  if (!areMonths) return 'rolesExpression';
  return use === 'period' ? 'rolesMonthNames' : 'rolesMonthCells';
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
