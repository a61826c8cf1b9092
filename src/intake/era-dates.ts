import { toDateForm } from './date-form.ts';
import type { TextForm } from './text-forms.ts';

/** The year before the first of each era. */
const ERAS: readonly (readonly [string, number])[] = [
  ['民國', 1911],
  ['民国', 1911],
  ['令和', 2018],
  ['平成', 1988],
  ['昭和', 1925],
  ['大正', 1911],
  ['明治', 1867],
];

const DAY = ' ?[-/.年] ?[0-9]{1,2} ?[-/.月] ?[0-9]{1,2} ?日?';

/** SQL of the day whose year is counted from the one after `before`, an expression. */
function toDay(c: string, before: string): string {
  const parts = `regexp_extract(replace(${c}, '元', '1'), '([0-9]+)[^0-9]+([0-9]+)[^0-9]+([0-9]+)', ['y', 'm', 'd'])`;
  return `TRY_CAST((TRY_CAST(${parts}.y AS INTEGER) + ${before}) || '-' || ${parts}.m || '-' || ${parts}.d AS DATE)`;
}

/** `民國113年1月5日`, `令和6年1月5日`. */
export const ERA_DATE: TextForm = toDateForm({
  id: 'era-date',
  pattern: `(?:中[華华])?(?:${ERAS.map(([name]) => name).join('|')}) ?(?:元|[0-9]{1,3})${DAY}`,
  value: (c) =>
    toDay(
      c,
      `CASE ${ERAS.map(([name, year]) => `WHEN contains(${c}, '${name}') THEN ${year}`).join(' ')} END`,
    ),
});

/** `113/01/05`, `113年1月5日`: years of the Republic of China that do not say so; two digits only where they can be no day. */
export const ROC_DATE: TextForm = toDateForm({
  id: 'roc-date',
  pattern: `(?:1[0-9]{2}|[5-9][0-9])${DAY}`,
  value: (c) => toDay(c, '1911'),
});

/** Whether a date can be read in no other way: three digits of a year, and the signs for year, month and day. */
export function isRocYear(cell: string): boolean {
  return /^1\d{2} ?年/u.test(cell.trim());
}

/** Whether the year has three digits. */
export function isLongYear(cell: string): boolean {
  return /^1\d{2}\D/u.test(cell.trim());
}
