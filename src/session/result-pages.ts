import type { Engine, WorkOptions } from '../engine/engine.ts';
import type { Column, Table } from '../engine/table.ts';
import type { CellState } from '../runtime/cell-state.ts';

export interface ResultSort {
  /** Index into the columns: names may repeat. */
  readonly column: number;
  readonly descending: boolean;
}

/** A result to page through: rows are read when they are looked at. */
export interface ResultPages {
  /** Changes when the content does. */
  readonly key: string;
  readonly columns: readonly Column[];
  readonly rowCount: number;
  readRows(from: number, count: number, sort: ResultSort | null, signal?: AbortSignal): Promise<Table>;
  write(format: 'csv' | 'parquet', options?: WorkOptions): Promise<Blob>;
}

/** The pages of a done cell's relation; null when the cell has no rows to show. */
export function createResultPages(
  engine: Pick<Engine, 'query' | 'write'>,
  state: Pick<CellState, 'relation' | 'columns' | 'rowCount' | 'key'>,
): ResultPages | null {
  const { relation, columns, rowCount, key } = state;
  if (relation === null || rowCount === null) return null;
  return {
    key: key ?? relation,
    columns,
    rowCount,
    readRows: (from, count, sort, signal) =>
      engine.query(
        `SELECT * FROM ${relation}${orderOf(sort, columns.length)} LIMIT ${Math.trunc(count)} OFFSET ${Math.trunc(from)}`,
        signal ? { signal } : {},
      ),
    write: (format, options) => engine.write(`SELECT * FROM ${relation}`, format, options),
  };
}

/**
 * Missing values last both ways. The other columns break ties, so that equal rows never change places between two pages;
 * rows that are equal in all columns look the same wherever they stand.
 */
function orderOf(sort: ResultSort | null, columns: number): string {
  if (!sort) return '';
  const others = Array.from({ length: columns }, (_, index) => index).filter(
    (index) => index !== sort.column,
  );
  const ties = others.map((index) => `, ${index + 1}`).join('');
  return ` ORDER BY ${sort.column + 1} ${sort.descending ? 'DESC' : 'ASC'} NULLS LAST${ties}`;
}
