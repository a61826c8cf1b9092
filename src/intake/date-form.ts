import { quoteText } from '../sql/quote.ts';
import type { TextForm } from './text-forms.ts';

const within = (date: string): string =>
  `coalesce(${date} BETWEEN DATE '1000-01-01' AND DATE '9999-12-31', false)`;
const matches = (c: string, pattern: string): string =>
  `regexp_full_match(trim(${c}), ${quoteText(pattern)})`;
/** SQL of a text with every match of a pattern replaced. */
export const replaced = (c: string, pattern: string, by: string): string =>
  `regexp_replace(trim(${c}), ${quoteText(pattern)}, ${quoteText(by)}, 'g')`;

/** A form of dates or times, by a pattern. */
export interface Written {
  readonly id: string;
  /** One pattern that JavaScript and DuckDB (RE2) read alike. */
  readonly pattern: string;
  readonly type?: 'TIMESTAMP';
  /** What the pattern leaves open, as far as it is cheap to say. */
  isLikely?(cell: string): boolean;
  value(c: string): string;
}

/** Fits what has the pattern and is a day of the calendar. */
export function toDateForm({ id, pattern, type, isLikely = () => true, value }: Written): TextForm {
  const whole = new RegExp(`^(?:${pattern})$`, 'u');
  return {
    id,
    family: type ? 'timestamp' : 'date',
    type: type ?? 'DATE',
    implies: [],
    fits: (cell) => whole.test(cell.trim()) && isLikely(cell),
    test: (c) =>
      `CASE WHEN ${matches(c, pattern)} THEN ${within(`CAST(${value(c)} AS DATE)`)} ELSE false END`,
    value: (c) => `CASE WHEN ${matches(c, pattern)} THEN ${value(c)} END`,
  };
}

/** SQL of the time that a text is in one of the formats. */
export const parsed = (c: string, formats: readonly string[]): string =>
  `try_strptime(${c}, [${formats.map(quoteText).join(', ')}])`;

export const asDate = (value: string): string => `CAST(${value} AS DATE)`;

const MONTHS =
  'Jan(uary) Feb(ruary) Mar(ch) Apr(il) May Jun(e) Jul(y) Aug(ust) Sep(t|tember) Oct(ober) Nov(ember) Dec(ember)';
/** A pattern of the months' English names in full or short, in upper or lower case. */
export const MONTH_NAME = `(?:${MONTHS.replace(
  /[a-z]/gi,
  (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`,
)
  .replace(/\(/g, '(?:')
  .replace(/\)/g, ')?')
  .replaceAll(' ', '|')})`;
