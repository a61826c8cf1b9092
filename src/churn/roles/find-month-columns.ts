import { quoteText } from '../../sql/quote.ts';
import { foldName } from '../../sql/fold-name.ts';
import { isNumberType, type ColumnFacts } from './column-facts.ts';
import { matchName } from './role-names.ts';
import type { Role } from './role.ts';

/** A table that is wide: its months stand side by side, a column of numbers for each. */
export interface MonthColumns {
  /** `2024-01 … 2024-12`. */
  readonly label: string;
  readonly count: number;
  /** All columns of months, also those of something else, and their sums and means: who left early has less. */
  readonly all: readonly string[];
  /** Months of something else, which are left out: `visits_2024_01 …` beside `revenue_2024_01 …`. */
  readonly others: readonly string[];
  /** The year that they are taken for, where their names say none. */
  readonly year: number | null;
  /** SELECT of a row for each row of a relation (as SQL writes it) and month that holds something: its other columns, `period`, `value`. */
  readonly write: (relation: string) => string;
}

/** A way to write months: `parts` finds what stands before, between its two groups, and after; `by` is what is read of these, behind the year where they say none. */
interface MonthForm {
  readonly parts: RegExp;
  readonly groups: readonly [string, string];
  readonly by: string;
  readonly format: string;
  readonly isYearless?: true;
}

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** A month's name, whole or in short. */
const anyMonth = `(?:${monthNames.join('|')})[a-z]*`;

const forms: readonly MonthForm[] = [
  {
    // `2024年 1月` of a year in a cell above its months.
    parts: /^(.*?)(?:19|20)\d\d(年?度?[-/._ ]?)(?:0?[1-9]|1[0-2])(?!\d)(.*)$/u,
    groups: ['(\\d{4})', '(\\d{1,2})'],
    by: '\\1-\\2',
    format: '%Y-%m',
  },
  {
    parts: new RegExp(String.raw`^(.*?)\b${anyMonth}([-/._ ]?'?)(?:19|20)\d\d(?!\d)(.*)$`, 'iu'),
    groups: ['([A-Za-z]{3})[a-z]*', '(\\d{4})'],
    by: '\\1 \\2',
    format: '%b %Y',
  },
  {
    parts: new RegExp(String.raw`^(.*?)\b${anyMonth}([-/._ ]?'?)\d\d(?!\d)(.*)$`, 'iu'),
    groups: ['([A-Za-z]{3})[a-z]*', '(\\d{2})'],
    by: '\\1 \\2',
    format: '%b %y',
  },
  {
    parts: new RegExp(String.raw`^(.*?)(?:19|20)\d\d([-/._ ]?)${anyMonth}(.*)$`, 'iu'),
    groups: ['(\\d{4})', '([A-Za-z]{3})[a-z]*'],
    by: '\\1 \\2',
    format: '%Y %b',
  },
  {
    parts: /^(.*?)(?<!\d)(?:0?[1-9]|1[0-2])(月)(.*)$/u,
    groups: ['(\\d{1,2})', ''],
    by: '-\\1',
    format: '%Y-%m',
    isYearless: true,
  },
  {
    parts:
      /^(.*?)\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)()\b(.*)$/iu,
    groups: ['([A-Za-z]{3})[a-z]*', ''],
    by: ' \\1',
    format: '%Y %b',
    isYearless: true,
  },
];

/** The roles that the months of a table have, and what stands for a column of theirs. */
export function inMonths({ label }: MonthColumns): [Role, string][] {
  return [
    ['period', label],
    ['value', label],
  ];
}

const fewest = 3;
const made = ['period', 'value', 'month_name'];

/** The months of a wide table; null for any other. `yearOf` says of which year they are whose names say none, by the last of them (1–12). */
export function findMonthColumns(
  columns: readonly ColumnFacts[],
  yearOf: (last: number) => number,
): MonthColumns | null {
  if (columns.some(({ name }) => made.includes(foldName(name)))) return null;
  const groups = groupMonths(columns);
  const isPaid = ({ of }: Group): boolean =>
    matchName(of).some(({ role }) => role === 'value' || role === 'amount');
  const chosen = groups.find(isPaid) ?? groups[0];
  if (!chosen) return null;
  const others = groups.filter((one) => one !== chosen);
  const left = ['month_name', ...others.map(({ pattern }) => pattern)].join('|');
  const kept =
    others.length === 0
      ? '* exclude (month_name)'
      : `columns(name -> not regexp_full_match(name, ${quoteText(left)}))`;
  const month = quoteText(`^${chosen.pattern}$`);
  const { by, format, isYearless } = chosen.form;
  const year = isYearless ? yearOf(Math.max(...chosen.names.map(readMonth))) : null;
  return {
    label: label(chosen),
    count: chosen.names.length,
    all: [
      ...groups.flatMap(({ names }) => names),
      ...columns.filter((one) => isNumberType(one) && isOfMonths(one.name)).map(({ name }) => name),
    ],
    others: others.map(label),
    year,
    write: (relation) =>
      `select
  ${kept},
  strptime(regexp_replace(month_name, ${month}, '${year ?? ''}${by}'), '${format}')::date as period
from (
  unpivot ${relation}
  on columns(${month})::double
  into name month_name value value
)
where value <> 0`,
  };
}

/** Months of one thing: columns whose names differ in the month alone. */
interface Group {
  /** What stands around the month: `revenue`. */
  readonly of: string;
  readonly form: MonthForm;
  readonly pattern: string;
  readonly names: readonly string[];
}

function groupMonths(columns: readonly ColumnFacts[]): Group[] {
  const groups = new Map<string, Group>();
  for (const facts of columns) {
    const form = forms.find(({ parts }) => parts.test(facts.name));
    const around = form?.parts.exec(facts.name)?.slice(1);
    if (!form || !around || !(isNumberType(facts) || facts.samples.length === 0)) continue;
    const [before = '', sign, after = ''] = around;
    const pattern = `${escape(before)}${form.groups.join(sign)}${escape(after)}`;
    const of = `${before} ${after}`.replaceAll(/^[\s\-_/.]+|[\s\-_/.]+$/g, '');
    // A year that is written in no known way must not become another one.
    if (form.isYearless && /(?:19|20)\d\d|['’\d]\d年?/u.test(of)) continue;
    groups.set(pattern, { form, pattern, of, names: [...(groups.get(pattern)?.names ?? []), facts.name] });
  }
  return [...groups.values()].filter(
    ({ names, form }) => names.length >= fewest && (!form.isYearless || isSeries(names.map(readMonth))),
  );
}

/** 1–12 of a name without a year. */
function readMonth(name: string): number {
  const word = new RegExp(String.raw`\b${anyMonth}`, 'iu').exec(name)?.[0].slice(0, 3).toLowerCase() ?? '';
  return Number(/(\d+)月/u.exec(name)?.[1] ?? monthNames.indexOf(word) + 1);
}

/** The last 3, 6 and 12 months are sums, and no months one after the other. */
function isSeries(months: readonly number[]): boolean {
  return months.every((month, at) => at === 0 || month === (months[at - 1] ?? 0) + 1);
}

/** Whether a column beside months is called their sum or mean. */
function isOfMonths(name: string): boolean {
  return /\b(?:total|sum|average|avg|mean)\b|合计|总计|小计|总和|总额|累计|平均|均值|月均/iu.test(
    name.replaceAll('_', ' '),
  );
}

function label({ names }: Group): string {
  return `${names[0] ?? ''} … ${names.at(-1) ?? ''}`;
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
