import type { Table } from '../../engine/table.ts';

/** Reads rows that may be at hand already: a part of a page, or nothing. */
export type RowsAtHand = (row: number) => { readonly table: Table; readonly index: number } | null;

const chunk = 2000;

/** Rows `top` … `bottom` as tables that follow one another: from what is at hand, else read in chunks. */
export async function* readRange(
  top: number,
  bottom: number,
  atHand: RowsAtHand,
  read: (from: number, count: number) => Promise<Table>,
): AsyncGenerator<Table> {
  let row = top;
  while (row <= bottom) {
    const here = atHand(row);
    const count = Math.min(bottom - row + 1, here ? here.table.rowCount - here.index : chunk);
    const table = here ? takeRows(here.table, here.index, count) : await read(row, count);
    if (table.rowCount === 0) return;
    yield table;
    row += table.rowCount;
  }
}

function takeRows(table: Table, from: number, count: number): Table {
  return {
    columns: table.columns,
    rowCount: count,
    at: (row, column) => table.at(from + row, column),
  };
}
