import { quoteText } from '../sql/quote.ts';
import type { TextForm } from './text-forms.ts';

const RUPEE = '₹';
const RUPEES = [RUPEE, 'INR', 'Rs.', 'Rs'];

/** Signs and words for one currency; a column with two currencies stays text, since its sum would mean nothing. */
const CURRENCIES: readonly (readonly [string, readonly string[]])[] = [
  ['$', ['US$', 'USD', '$']],
  ['€', ['€', 'EUR']],
  ['£', ['£', 'GBP']],
  // In Shift-JIS the yen sign is the backslash's byte.
  ['¥', ['CN¥', '¥', '￥', '\\', 'CNY', 'RMB', '人民币', '元']],
  ['JPY', ['JP¥', '¥', '￥', '\\', 'JPY', '円']],
  ['HK$', ['HK$', 'HKD', '港币', '港元']],
  ['NT$', ['NT$', 'TWD', '新台币', '新臺幣']],
  [RUPEE, RUPEES],
  ['₩', ['₩', 'KRW', '원']],
  ['R$', ['R$', 'BRL']],
  ['₽', ['₽', 'RUB']],
  ['CHF', ['CHF', 'Fr.']],
  ['A$', ['A$', 'AUD']],
  ['C$', ['C$', 'CAD']],
  ['S$', ['S$', 'SGD']],
  ['MX$', ['MX$', 'MXN']],
  ['kr', ['kr.', 'kr']],
  ['SEK', ['SEK']],
  ['NOK', ['NOK']],
  ['DKK', ['DKK']],
  ['zł', ['zł', 'PLN']],
  ['Kč', ['Kč', 'CZK']],
  ['Ft', ['Ft', 'HUF']],
  ['₺', ['₺', 'TL', 'TRY']],
  ['₫', ['₫', 'đ', 'VND']],
  ['฿', ['฿', 'THB']],
  ['₱', ['₱', 'PHP']],
  ['Rp', ['Rp.', 'Rp', 'IDR']],
  ['MYR', ['MYR']],
  ['ZAR', ['ZAR']],
  ['₪', ['₪', 'ILS']],
  ['AED', ['AED', 'Dhs']],
];

/** Full-width signs, and the digits of Arabic and Persian with their signs. */
const WIDE = '０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬٪．，－％（）＋＄−\u3000\u00a0\u202f\u2009\u2007';
const NARROW = '012345678901234567890123456789.,%.,-%()+$-     ';
const SPACE = ' *';

/** Characters of a number as it is written; what is longer is text. */
const LONGEST = 100;

const PLAIN = /^[\x20-\x7e]*$/;

type Decimal = '.' | ',';

const SIGNS = { '.': { point: '\\.', group: "[,'’ ]" }, ',': { point: ',', group: "[.'’ ]" } } as const;

/** How digits are grouped: 1,234,567; or 12,34,567 as in India; or either. */
type Grouping = 'thousands' | 'lakhs' | 'either';

interface Unit {
  readonly id: string;
  readonly words: readonly string[];
  /** They stand after the number, always; else before or after it, or not at all. */
  readonly side?: 'after';
  readonly isPercent?: boolean;
  readonly grouping?: Grouping;
}

/** Words that stand for a power of ten, the longer ones first, and that power. */
const POWERS: readonly (readonly [string, number])[] = [
  ['万亿|萬億', 12],
  ['千亿|千億', 11],
  ['百亿|百億', 10],
  ['亿|億|억', 8],
  ['千万|千萬', 7],
  ['百万|百萬', 6],
  ['万|萬|만', 4],
  ['千', 3],
];
const POWER = POWERS.map(([words]) => words).join('|');

const CREDIT = '(?:[Cc][Rr]\\.?|贷|貸)';
const DEBIT = '(?:[Dd][Rr]\\.?|借)';
const marked = (mark: string): string => `(?:${mark}|\\(${mark}\\))`;

/**
 * Every number form beyond the plain ones: grouped thousands, currency signs, percent, minus at the end or as
 * parentheses, full-width digits, 万 and 亿.
 */
export const WRITTEN_NUMBERS: readonly TextForm[] = [
  ...(['.', ','] as const).flatMap((decimal) => [
    toForm({ id: 'grouped', words: [] }, decimal),
    ...(decimal === '.' ? [toForm({ id: 'lakhs', words: [], grouping: 'lakhs' }, decimal)] : []),
    toForm({ id: 'percent', words: ['%'], side: 'after', isPercent: true }, decimal),
    ...CURRENCIES.map(([sign, words]) =>
      toForm({ id: `money ${sign}`, words, grouping: sign === RUPEE ? 'either' : 'thousands' }, decimal),
    ),
  ]),
  toTenThousands(),
];

/** Amounts with a mark for credit or debit. Which of them is the negative one depends on whose books they are: asked for only. */
export const CREDIT_DEBIT: readonly (readonly TextForm[])[] = (['.', ','] as const).map((decimal) => [
  toSided('credit-positive', DEBIT, decimal),
  toSided('debit-positive', CREDIT, decimal),
]);

/** Whether a form is one of {@link CREDIT_DEBIT}. */
export function isSided(form: TextForm): boolean {
  return CREDIT_DEBIT.some((forms) => forms.includes(form));
}

function toForm(unit: Unit, decimal: Decimal): TextForm {
  return toNumber(named(unit.id, decimal), toPattern(unit, decimal), (text) => {
    const signed = toSigned(
      text,
      `starts_with(${text}, '(') OR contains(${text}, '-')`,
      toChoice(unit.words),
      decimal,
    );
    return unit.isPercent ? `(${signed}) / 100` : `(${signed})`;
  });
}

