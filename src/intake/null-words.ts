import { quoteText } from '../sql/quote.ts';

/** Whether a cell is one of the words, ignoring case and the spaces around it. */
export function isNullWord(cell: string, words: readonly string[]): boolean {
  const text = cell.trim().toLowerCase();
  return words.some((word) => word.trim().toLowerCase() === text);
}

/** SQL of {@link isNullWord}. Not `IN`: a long one becomes a join over all rows, even inside a CASE that few of them reach. */
export function nullTest(c: string, words: readonly string[]): string {
  const list = [...new Set(words.map((word) => quoteText(word.replaceAll('\0', '').trim().toLowerCase())))];
  return list.length === 0
    ? 'false'
    : `coalesce(list_contains([${list.join(', ')}], lower(trim(${c}, ' \t\u00a0\u3000'))), false)`;
}
