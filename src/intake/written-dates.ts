import { quoteText } from '../sql/quote.ts';
import type { TextForm } from './text-forms.ts';

const within = (date: string): string =>
  `coalesce(${date} BETWEEN DATE '1000-01-01' AND DATE '9999-12-31', false)`;
const matches = (c: string, pattern: string): string =>
  `regexp_full_match(trim(${c}), ${quoteText(pattern)})`;
const replaced = (c: string, pattern: string, by: string): string =>
  `regexp_replace(trim(${c}), ${quoteText(pattern)}, ${quoteText(by)}, 'g')`;

interface Written {
  readonly id: string;
  /** One pattern that JavaScript and DuckDB (RE2) read alike. */
  readonly pattern: string;
  readonly type?: 'TIMESTAMP';
  /** What the pattern leaves open, as far as it is cheap to say. */
  isLikely?(cell: string): boolean;
  value(c: string): string;
}

function toForm({ id, pattern, type, isLikely = () => true, value }: Written): TextForm {
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

const parsed = (c: string, formats: readonly string[]): string =>
  `try_strptime(${c}, [${formats.map(quoteText).join(', ')}])`;

const TIME = '[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,6})?)?(?: ?[AaPp][Mm])?';
const TIME_FORMATS = ['%H:%M', '%H:%M:%S', '%H:%M:%S.%f', '%I:%M %p', '%I:%M:%S %p', '%I:%M%p', '%I:%M:%S%p'];
const withTimes = (formats: readonly string[]): string[] =>
  formats.flatMap((format) => TIME_FORMATS.map((time) => `${format} ${time}`));

const NAMED_FORMATS = ['%d %b %Y', '%b %d %Y', '%d %B %Y', '%B %d %Y', '%d %b %y', '%Y %b %d'];
const MONTH_NAME =
  '(?:[Jj][Aa][Nn]|[Ff][Ee][Bb]|[Mm][Aa][Rr]|[Aa][Pp][Rr]|[Mm][Aa][Yy]|[Jj][Uu][Nn]|[Jj][Uu][Ll]|[Aa][Uu][Gg]|[Ss][Ee][Pp]|[Oo][Cc][Tt]|[Nn][Oo][Vv]|[Dd][Ee][Cc])[A-Za-z]{0,6}';
const NAMED = `[0-9]{1,2}[-/. ]${MONTH_NAME}[-/., ]{1,2}(?:[0-9]{4}|[0-9]{2})|${MONTH_NAME}[ .]{1,2}[0-9]{1,2},? [0-9]{4}|[0-9]{4}[-/ ]${MONTH_NAME}[-/ ][0-9]{1,2}`;
const spaced = (c: string): string => replaced(c, '[-/., ]+', ' ');
const NUMERIC = '[0-9]{1,2}(?:/[0-9]{1,2}/|-[0-9]{1,2}-|\\.[0-9]{1,2}\\.)[0-9]{4}';
const slashed = (c: string): string =>
  `regexp_replace(trim(${c}), '^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]', '\\1/\\2/')`;

/** Whether the first two numbers could be day and month in this order; points are written in one order only. */
const isDayMonth = (cell: string): boolean => {
  const [day = 0, month = 0] = cell.split(/[-/.]/u, 2).map(Number);
  return day <= 31 && month <= 12;
};
const isMonthDay = (cell: string): boolean => {
  const [month = 0, day = 0] = cell.split(/[-/]/u, 2).map(Number);
  return day <= 31 && month <= 12;
};
const POINTLESS = NUMERIC.replace('|\\.[0-9]{1,2}\\.', '');

const asDate = (value: string): string => `CAST(${value} AS DATE)`;
/** `2024年1月5日 10时30分` becomes `2024-1-5 10:30`. */
const latin = (c: string): string =>
  `rtrim(${replaced(replaced(replaced(c, '\\s*[年月]\\s*', '-'), '[日号]\\s*', ' '), '[时点分秒]', ':')}, ': ')`;

/** Dates that one reading alone makes sense of. */
export const WRITTEN_DATES: readonly TextForm[] = [
  {
    id: 'chinese-date',
    pattern: '[0-9]{4} ?年 ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?[日号]',
    value: (c: string) => `TRY_CAST(${latin(c)} AS DATE)`,
  },
  {
    id: 'chinese-timestamp',
    pattern:
      '[0-9]{4} ?年 ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?[日号] ?[0-9]{1,2}[:时点][0-9]{1,2}(?:[:分](?:[0-9]{1,2}秒?)?)?',
    type: 'TIMESTAMP' as const,
    value: (c: string) => `TRY_CAST(${latin(c)} AS TIMESTAMP)`,
  },
  { id: 'named-date', pattern: NAMED, value: (c: string) => asDate(parsed(spaced(c), NAMED_FORMATS)) },
  {
    id: 'named-timestamp',
    pattern: `(?:${NAMED}),? ${TIME}`,
    type: 'TIMESTAMP' as const,
    value: (c: string) => parsed(spaced(c), withTimes(NAMED_FORMATS)),
  },
  {
    id: 'month',
    pattern: '[0-9]{4}[-/][0-9]{1,2}|[0-9]{4} ?年 ?[0-9]{1,2} ?月',
    value: (c: string) =>
      `TRY_CAST(${replaced(c, '^([0-9]{4}) ?[-/年] ?([0-9]{1,2}) ?月?$', '\\1-\\2-01')} AS DATE)`,
  },
  {
    id: 'named-month',
    pattern: `${MONTH_NAME}[-/. ]{1,2}[0-9]{4}`,
    value: (c: string) => asDate(parsed(`'1 ' || ${spaced(c)}`, ['%d %b %Y', '%d %B %Y'])),
  },
].map(toForm);

/** The same digits read in two orders. A column in which every cell has both forms is asked about. */
export const DAY_FIRST: readonly TextForm[] = [
  {
    id: 'day-first',
    pattern: NUMERIC,
    isLikely: isDayMonth,
    value: (c: string) => asDate(parsed(slashed(c), ['%d/%m/%Y'])),
  },
  {
    id: 'day-first-time',
    pattern: `${NUMERIC},? ${TIME}`,
    type: 'TIMESTAMP' as const,
    isLikely: isDayMonth,
    value: (c: string) => parsed(replaced(slashed(c), ',? +', ' '), withTimes(['%d/%m/%Y'])),
  },
].map(toForm);

export const MONTH_FIRST: readonly TextForm[] = [
  {
    id: 'month-first',
    pattern: POINTLESS,
    isLikely: isMonthDay,
    value: (c: string) => asDate(parsed(slashed(c), ['%m/%d/%Y'])),
  },
  {
    id: 'month-first-time',
    pattern: `${POINTLESS},? ${TIME}`,
    type: 'TIMESTAMP' as const,
    isLikely: isMonthDay,
    value: (c: string) => parsed(replaced(slashed(c), ',? +', ' '), withTimes(['%m/%d/%Y'])),
  },
].map(toForm);

/** Numbers that stand for dates: taken only where the column's name says date, or when asked for. */
export const NUMBER_DATES: readonly TextForm[] = [
  {
    id: 'excel-date',
    pattern: '[1-9][0-9]{3,4}(?:\\.0*)?',
    value: (c: string) => `(DATE '1899-12-30' + TRY_CAST(TRY_CAST(trim(${c}) AS DOUBLE) AS INTEGER))`,
  },
  {
    id: 'excel-timestamp',
    pattern: '[1-9][0-9]{3,4}(?:\\.[0-9]*)?',
    type: 'TIMESTAMP' as const,
    value: (c: string) =>
      `(TIMESTAMP '1899-12-30' + to_seconds(TRY_CAST(round(TRY_CAST(trim(${c}) AS DOUBLE) * 86400) AS INTEGER)))`,
  },
  {
    id: 'compact-month',
    pattern: '(?:19|20)[0-9]{4}',
    value: (c: string) => asDate(parsed(`trim(${c}) || '01'`, ['%Y%m%d'])),
  },
  {
    id: 'compact-timestamp',
    pattern: '(?:19|20)[0-9]{12}',
    type: 'TIMESTAMP' as const,
    value: (c: string) => parsed(`trim(${c})`, ['%Y%m%d%H%M%S']),
  },
  {
    id: 'short-day-first',
    pattern: '[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}',
    value: (c: string) => asDate(parsed(slashed(c), ['%d/%m/%y', '%d/%m-%y', '%d/%m.%y'])),
  },
  {
    id: 'short-month-first',
    pattern: '[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}',
    value: (c: string) => asDate(parsed(slashed(c), ['%m/%d/%y', '%m/%d-%y', '%m/%d.%y'])),
  },
].map(toForm);

const OFFSET = '(?:[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)';
const STAMP = '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[Tt ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?';
const WITH_OFFSET = new RegExp(`^${STAMP} ?(${OFFSET})$`);
const wall = (c: string): string =>
  `TRY_CAST(regexp_replace(trim(${c}), ${quoteText(` ?${OFFSET}$`)}, '') AS TIMESTAMP)`;
const utc = (c: string): string => {
  const offset = `regexp_extract(trim(${c}), '([+-])([0-9]{2}):?([0-9]{2})?$', [ 's', 'h', 'm' ])`;
  const minutes = `(CASE ${offset}.s WHEN '-' THEN -1 ELSE 1 END * (coalesce(TRY_CAST(${offset}.h AS INTEGER), 0) * 60 + coalesce(TRY_CAST(${offset}.m AS INTEGER), 0)))`;
  return `${wall(c)} - to_minutes(CASE WHEN regexp_matches(trim(${c}), '[Zz]$') THEN 0 ELSE ${minutes} END)`;
};

/** Times with an offset, all of them UTC: nothing is lost. */
export const UTC_TIME: TextForm = toForm({
  id: 'utc',
  pattern: `${STAMP} ?(?:[Zz]|[+-]00(?::?00)?)`,
  type: 'TIMESTAMP',
  value: wall,
});

/** Times whose offsets are all the same: the time on the clock there. */
export function sameOffset(offset: string): TextForm {
  const sign = offset.replace(/[+.]/g, '\\$&');
  return toForm({ id: `local ${offset}`, pattern: `${STAMP} ?${sign}`, type: 'TIMESTAMP', value: wall });
}

/** Times with different offsets: the clock's time as written, or the moment in UTC. Asked for only. */
export const OFFSET_TIMES: readonly TextForm[] = [
  { id: 'local', pattern: `${STAMP} ?${OFFSET}`, type: 'TIMESTAMP' as const, value: wall },
  { id: 'to-utc', pattern: `${STAMP} ?${OFFSET}`, type: 'TIMESTAMP' as const, value: utc },
].map(toForm);

/** The offset of a written time, or nothing. */
export function maybeOffset(cell: string): string | undefined {
  return WITH_OFFSET.exec(cell.trim())?.[1];
}
