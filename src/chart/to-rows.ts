import type { Column, ColumnKind, Table, Value } from '../engine/table.ts';

/** What Vega can take. Dates and times are `'2024-01-05T08:30:00'` with no zone: JavaScript reads those as local time, so no day moves. */
export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

export interface ChartData {
  /** The table's columns with unique names: a second `n` is `n_1`. */
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Rows of the whole table, also of those left out by `limit`. */
  readonly total: number;
}

/** Rows of a table as plain objects for a chart: decimals and big integers as numbers, NaN and ±Infinity as null, nested values as JSON text. */
export function toRows(table: Table, limit = Infinity): ChartData {
  const columns = nameUniquely(table.columns);
  const count = Math.min(table.rowCount, limit);
  const rows = Array.from({ length: count }, (_, row) => {
    const cells: Record<string, Cell> = {};
    columns.forEach((column, index) => {
      cells[column.name] = toCell(table.at(row, index), column.kind);
    });
    return cells;
  });
  return { columns, rows, total: table.rowCount };
}

function nameUniquely(columns: readonly Column[]): Column[] {
  const taken = new Set<string>();
  const originals = new Set(columns.map((column) => column.name));
  return columns.map((column) => {
    let name = column.name;
    for (let n = 1; taken.has(name); n++) {
      const next = `${column.name}_${n}`;
      name = originals.has(next) ? name : next;
    }
    taken.add(name);
    return name === column.name ? column : { ...column, name };
  });
}

function toCell(value: Value, kind: ColumnKind): Cell {
  if (value === null) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'object') return JSON.stringify(value, writeNested);
  if (kind === 'decimal' || kind === 'integer' || kind === 'number') return toNumber(value);
  if (kind === 'date' || kind === 'timestamp') return toLocalTime(value);
  return value;
}

function toNumber(text: string): number | null {
  const number = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}

/** Dates outside the years 0001–9999 (DuckDB's `infinity` too) have no place on an axis. */
function toLocalTime(text: string): string | null {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d)(\.\d{1,3})?\d*Z?)?$/.exec(text);
  if (!match || text.startsWith('0000')) return null;
  return `${match[1]}T${match[2] ?? '00:00:00'}${match[3] ?? ''}`;
}

function writeNested(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
