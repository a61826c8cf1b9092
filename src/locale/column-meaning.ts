import type { Language } from './language.ts';
import { columnMeanings } from './zh/columns.ts';

/**
 * What each column of a table holds, where its name does not say so in the reader's language: null for a column of the
 * user's own, and for all columns of a table of which most are.
 */
export function toColumnMeanings(language: Language, names: readonly string[]): readonly (string | null)[] {
  const meanings = names.map((name) =>
    language === 'zh' && Object.hasOwn(columnMeanings, name) ? (columnMeanings[name] ?? null) : null,
  );
  // `size` or `position` among columns of another file say something else.
  const known = meanings.filter((meaning) => meaning !== null).length;
  return known * 2 > names.length ? meanings : names.map(() => null);
}
