import { formatSpecifier } from 'd3-format';
import type { Column, ColumnKind, Value } from '../engine/table.ts';
import type { Problem } from '../problem.ts';
import { isPercentName, isPointsName, isYear } from './column-names.ts';
import { decimalsOf, type Decimals } from './decimals.ts';
import { groupDigits } from './group-digits.ts';
import type { Language } from './language.ts';
import { numberFormat } from './number-locale.ts';
import { timeFormat } from './time-locale.ts';

export interface ValueFormat {
  readonly language: Language;
  /** A d3-format specifier, or a d3-time-format one when it starts with `%` and a letter. */
  readonly format?: string | undefined;
  /** In a column: the decimals of its other numbers, which this one is written with where it has fewer. */
  readonly decimals?: Decimals | undefined;
}

export interface FormattedValue {
  readonly text: string;
  /** `bad-format` when the format is not one; the text is then the value as it is. */
  readonly problem: Problem | null;
}

/** A value as text for people: `–` for null, digits grouped, dates as ISO dates. Big integers and decimals keep every digit unless a format asks otherwise. Never throws. */
export function formatValue(value: Value, column: Column | ColumnKind, how: ValueFormat): string {
  return tryFormatValue(value, column, how).text;
}

/** As `formatValue`, with the problem when the format is not one. */
export function tryFormatValue(value: Value, column: Column | ColumnKind, how: ValueFormat): FormattedValue {
  const plain = formatPlain(value, column, how);
  const format = how.format?.trim();
  if (!format) return { text: plain, problem: null };
  if (format.startsWith('%') && format !== '%') return formatTime(value, format, how.language, plain);
  return formatNumber(value, format, how.language, plain);
}

function formatPlain(value: Value, column: Column | ColumnKind, how: ValueFormat): string {
  const kind = typeof column === 'string' ? column : column.kind;
  if (value === null) return '–';
  if (typeof column !== 'string' && isYear(column.name, Number(value))) return String(value);
  if (typeof value === 'bigint') return groupDigits(String(value));
  if (typeof value === 'number') return plainNumber(value, column, how);
  if (typeof value === 'boolean') return how.language === 'zh' ? (value ? '是' : '否') : String(value);
  if (typeof value === 'object')
    return JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'bigint' ? String(inner) : inner,
    );
  if (kind === 'decimal') return groupDigits(value);
  if (kind === 'timestamp' || kind === 'date') return value.replace('T', ' ').replace(/ 00:00:00(?=Z?$)/, '');
  return value;
}

/** Shares as percent; other numbers with the decimals that their size deserves. */
function plainNumber(value: number, column: Column | ColumnKind, how: ValueFormat): string {
  const { language, decimals } = how;
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const share = typeof column !== 'string' && column.kind !== 'integer' && isPercentName(column.name);
  if (share && Math.abs(value) <= 1) return numberFormat(language, '.1%')(value);
  if (typeof column !== 'string' && isPointsName(column.name)) return numberFormat(language, '+.2f')(value);
  if (Number.isInteger(value) && !(decimals?.large && value !== 0)) return groupDigits(value.toFixed(0));
  if (Math.abs(value) < 1e-4) return numberFormat(language, '.3~e')(value);
  return numberFormat(language, `,.${decimalsOf(value, decimals)}f`)(value);
}

function formatNumber(value: Value, format: string, language: Language, plain: string): FormattedValue {
  if (!isNumberFormat(format)) return { text: plain, problem: badFormat(format) };
  const number = toNumber(value);
  if (number === null) return { text: plain, problem: null };
  if (isExactFormat(format) && typeof value !== 'number') {
    const text = String(value);
    if (!/[.eE]/.test(text))
      return { text: format.includes(',') ? groupDigits(text) : text.replace('-', '−'), problem: null };
  }
  return { text: numberFormat(language, format)(number), problem: null };
}

/** `d` and `,d` ask for the integer as it is, which a float could not hold. */
function isExactFormat(format: string): boolean {
  return format === 'd' || format === ',d' || format === ',';
}

function isNumberFormat(format: string): boolean {
  try {
    const { type, precision } = formatSpecifier(format);
    return '%bcdefgnoprsxX'.includes(type) && (precision ?? 0) <= 20;
  } catch {
    return false;
  }
}

function toNumber(value: Value): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

function formatTime(value: Value, format: string, language: Language, plain: string): FormattedValue {
  if (/%(?![-_0]?[aAbBcdefgGHIjLmMpqQsSuUVwWxXyYZ%])/.test(format))
    return { text: plain, problem: badFormat(format) };
  if (typeof value !== 'string') return { text: plain, problem: null };
  const date = toWallClock(value);
  return { text: date ? timeFormat(language, format)(date) : plain, problem: null };
}

function toWallClock(text: string): Date | null {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d(?:\.\d{1,3})?)\d*Z?)?$/.exec(text);
  const date = match ? new Date(`${match[1]}T${match[2] ?? '00:00:00'}Z`) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}

function badFormat(format: string): Problem {
  return { code: 'bad-format', values: { format } };
}
