import type { Language } from './language.ts';
import { columnMeanings } from './zh/columns.ts';

/** What a column of an analysis holds, where its name does not say so in the reader's language. */
export function maybeColumnMeaning(language: Language, name: string): string | null {
  return language === 'zh' && Object.hasOwn(columnMeanings, name) ? (columnMeanings[name] ?? null) : null;
}
