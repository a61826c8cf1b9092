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
  /** All columns of months, also those of something else. */
  readonly all: readonly string[];
  /** Months of something else, which are left out: `visits_2024_01 …` beside `revenue_2024_01 …`. */
  readonly others: readonly string[];
  /** SELECT of a row for each row of a relation (as SQL writes it) and month that holds something: its other columns, `period`, `value`. */
  readonly write: (relation: string) => string;
}

/** A way to write months: `parts` finds what stands before, between its two groups, and after; `by` is what is read of these. */
interface MonthForm {
  readonly parts: RegExp;
  readonly groups: readonly [string, string];
  readonly by: string;
  readonly format: string;
}

const forms: readonly MonthForm[] = [
  {
    parts: /^(.*?)(?:19|20)\d\d([-/._年 ]?)(?:0?[1-9]|1[0-2])(?!\d)(.*)$/u,
    groups: ['(\\d{4})', '(\\d{1,2})'],
    by: '\\1-\\2',
    format: '%Y-%m',
  },
  {
    parts:
      /^(.*?)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*([-/._ ]?'?)(?:19|20)\d\d(?!\d)(.*)$/iu,
    groups: ['([A-Za-z]{3})[a-z]*', '(\\d{4})'],
    by: '\\1 \\2',
    format: '%b %Y',
  },
  {
    parts: /^(.*?)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*([-/._ ]?'?)\d\d(?!\d)(.*)$/iu,
    groups: ['([A-Za-z]{3})[a-z]*', '(\\d{2})'],
    by: '\\1 \\2',
    format: '%b %y',
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

/** The months of a wide table; null for any other. */
export function findMonthColumns(columns: readonly ColumnFacts[]): MonthColumns | null {
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
  const { by, format } = chosen.form;
  return {
    label: label(chosen),
    count: chosen.names.length,
    all: groups.flatMap(({ names }) => names),
    others: others.map(label),
    write: (relation) =>
      `select
  ${kept},
  strptime(regexp_replace(month_name, ${month}, '${by}'), '${format}')::date as period
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
    groups.set(pattern, { form, pattern, of, names: [...(groups.get(pattern)?.names ?? []), facts.name] });
  }
  return [...groups.values()].filter(({ names }) => names.length >= fewest);
}

function label({ names }: Group): string {
  return `${names[0] ?? ''} … ${names.at(-1) ?? ''}`;
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
