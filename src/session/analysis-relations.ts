import type { CellId, Notebook } from '../notebook/notebook.ts';
import type { CellState } from '../runtime/cell-state.ts';
import { findTable } from './bind-tables.ts';
import type { ShelfTable } from './data-shelf.svelte.ts';
import type { RecipeColumn } from './recipes.ts';

/** Something an analysis can be put on. */
export interface AnalysisRelation {
  readonly name: string;
  readonly columns: readonly RecipeColumn[];
  /** The loaded table, when no data cell stands on it yet: the analysis brings one. */
  readonly table: ShelfTable | null;
}

/** Data cells with what they stand on, then the loaded tables without a data cell. */
export function findAnalysisRelations(
  notebook: Notebook,
  tables: readonly ShelfTable[],
  results: ReadonlyMap<CellId, CellState>,
): readonly AnalysisRelation[] {
  const stands = notebook.cells.flatMap((cell) => {
    const table = cell.kind === 'data' && cell.name !== null ? findTable(cell, tables) : null;
    return table && cell.name !== null ? [{ id: cell.id, name: cell.name, table }] : [];
  });
  const spare = tables.filter((table) => !stands.some((one) => one.table === table));
  return [
    ...stands.map(({ id, name, table }) => {
      const columns = results.get(id)?.columns ?? [];
      return { name, columns: columns.length > 0 ? columns : table.report.columns, table: null };
    }),
    ...spare.map((table) => ({ name: table.relation, columns: table.report.columns, table })),
  ];
}
