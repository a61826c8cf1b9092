import type { Engine } from '../engine/engine.ts';
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
  write(format: 'csv' | 'parquet'): Promise<Blob>;
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
        `SELECT * FROM ${relation}${orderOf(sort)} LIMIT ${Math.trunc(count)} OFFSET ${Math.trunc(from)}`,
        signal ? { signal } : {},
      ),
    write: (format) => engine.write(`SELECT * FROM ${relation}`, format),
  };
}

/** Missing values last both ways. */
function orderOf(sort: ResultSort | null): string {
  return sort ? ` ORDER BY ${sort.column + 1} ${sort.descending ? 'DESC' : 'ASC'} NULLS LAST` : '';
}
