import type { Engine } from '../engine/engine.ts';
import type { Column, Table } from '../engine/table.ts';
import type { CellState } from '../runtime/cell-state.ts';
import { quoteName } from '../sql/quote.ts';

export interface ResultSort {
  readonly column: string;
  readonly descending: boolean;
}

/** A result to page through: rows are read when they are looked at. */
export interface ResultPages {
  /** Changes when the content does. */
  readonly key: string;
  readonly columns: readonly Column[];
  readonly rowCount: number;
  readRows(from: number, count: number, sort: ResultSort | null): Promise<Table>;
  /** All rows as CSV with BOM, in the order shown. */
  writeCsv(sort: ResultSort | null): Promise<Blob>;
}

/** The pages of a done cell's relation; null when the cell has no rows to show. */
export function createResultPages(
  engine: Pick<Engine, 'query' | 'write'>,
  state: CellState,
): ResultPages | null {
  const { relation, columns, rowCount, key } = state;
  if (relation === null || rowCount === null) return null;
  const rowsIn = (sort: ResultSort | null): string => `FROM ${relation}${orderOf(sort)}`;
  return {
    key: key ?? relation,
    columns,
    rowCount,
    readRows: (from, count, sort) =>
      engine.query(`SELECT * ${rowsIn(sort)} LIMIT ${Math.trunc(count)} OFFSET ${Math.trunc(from)}`),
    writeCsv: (sort) => engine.write(`SELECT * ${rowsIn(sort)}`, 'csv'),
  };
}

/** Missing values last both ways. Equal values keep one order, so that no row shows on two pages. */
function orderOf(sort: ResultSort | null): string {
  if (!sort) return '';
  return ` ORDER BY ${quoteName(sort.column)} ${sort.descending ? 'DESC' : 'ASC'} NULLS LAST`;
}
