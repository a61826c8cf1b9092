/**
 * A value as the rest of the program sees it, the same from every adapter.
 *
 * | DuckDB | Value |
 * |---|---|
 * | BOOLEAN | boolean |
 * | integers of any width | number when safe (|n| ≤ 2^53 − 1), else bigint |
 * | FLOAT, DOUBLE | number, NaN and ±Infinity kept |
 * | DECIMAL(p, s) | string, exact, all s digits (`'12.30'`); DECIMAL(38,0) counts as HUGEINT |
 * | VARCHAR, ENUM, UUID, JSON | string |
 * | DATE | `'2024-01-05'` |
 * | TIME | `'08:30:00'` (`.ffffff` only when not zero) |
 * | TIMESTAMP | `'2024-01-05T08:30:00'` (`.ffffff` only when not zero) |
 * | TIMESTAMPTZ | the same in UTC with `Z` |
 * | INTERVAL | DuckDB's text (`'1 year 2 months'`) |
 * | BLOB, BIT | DuckDB's text |
 * | LIST, ARRAY | array of values |
 * | STRUCT | object in field order |
 * | MAP | array of `{key, value}` |
 */
export type Value =
  null | boolean | number | bigint | string | readonly Value[] | { readonly [key: string]: Value };

/** What a column holds, for choosing an axis, an alignment or a format. */
export type ColumnKind =
  | 'boolean'
  | 'integer'
  | 'number'
  | 'decimal'
  | 'text'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'interval'
  | 'nested'
  | 'other';

export interface Column {
  readonly name: string;
  /** DuckDB's type, as `DESCRIBE` prints it: `BIGINT`, `DECIMAL(18,2)`, `STRUCT(a INTEGER)`. */
  readonly type: string;
  readonly kind: ColumnKind;
}

/** Rows of a result. Columns may share a name, so cells are read by index, never by name. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rowCount: number;
  at(row: number, column: number): Value;
}
