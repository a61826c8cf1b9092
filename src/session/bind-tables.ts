import type { Cell, Notebook } from '../notebook/notebook.ts';
import { memoByCell } from '../notebook/memo-by-cell.ts';
import { parseDataSpec, type DataSpec, type RoleColumn } from '../notebook/parse-data-spec.ts';
import type { BoundTable } from '../runtime/runtime.ts';
import type { ShelfTable } from './data-shelf.svelte.ts';

/** What a data cell says; null when its YAML cannot be read, which its state says. */
const maybeDataSpec = memoByCell((cell): DataSpec | null => {
  try {
    return parseDataSpec(cell.body);
  } catch {
    return null;
  }
});

/** The file that a data cell asks for; empty when it names none or its YAML cannot be read. */
export function wantedFile(cell: Cell): string {
  return maybeDataSpec(cell)?.file ?? '';
}

/** The roles that a data cell answers; none when its YAML cannot be read. */
export function findRoles(cell: Cell): readonly RoleColumn[] {
  return maybeDataSpec(cell)?.columns ?? [];
}

/**
 * The table that a data cell stands on: the one with the file name it asks for (of several, the one named like the cell,
 * else the newest), else the table of that name, else the table named like the cell when it asks for no file.
 */
export function findTable(cell: Cell, tables: readonly ShelfTable[]): ShelfTable | null {
  // A notebook written beside its file may name it by a path; here files have names alone.
  const wanted = fold(wantedFile(cell).split('/').at(-1) || (cell.name ?? ''));
  if (wanted === '') return null;
  const ofFile = tables.filter(({ file }) => fold(file.name) === wanted);
  return (
    ofFile.find(({ relation }) => fold(relation) === fold(cell.name ?? '')) ??
    ofFile.at(-1) ??
    tables.find(({ relation }) => fold(relation) === wanted) ??
    null
  );
}

/** What every data cell stands on, by cell name; those without a table are left out. */
export function bindTables(
  notebook: Notebook,
  tables: readonly ShelfTable[],
): Readonly<Record<string, BoundTable>> {
  const bound: Record<string, BoundTable> = {};
  for (const cell of notebook.cells) {
    if (cell.kind !== 'data' || cell.name === null) continue;
    const table = findTable(cell, tables);
    if (table) bound[cell.name] = { relation: table.relation, version: table.version };
  }
  return bound;
}

/** Data cells without a table, and the file each asks for. */
export function findUnbound(notebook: Notebook, tables: readonly ShelfTable[]): readonly Cell[] {
  return notebook.cells.filter((cell) => cell.kind === 'data' && !findTable(cell, tables));
}

/** Tables that no data cell stands on and no query or check names. */
export function findUnusedTables(notebook: Notebook, tables: readonly ShelfTable[]): readonly string[] {
  const bound = notebook.cells.flatMap((cell) =>
    cell.kind === 'data' ? (findTable(cell, tables)?.relation ?? []) : [],
  );
  const written = fold(notebook.cells.map(({ body }) => body).join('\n'));
  return tables
    .map(({ relation }) => relation)
    .filter((relation) => !bound.includes(relation) && !written.includes(fold(relation)));
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
