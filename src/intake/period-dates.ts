import { MONTH_NAME, asDate, parsed, toDateForm } from './date-form.ts';
import type { TextForm } from './text-forms.ts';

/** `Jan. 2024` as `Jan2024`: three letters of the name, then the year. */
const joined = (c: string): string =>
  `regexp_replace(regexp_replace(trim(${c}), '[-/., \'\'’]+', '', 'g'), '([A-Za-z]{3})[A-Za-z]*', '\\1')`;

const YEAR = '(?:19|20)[0-9]{2}';
const QUARTER = `[Qq][1-4][-/ ]${YEAR}|[1-4][Qq][-/ ]?${YEAR}|${YEAR}[-/ 年]? ?[Qq][1-4]|${YEAR} ?年? ?第? ?[1-4一二三四] ?季度?`;

/** Months and quarters, as the first day of them. */
export const PERIODS: readonly TextForm[] = [
  {
    id: 'named-month',
    pattern: `${MONTH_NAME}[-/., ]{0,2}[0-9]{4}|[0-9]{4}[-/ ]?${MONTH_NAME}`,
    value: (c: string) => asDate(parsed(`'1' || ${joined(c)}`, ['%d%b%Y', '%d%Y%b'])),
  },
  {
    id: 'quarter',
    pattern: QUARTER,
    value: (c: string) => {
      const digits = `translate(trim(${c}), '一二三四', '1234')`;
      const quarter = `regexp_extract(regexp_replace(${digits}, '${YEAR}', ''), '[1-4]')`;
      return `TRY_CAST(regexp_extract(${digits}, '${YEAR}') || '-' || (3 * TRY_CAST(${quarter} AS INTEGER) - 2) || '-01' AS DATE)`;
    },
  },
].map(toDateForm);

/** `Feb-24`: a month of 2024, or a day of any year. */
export const SHORT_MONTH: TextForm = toDateForm({
  id: 'short-month',
  pattern: `${MONTH_NAME}(?:[-/. ]|[-/. ]?['’])[0-9]{2}`,
  value: (c) => asDate(parsed(`'1' || ${joined(c)}`, ['%d%b%y'])),
});

/** Whether two digits behind a month's name can be nothing but a year. */
export function isYear(cell: string): boolean {
  const [, mark, digits] = /(['’]?)(\d\d)$/u.exec(cell.trim()) ?? [];
  return digits !== undefined && (mark !== '' || Number(digits) > 31 || digits === '00');
}
