import type { Cell, CellId } from '../notebook/notebook.ts';
import { findRoles } from './bind-tables.ts';

interface Columns {
  readonly report: { readonly columns: readonly unknown[] };
}

/**
 * Pairs waiting data cells with tables that came in: one of each belong together; of several, each table goes to the cell
 * whose roles and the table's columns are most nearly the same. A table that fits two cells alike, or none, is left for the
 * user to place, unless only the two are left.
 */
export async function findFits<Table extends Columns>(
  waiting: readonly Cell[],
  tables: readonly Table[],
  countMissing: (cell: Cell, table: Table) => Promise<number>,
): Promise<readonly (readonly [CellId, Table])[]> {
  const [cell] = waiting;
  const [table] = tables;
  if (waiting.length === 1 && tables.length === 1 && cell && table) return [[cell.id, table]];
  const scored: { cell: Cell; table: Table; share: number }[] = [];
  for (const table of tables)
    for (const cell of waiting) {
      const roles = findRoles(cell).length;
      const missing = await countMissing(cell, table);
      scored.push({
        cell,
        table,
        share: roles === 0 ? 0 : (2 * (roles - missing)) / (roles + table.report.columns.length),
      });
    }
  const fits: [CellId, Table][] = [];
  for (const { cell, table, share } of scored.toSorted((one, other) => other.share - one.share)) {
    const isFree = fits.every(([id, used]) => id !== cell.id && used !== table);
    const rivals = scored.filter((one) => one.table === table && one.cell !== cell && one.share === share);
    const isClear = rivals.every((rival) => fits.some(([id]) => id === rival.cell.id));
    if (share > 0 && isFree && isClear) fits.push([cell.id, table]);
  }
  const [lastCell, ...otherCells] = waiting.filter(({ id }) => !fits.some(([used]) => used === id));
  const [lastTable, ...otherTables] = tables.filter((table) => !fits.some(([, used]) => used === table));
  if (lastCell && lastTable && otherCells.length === 0 && otherTables.length === 0)
    fits.push([lastCell.id, lastTable]);
  return fits;
}
