import type { Column, ColumnKind, Table, Value } from '../../src/engine/table.ts';

const types: Record<ColumnKind, string> = {
  boolean: 'BOOLEAN',
  integer: 'BIGINT',
  number: 'DOUBLE',
  decimal: 'DECIMAL(18,2)',
  text: 'VARCHAR',
  date: 'DATE',
  time: 'TIME',
  timestamp: 'TIMESTAMP',
  interval: 'INTERVAL',
  nested: 'STRUCT(a INTEGER)',
  other: 'BLOB',
};

/** A table as an engine would give it, from column `[name, kind]` pairs and rows. */
export function makeTable(
  columns: readonly (readonly [string, ColumnKind])[],
  rows: readonly (readonly Value[])[],
): Table {
  return {
    columns: columns.map(([name, kind]): Column => ({ name, kind, type: types[kind] })),
    rowCount: rows.length,
    at: (row, column) => rows[row]?.[column] ?? null,
  };
}
