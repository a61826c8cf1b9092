import type { RoleAnswers } from '../churn/roles/answer-roles.ts';
import type { StartTable } from '../churn/start/start-table.ts';
import type { Cell, CellId } from '../notebook/notebook.ts';
import { findRoles } from './bind-tables.ts';
import type { ShelfTable } from './data-shelf.svelte.ts';

/** The part of the churn desk that knows what a table answers. */
interface Answering {
  look(cell: Cell, table: ShelfTable): Promise<StartTable>;
  answersOf(cell: Cell, table: ShelfTable, looked: StartTable): RoleAnswers;
}

/**
 * Pairs waiting data cells with tables that came in: one of each belong together; of several, each table goes to the cell
 * of whose roles it answers the largest share. A table that fits two cells alike, or none, is left for the user to place.
 */
export async function findFits(
  waiting: readonly Cell[],
  tables: readonly ShelfTable[],
  churn: Answering,
): Promise<readonly (readonly [CellId, ShelfTable])[]> {
  const [cell] = waiting;
  const [table] = tables;
  if (waiting.length === 1 && tables.length === 1 && cell && table) return [[cell.id, table]];
  const scored: { cell: Cell; table: ShelfTable; share: number }[] = [];
  for (const table of tables)
    for (const cell of waiting) {
      const roles = findRoles(cell).length;
      const { missing } = churn.answersOf(cell, table, await churn.look(cell, table));
      scored.push({ cell, table, share: roles === 0 ? 0 : 1 - missing.length / roles });
    }
  const fits: [CellId, ShelfTable][] = [];
  for (const { cell, table, share } of scored.toSorted((one, other) => other.share - one.share)) {
    const isFree = fits.every(([id, used]) => id !== cell.id && used !== table);
    const rivals = scored.filter((one) => one.table === table && one.cell !== cell && one.share === share);
    const isClear = rivals.every((rival) => fits.some(([id]) => id === rival.cell.id));
    if (share > 0 && isFree && isClear) fits.push([cell.id, table]);
  }
  return fits;
}
