import { quoteText } from '../sql/quote.ts';
import type { TextForm } from './text-forms.ts';

const PAIRS: readonly (readonly [string, string])[] = [
  ['yes', 'no'],
  ['y', 'n'],
  ['t', 'f'],
  ['true', 'false'],
  ['1', '0'],
  ['是', '否'],
  ['有', '无'],
  ['真', '假'],
  ['对', '错'],
  ['on', 'off'],
  ['√', '×'],
];
const YES = PAIRS.map(([yes]) => yes);
const NO = PAIRS.map(([, no]) => no);
const list = (words: readonly string[]): string => words.map(quoteText).join(', ');

/** Yes and no in the ways people write them; taken only when the user says that the column means that. */
export const YES_NO: TextForm = {
  id: 'yes-no',
  family: 'boolean',
  type: 'BOOLEAN',
  implies: [],
  fits: (cell) => [...YES, ...NO].includes(cell.trim().toLowerCase()),
  test: (c) => `lower(trim(${c})) IN (${list([...YES, ...NO])})`,
  value: (c) =>
    `CASE WHEN lower(trim(${c})) IN (${list(YES)}) THEN true WHEN lower(trim(${c})) IN (${list(NO)}) THEN false END`,
};

/** The pair of words that all cells consist of, when both occur. */
export function maybePair(cells: readonly string[]): readonly [string, string] | undefined {
  const words = new Set<string>();
  for (const cell of cells) {
    words.add(cell.trim().toLowerCase());
    if (words.size > 2) return undefined;
  }
  return words.size === 2 ? PAIRS.find((pair) => pair.every((word) => words.has(word))) : undefined;
}
