import { quoteText } from '../sql/quote.ts';

const folded = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Whether a cell is one of the words, ignoring case and the spaces around it. */
export function isNullWord(cell: string, words: readonly string[]): boolean {
  const known = folded.get(words) ?? new Set(words.map(fold));
  folded.set(words, known);
  return known.has(fold(cell));
}

function fold(text: string): string {
  return text.trim().toLowerCase();
}

/** Stands between words; no cell that a person wrote holds it. */
const MARK = '\x1f';

/**
 * SQL of {@link isNullWord}. Not `IN`: a long one becomes a join over all rows, even inside a CASE that few of them reach;
 * and one constant, since the engine plans each of a list's anew for every column.
 */
export function nullTest(c: string, words: readonly string[]): string {
  const list = new Set(words.map((word) => fold(word.replace(/[\0\x1f]/g, ''))));
  if (list.size === 0) return 'false';
  const marked = quoteText(`${MARK}${[...list].join(MARK)}${MARK}`);
  const mark = quoteText(MARK);
  return `coalesce(contains(${marked}, ${mark} || lower(trim(${c}, ' \t\u00a0\u3000')) || ${mark}), false)`;
}
