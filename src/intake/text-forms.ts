/**
 * A form that text cells can have and the type it stands for. The SQL test is the rule; `fits` is its twin for the sample
 * and may only be more generous: a sample that wrongly fits is found out later, one that wrongly does not is never asked again.
 */
export interface TextForm {
  /** What a recipe calls it. */
  readonly id: string;
  readonly family: FormFamily;
  /** DuckDB's type. */
  readonly type: string;
  /** Forms that every cell of this form also has. */
  readonly implies: readonly string[];
  fits(cell: string): boolean;
  /** SQL, true when the text `c` (not blank) has the form. Null counts as false. */
  test(c: string): string;
  /** SQL, true only for texts that pass `test`: the usual spelling, found out at little cost. */
  quick?(c: string): string;
  /** SQL, the value of the text `c`; null when it is blank. */
  value(c: string): string;
}

export type FormFamily = 'number' | 'date' | 'timestamp' | 'boolean';

const asInteger = (c: string) => `TRY_CAST(${c} AS BIGINT)`;
const asDouble = (c: string) => `TRY_CAST(${c} AS DOUBLE)`;
/** DuckDB reads `nan` as a number; here it is a null word or a misfit. */
const asNumber = (c: string) => `nullif(${asDouble(c)}, 'nan'::DOUBLE)`;
const asDate = (c: string) => `TRY_CAST(${c} AS DATE)`;
const asTimestamp = (c: string) => `TRY_CAST(${c} AS TIMESTAMP)`;
const asCompactDate = (c: string) => `CAST(try_strptime(${c}, '%Y%m%d') AS DATE)`;
const withPoint = (c: string) => `replace(${c}, ',', '.')`;

/** No leading zero, no plus sign, at most 15 digits before the point: what has one of these is an id, not an amount. */
const isAmount = (c: string, number: string) =>
  `${number} BETWEEN -999999999999999 AND 999999999999999 AND NOT starts_with(${c}, '+') AND NOT contains(${c}, '_')` +
  ` AND (NOT starts_with(ltrim(${c}, '- '), '0') OR (abs(${number}) < 1 AND NOT starts_with(ltrim(${c}, '- '), '00')))`;

const endsInDigit = (c: string) => `right(${c}, 1) BETWEEN '0' AND '9'`;

const DECIMAL = /^-?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;

/** The plain forms, the narrowest first: a column takes the first form that every cell fits. */
export const PLAIN_FORMS: readonly TextForm[] = [
  {
    id: 'boolean',
    family: 'boolean',
    type: 'BOOLEAN',
    implies: [],
    fits: (cell) => /^(?:true|false)$/i.test(cell.trim()),
    test: (c) => `lower(trim(${c})) IN ('true', 'false')`,
    quick: (c) => `${c} IN ('true', 'false', 'True', 'False', 'TRUE', 'FALSE')`,
    value: (c) => `CASE lower(trim(${c})) WHEN 'true' THEN true WHEN 'false' THEN false END`,
  },
  {
    id: 'compact-date',
    family: 'date',
    type: 'DATE',
    implies: ['integer', 'decimal', 'comma-decimal'],
    fits: (cell) => /^(?:19|20)\d{6}$/.test(cell),
    test: (c) =>
      `strlen(${c}) = 8 AND ${asCompactDate(c)} BETWEEN DATE '1900-01-01' AND DATE '2099-12-31' AND NOT contains(${c}, ' ')`,
    value: asCompactDate,
  },
  {
    id: 'integer',
    family: 'number',
    type: 'BIGINT',
    implies: ['decimal', 'comma-decimal'],
    fits: (cell) => /^-?(?:0|[1-9]\d{0,14})$/.test(cell.trim()),
    test: (c) =>
      `${asInteger(c)} BETWEEN -999999999999999 AND 999999999999999 AND CAST(${asInteger(c)} AS VARCHAR) = trim(${c})`,
    // Written out again it is the same text, of at most 15 digits.
    quick: (c) => `strlen(${c}) < 16 AND CAST(${asInteger(c)} AS VARCHAR) = ${c}`,
    value: asInteger,
  },
  {
    id: 'decimal',
    family: 'number',
    type: 'DOUBLE',
    implies: [],
    fits: (cell) => DECIMAL.test(cell.trim()) && Math.abs(Number(cell)) < 1e15,
    test: (c) => isAmount(c, asDouble(c)),
    quick: (c) => `${c} BETWEEN '1' AND ':' AND ${asDouble(c)} < 1e15 AND NOT contains(${c}, '_')`,
    value: asNumber,
  },
  {
    id: 'comma-decimal',
    family: 'number',
    type: 'DOUBLE',
    implies: [],
    fits: (cell) => DECIMAL.test(cell.trim().replace(',', '.')) && !cell.includes('.'),
    test: (c) => `NOT contains(${c}, '.') AND ${isAmount(c, asDouble(withPoint(c)))}`,
    value: (c) => asNumber(withPoint(c)),
  },
  {
    id: 'date',
    family: 'date',
    type: 'DATE',
    implies: ['timestamp'],
    fits: (cell) => /^\d{4}([-/])\d{1,2}\1\d{1,2}$/.test(cell),
    test: (c) =>
      `strlen(${c}) <= 10 AND ${asDate(c)} BETWEEN DATE '1000-01-01' AND DATE '9999-12-31' AND substr(${c}, 5, 1) IN ('-', '/')` +
      ` AND ${endsInDigit(c)} AND (strlen(${c}) < 10 OR substr(${c}, 8, 1) = substr(${c}, 5, 1))`,
    // Written out again it is the same text, of a year with four digits.
    quick: (c) => `strlen(${c}) = 10 AND ${c} >= '1' AND CAST(${asDate(c)} AS VARCHAR) = ${c}`,
    value: asDate,
  },
  {
    id: 'timestamp',
    family: 'timestamp',
    type: 'TIMESTAMP',
    implies: [],
    fits: (cell) =>
      /^\d{4}([-/])\d{1,2}\1\d{1,2}(?:[T ]\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.\d{1,9})?)?)?$/.test(cell),
    test: (c) =>
      `${asTimestamp(c)} BETWEEN TIMESTAMP '1000-01-01' AND TIMESTAMP '9999-12-31' AND substr(${c}, 5, 1) IN ('-', '/')` +
      ` AND ${endsInDigit(c)} AND NOT contains(${c}, '+') AND NOT contains(substr(${c}, 11), '-')`,
    quick: (c) => `strlen(${c}) = 19 AND ${c} >= '1' AND CAST(${asTimestamp(c)} AS VARCHAR) = ${c}`,
    value: asTimestamp,
  },
];

/** Nothing, or only white space: null in every column that is not text. */
export function isBlank(cell: string): boolean {
  return cell.trim() === '';
}

/** SQL of {@link isBlank}; true for null too. DuckDB's `trim` takes Unicode spaces but leaves tabs. */
export function blankTest(c: string): string {
  return `coalesce(trim(${c}, ' \t\u00a0\u3000') = '', true)`;
}
