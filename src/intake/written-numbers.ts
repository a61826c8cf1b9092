import { quoteText } from '../sql/quote.ts';
import type { TextForm } from './text-forms.ts';

/** Signs and words for one currency; a column with two currencies stays text, since its sum would mean nothing. */
const CURRENCIES: readonly (readonly [string, readonly string[]])[] = [
  ['$', ['US$', 'USD', '$']],
  ['€', ['€', 'EUR']],
  ['£', ['£', 'GBP']],
  // In Shift-JIS the yen sign is the backslash's byte.
  ['¥', ['CN¥', '¥', '￥', '\\', 'CNY', 'RMB', 'JPY', '人民币', '元', '円']],
  ['HK$', ['HK$', 'HKD', '港币', '港元']],
  ['NT$', ['NT$', 'TWD', '新台币', '新臺幣']],
  ['₹', ['₹', 'INR', 'Rs.']],
  ['₩', ['₩', 'KRW', '원']],
  ['R$', ['R$', 'BRL']],
  ['₽', ['₽', 'RUB']],
  ['CHF', ['CHF', 'Fr.']],
  ['A$', ['A$', 'AUD']],
  ['C$', ['C$', 'CAD']],
];

const WIDE = '０１２３４５６７８９．，－％（）＋＄　−';
const NARROW = '0123456789.,-%()+$ -';
const SPACE = '[ \u00a0\u202f]*';

/** Characters of a number as it is written; what is longer is text. */
const LONGEST = 100;

const PLAIN = /^[\x20-\x7e]*$/;

type Decimal = '.' | ',';

interface Unit {
  readonly id: string;
  readonly words: readonly string[];
  readonly isPercent: boolean;
}

/**
 * Every number form beyond the plain ones: grouped thousands, currency signs, percent, minus at the end or as
 * parentheses, full-width digits.
 */
export const WRITTEN_NUMBERS: readonly TextForm[] = [
  ...(['.', ','] as const).flatMap((decimal) => [
    toForm({ id: 'grouped', words: [], isPercent: false }, decimal),
    toForm({ id: 'percent', words: ['%'], isPercent: true }, decimal),
    ...CURRENCIES.map(([sign, words]) => toForm({ id: `money ${sign}`, words, isPercent: false }, decimal)),
  ]),
];

function toForm(unit: Unit, decimal: Decimal): TextForm {
  const source = toPattern(unit, decimal);
  const pattern = new RegExp(`^(?:${source})$`, 'u');
  const value = (c: string): string => toValue(c, unit, decimal);
  return {
    id: decimal === '.' ? unit.id : `${unit.id}, comma`,
    family: 'number',
    type: 'DOUBLE',
    implies: [],
    fits: (cell) => cell.length <= LONGEST && pattern.test(narrow(cell)),
    test: (c) =>
      `regexp_full_match(${toNarrow(c)}, ${quoteText(source)}) AND coalesce(abs(${value(c)}) <= 999999999999999, false)`,
    value,
  };
}

/** One pattern that JavaScript and DuckDB (RE2) read alike. */
function toPattern({ words, isPercent }: Unit, decimal: Decimal): string {
  const point = decimal === '.' ? '\\.' : ',';
  const group = decimal === '.' ? "[,'’ \u00a0\u202f]" : "[.'’ \u00a0\u202f]";
  const digits = `(?:[1-9][0-9]{0,2}(?:${group}[0-9]{3}){1,4}|0|[1-9][0-9]{0,14})`;
  const body = `(?:${digits}(?:${point}[0-9]*)?|${point}[0-9]+)`;
  const unit = words.length > 0 ? `(?:${words.map(escapePattern).join('|')})` : '';
  const [before, after] =
    words.length === 0
      ? ['', '']
      : isPercent
        ? ['', `${SPACE}${unit}`]
        : [`(?:${unit}${SPACE})?`, `(?:${SPACE}${unit})?`];
  // A minus may stand at the end, as SAP and old mainframes write it.
  return `-?${SPACE}${before}${body}${after}|${before}-?${body}${after}|${before}${body}${SPACE}-${after}|${before}${body}${after}${SPACE}-|\\(${SPACE}${before}${body}${after}${SPACE}\\)`;
}

function toValue(c: string, { words, isPercent }: Unit, decimal: Decimal): string {
  const text = toNarrow(c);
  const bare =
    words.length > 0
      ? `regexp_replace(${text}, ${quoteText(words.map(escapePattern).join('|'))}, '', 'g')`
      : text;
  const digits = `regexp_replace(${bare}, ${quoteText(decimal === '.' ? '[^0-9.]' : '[^0-9,]')}, '', 'g')`;
  const number = `TRY_CAST(${decimal === '.' ? digits : `replace(${digits}, ',', '.')`} AS DOUBLE)`;
  const signed = `CASE WHEN starts_with(${text}, '(') OR contains(${text}, '-') THEN -${number} ELSE ${number} END`;
  return isPercent ? `(${signed}) / 100` : `(${signed})`;
}

function toNarrow(c: string): string {
  return `trim(translate(${c}, ${quoteText(WIDE)}, ${quoteText(NARROW)}), ' \t\u00a0\u202f')`;
}

function narrow(cell: string): string {
  if (PLAIN.test(cell)) return cell.trim();
  let text = '';
  for (const char of cell) {
    const at = WIDE.indexOf(char);
    text += at < 0 ? char : NARROW[at];
  }
  return text.replace(/^[ \t\u00a0\u202f]+|[ \t\u00a0\u202f]+$/gu, '');
}

function escapePattern(word: string): string {
  return word.replace(/[.$^*+?()[\]{}|\\]/g, '\\$&');
}
