import { quoteText } from '../sql/quote.ts';
import { MONTH_NAME, asDate, parsed, replaced, toDateForm, type Written } from './date-form.ts';
import type { TextForm } from './text-forms.ts';

const TIME = '[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,6})?)?(?: ?[AaPp][Mm])?';
const TIME_FORMATS = ['%H:%M', '%H:%M:%S', '%H:%M:%S.%f', '%I:%M %p', '%I:%M:%S %p', '%I:%M%p', '%I:%M:%S%p'];
const withTimes = (formats: readonly string[]): string[] =>
  formats.flatMap((format) => TIME_FORMATS.map((time) => `${format} ${time}`));

/** Two digits of a year are tried first: `%Y` would read them as the year 24. */
const NAMED_FORMATS = ['%d %b %y', '%d %b %Y', '%b %d %Y', '%Y %b %d'];
const NAMED = `[0-9]{1,2}[-/. ]${MONTH_NAME}[-/., ]{1,2}(?:[0-9]{4}|[0-9]{2})|${MONTH_NAME}[ .]{1,2}[0-9]{1,2},? [0-9]{4}|[0-9]{4}[-/ ]${MONTH_NAME}[-/ ][0-9]{1,2}`;
const DOTTED_TIME = '([0-9]{1,2})\\.([0-9]{2})\\.([0-9]{2})(?:\\.0+)? ([AaPp][Mm])';
/** A date of three words, and the clock's time as Oracle and others write it: `05 JAN 24 10:01:00 AM`. */
const spaced = (c: string): string =>
  `regexp_replace(regexp_replace(${replaced(c, `${DOTTED_TIME}$`, '\\1:\\2:\\3 \\4')}, '[-/., ]+', ' ', 'g'), '([A-Za-z]{3})[A-Za-z]*', '\\1')`;
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
const POINTED = '|\\.[0-9]{1,2}\\.';
const POINTLESS = NUMERIC.replace(POINTED, '');
const SHORT = NUMERIC.replace('{4}', '{2}');
const SHORT_POINTLESS = SHORT.replace(POINTED, '');
/** Only where all three have two digits can the first be the year. */
const SHORT_YEAR_FIRST = '[0-9]{2}(?:/[0-9]{2}/|-[0-9]{2}-)[0-9]{2}';
const isYearMonthDay = (cell: string): boolean => isMonthDay(cell.slice(3));
/** `2024年1月5日`, `2024/1/5` or `2024.1.5` and the half of the day, as Chinese, Japanese and Korean write it. */
const HALF_DAYS = [
  ['AM', '(?:上午|午前|오전)'],
  ['PM', '(?:下午|午後|오후)'],
] as const;
const HALF_DATE = '([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2})[日号.]?';
const HALF_CLOCK = '([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)';

/** A digit, full-width ones too, as Japanese systems write them. */
const ANY = '[0-9０-９]';

/** `2024年1月5日 10时30分` becomes `2024-1-5 10:30`. */
const latin = (c: string): string =>
  `rtrim(${replaced(replaced(replaced(`translate(${c}, '０１２３４５６７８９', '0123456789')`, '\\s*[年月]\\s*', '-'), '[日号]\\s*', ' '), '[时点分秒]', ':')}, ': ')`;

