import { findMakes, namesOf } from '../notebook/find-makes.ts';
import type { Notebook } from '../notebook/notebook.ts';
import type { CellId } from '../notebook/notebook.ts';
import type { CellState } from '../runtime/cell-state.ts';
import type { ShelfTable } from './data-shelf.svelte.ts';
import { toSqlName } from './to-sql-name.ts';

/** What a query can name. */
export interface Schema {
  readonly relations: readonly {
    readonly name: string;
    readonly detail: string;
    readonly columns: readonly { readonly name: string; readonly type: string }[];
  }[];
  readonly inputs: readonly { readonly name: string; readonly type: string }[];
}

/** Relations of the notebook's cells with the columns of their last result, loaded tables, and parameters. */
export function toSchema(
  notebook: Notebook,
  results: ReadonlyMap<CellId, CellState>,
  tables: readonly ShelfTable[],
): Schema {
  const made = notebook.cells.flatMap((cell) => {
    const makes = findMakes(cell);
    const state = results.get(cell.id);
    return namesOf(makes).map((name) => {
      const part = makes.parts.find((one) => one.name === name)?.part;
      const columns = part === undefined ? state?.columns : state?.parts[part]?.columns;
      return { name, detail: cell.kind, columns: columns ?? [] };
    });
  });
  const loaded = tables.map(({ relation, file, report }) => ({
    name: `files.${toSqlName(relation)}`,
    detail: file.name,
    columns: report.columns,
  }));
  const inputs = notebook.cells.flatMap((cell) => {
    const type = /^type:\s*(\w+)/m.exec(cell.body)?.[1] ?? '';
    return findMakes(cell).parameters.map((name) => ({ name, type }));
  });
  const asOf = notebook.head.asOf === null ? [] : [{ name: 'as_of', type: 'date' }];
  return { relations: [...made, ...loaded], inputs: [...inputs, ...asOf] };
}