function toSided(id: string, negative: string, decimal: Decimal): TextForm {
  const rupees = `(?:(?:${toChoice(RUPEES)})${SPACE})?`;
  const sides = `(?:${marked(CREDIT)}|${marked(DEBIT)})`;
  const pattern = `${rupees}${toBody(decimal, 'either')}${SPACE}${sides}|${rupees}0(?:[.,]0*)?`;
  return toNumber(named(id, decimal), pattern, (text) =>
    toSigned(
      text,
      `regexp_matches(${text}, ${quoteText(`${negative}\\)?$`)})`,
      `${toChoice(RUPEES)}|${CREDIT}|${DEBIT}`,
      decimal,
    ),
  );
}

/** `1.2万` is 12,000: the number is read together with its power of ten, so that no digit is lost. */
function toTenThousands(): TextForm {
  const pattern = `-?[¥￥]?${SPACE}${toBody('.', 'thousands')}${SPACE}(?:${POWER})?[元円]?`;
  return toNumber('ten-thousands', pattern, (text) => {
    const cases = POWERS.map(
      ([words, power]) => `WHEN regexp_matches(${text}, ${quoteText(words)}) THEN 'e${power}'`,
    );
    const digits = `regexp_replace(${text}, '[^0-9.-]', '', 'g')`;
    return `TRY_CAST(${digits} || CASE ${cases.join(' ')} ELSE '' END AS DOUBLE)`;
  });
}

function toNumber(id: string, source: string, toValue: (text: string) => string): TextForm {
  const pattern = new RegExp(`^(?:${source})$`, 'u');
  const value = (c: string): string => toValue(toNarrow(c));
  return {
    id,
    family: 'number',
    type: 'DOUBLE',
    implies: [],
    fits: (cell) => cell.length <= LONGEST && pattern.test(narrow(cell)),
    test: (c) =>
      `regexp_full_match(${toNarrow(c)}, ${quoteText(source)}) AND coalesce(abs(${value(c)}) <= 999999999999999, false)`,
    value,
  };
}

function named(id: string, decimal: Decimal): string {
  return decimal === '.' ? id : `${id}, comma`;
}

/** A number without sign and unit. */
function toBody(decimal: Decimal, grouping: Grouping): string {
  const { point, group } = SIGNS[decimal];
  const thousands = `[1-9][0-9]{0,2}(?:${group}[0-9]{3}){1,4}`;
  const lakhs = '[1-9][0-9]?(?:,[0-9]{2}){1,5},[0-9]{3}';
  const groups =
    decimal === ',' || grouping === 'thousands'
      ? thousands
      : `${lakhs}|${grouping === 'either' ? thousands : '[1-9][0-9]?,[0-9]{3}'}`;
  return `(?:(?:${groups}|0|[1-9][0-9]{0,14})(?:${point}[0-9]*)?|${point}[0-9]+)`;
}

/** One pattern that JavaScript and DuckDB (RE2) read alike. */
function toPattern({ words, side, grouping = 'thousands' }: Unit, decimal: Decimal): string {
  const { point, group } = SIGNS[decimal];
  const body = toBody(decimal, grouping);
  const unit = words.length > 0 ? `(?:${toChoice(words)})` : '';
  const before = unit !== '' && side !== 'after' ? `(?:${unit}${SPACE})?` : '';
  const after = unit === '' ? '' : side === 'after' ? `${SPACE}${unit}` : `(?:${SPACE}${unit})?`;
  // A plus before a whole number is that of a phone or country.
  const plus = unit === '' ? `\\+[0-9]{1,3}(?:${group}[0-9]{3})*${point}[0-9]{1,4}|-?` : '[-+]?';
  // A minus may stand at the end, as SAP and old mainframes write it.
  return `${plus}${SPACE}${before}${body}${after}|${before}-?${body}${after}|${before}${body}${SPACE}-${after}|${before}${body}${after}${SPACE}-|\\(${SPACE}${before}${body}${after}${SPACE}\\)`;
}

function toSigned(text: string, isNegative: string, unit: string, decimal: Decimal): string {
  const bare = unit === '' ? text : `regexp_replace(${text}, ${quoteText(unit)}, '', 'g')`;
  const digits = `regexp_replace(${bare}, ${quoteText(decimal === '.' ? '[^0-9.]' : '[^0-9,]')}, '', 'g')`;
  const number = `TRY_CAST(${decimal === '.' ? digits : `replace(${digits}, ',', '.')`} AS DOUBLE)`;
  return `CASE WHEN ${isNegative} THEN -${number} ELSE ${number} END`;
}

function toNarrow(c: string): string {
  return `trim(translate(${c}, ${quoteText(WIDE)}, ${quoteText(NARROW)}), ' \t')`;
}

/** A number in the signs of ASCII. */
export function narrow(cell: string): string {
  if (PLAIN.test(cell)) return cell.trim();
  let text = '';
  for (const char of cell) {
    const at = WIDE.indexOf(char);
    text += at < 0 ? char : NARROW[at];
  }
  return text.replace(/^[ \t]+|[ \t]+$/gu, '');
}

function toChoice(words: readonly string[]): string {
  return words.map(escapePattern).join('|');
}

function escapePattern(word: string): string {
  return word.replace(/[.$^*+?()[\]{}|\\]/g, '\\$&');
}