/** Dates that one reading alone makes sense of. */
export const WRITTEN_DATES: readonly TextForm[] = [
  {
    id: 'chinese-date',
    pattern: `${ANY}{4} ?年 ?${ANY}{1,2} ?月 ?${ANY}{1,2} ?[日号]`,
    value: (c: string) => `TRY_CAST(${latin(c)} AS DATE)`,
  },
  {
    id: 'chinese-timestamp',
    pattern: `${ANY}{4} ?年 ?${ANY}{1,2} ?月 ?${ANY}{1,2} ?[日号] ?${ANY}{1,2}[:时点]${ANY}{1,2}(?:[:分](?:${ANY}{1,2}秒?)?)?`,
    type: 'TIMESTAMP' as const,
    value: (c: string) => `TRY_CAST(${latin(c)} AS TIMESTAMP)`,
  },
  {
    id: 'half-day-timestamp',
    pattern: `${HALF_DATE} ?(?:${HALF_DAYS.map(([, words]) => words).join('|')}) ?${HALF_CLOCK}`,
    type: 'TIMESTAMP' as const,
    value: (c: string) =>
      parsed(
        HALF_DAYS.reduce(
          (text, [half, words]) =>
            `regexp_replace(${text}, ${quoteText(`^${HALF_DATE} ?${words} ?${HALF_CLOCK}$`)}, '\\1-\\2-\\3 \\4 ${half}')`,
          `trim(${c})`,
        ),
        ['%Y-%m-%d %I:%M %p', '%Y-%m-%d %I:%M:%S %p'],
      ),
  },
  {
    id: 'dotted-date',
    pattern: '(?:19|20)[0-9]{2}\\. ?[0-9]{1,2}\\. ?[0-9]{1,2}\\.?',
    value: (c: string) => `TRY_CAST(${replaced(`rtrim(trim(${c}), '.')`, '[.] ?', '-')} AS DATE)`,
  },
  {
    id: 'dotted-timestamp',
    pattern: `(?:19|20)[0-9]{2}\\.[0-9]{1,2}\\.[0-9]{1,2} ${TIME}`,
    type: 'TIMESTAMP' as const,
    value: (c: string) =>
      parsed(replaced(c, '^([0-9]{4})[.]([0-9]{1,2})[.]', '\\1-\\2-'), withTimes(['%Y-%m-%d'])),
  },
  { id: 'named-date', pattern: NAMED, value: (c: string) => asDate(parsed(spaced(c), NAMED_FORMATS)) },
  {
    id: 'named-timestamp',
    pattern: `(?:${NAMED}),? (?:${TIME}|${DOTTED_TIME})`,
    type: 'TIMESTAMP' as const,
    value: (c: string) => parsed(spaced(c), withTimes(NAMED_FORMATS)),
  },
  {
    id: 'month',
    pattern: '[0-9]{4}[-/][0-9]{1,2}|[0-9]{4} ?年 ?[0-9]{1,2} ?月|[0-9]{1,2}[-/.](?:19|20)[0-9]{2}',
    value: (c: string) =>
      `TRY_CAST(regexp_replace(${replaced(c, '^([0-9]{4}) ?[-/年] ?([0-9]{1,2}) ?月?$', '\\1-\\2-01')}, '^([0-9]{1,2})[-/.]([0-9]{4})$', '\\2-\\1-01') AS DATE)`,
  },
].map(toDateForm);

/** Dates whose year has two digits, alone and with a time. */
function toShortForms(
  id: string,
  pattern: string,
  format: string,
  isLikely: (cell: string) => boolean,
): Written[] {
  return [
    { id, pattern, isLikely, value: (c) => asDate(parsed(slashed(c), [format])) },
    {
      id: `${id}-time`,
      pattern: `${pattern},? ${TIME}`,
      type: 'TIMESTAMP',
      isLikely,
      value: (c) => parsed(replaced(slashed(c), ',? +', ' '), withTimes([format])),
    },
  ];
}

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
  ...toShortForms('short-day-first', SHORT, '%d/%m/%y', isDayMonth),
].map(toDateForm);

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
  ...toShortForms('short-month-first', SHORT_POINTLESS, '%m/%d/%y', isMonthDay),
].map(toDateForm);

export const YEAR_FIRST: readonly TextForm[] = toShortForms(
  'short-year-first',
  SHORT_YEAR_FIRST,
  '%y/%m/%d',
  isYearMonthDay,
).map(toDateForm);

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
].map(toDateForm);

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
export const UTC_TIME: TextForm = toDateForm({
  id: 'utc',
  pattern: `${STAMP} ?(?:[Zz]|[+-]00(?::?00)?)`,
  type: 'TIMESTAMP',
  value: wall,
});

/** Times whose offsets are all the same: the time on the clock there. */
export function sameOffset(offset: string): TextForm {
  const sign = offset.replace(/[+.]/g, '\\$&');
  return toDateForm({ id: `local ${offset}`, pattern: `${STAMP} ?${sign}`, type: 'TIMESTAMP', value: wall });
}

/** Times with different offsets: the clock's time as written, or the moment in UTC. Asked for only. */
export const OFFSET_TIMES: readonly TextForm[] = [
  { id: 'local', pattern: `${STAMP} ?${OFFSET}`, type: 'TIMESTAMP' as const, value: wall },
  { id: 'to-utc', pattern: `${STAMP} ?${OFFSET}`, type: 'TIMESTAMP' as const, value: utc },
].map(toDateForm);

/** The offset of a written time, or nothing. */
export function maybeOffset(cell: string): string | undefined {
  return WITH_OFFSET.exec(cell.trim())?.[1];
}
