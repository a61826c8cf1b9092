import type { SourceFile } from '../engine/source.ts';
import { bundleName } from '../intake/bundle-name.ts';
import { fitRecipe } from '../intake/import-recipe.ts';
import { uniqueNames, writeTar } from '../intake/write-tar.ts';
import { say } from '../locale/messages.ts';
import type { Cell, CellId } from '../notebook/notebook.ts';
import { findTable, findUnbound, wantedFile } from './bind-tables.ts';
import type { CellActions } from './cell-actions.ts';
import {
  findImportProblem,
  maybeDataImport,
  setImport,
  writeDataBody,
  type DataImport,
} from './data-import.ts';
import type { DataShelf, ShelfTable } from './data-shelf.svelte.ts';
import { toShape } from './file-shape.ts';
import type { ReviewRequest } from './import-review.svelte.ts';
import type { NotebookDocument } from './notebook-document.svelte.ts';
import type { Preferences } from './preferences.svelte.ts';
import type { RecipeCell } from './recipes.ts';

interface Parts {
  readonly document: NotebookDocument;
  readonly data: DataShelf;
  readonly cells: CellActions;
  readonly preferences: Preferences;
}

/** How files are read, from and into the notebook's data cells. */
export function createDataCellImports({ document, data, cells, preferences }: Parts) {
  const cellsFor = (name: string): readonly Cell[] =>
    document.notebook.cells.filter(
      (cell) => cell.kind === 'data' && wantedFile(cell).normalize('NFC') === name.normalize('NFC'),
    );
  return {
    /** Whether a data cell asks for a file by its own name. */
    isAskedFor: (name: string): boolean => cellsFor(name).length > 0,
    /** How files are to be read as the notebook says: by the cell they are for, else by the one that asks for them by name. */
    toRequest(files: readonly SourceFile[], forCell?: CellId): ReviewRequest {
      const file = toOne(files);
      const unbound = findUnbound(document.notebook, data.tables);
      const [named] = cellsFor(file.name);
      const cell = document.cell(forCell ?? null) ?? named ?? (unbound.length === 1 ? unbound[0] : undefined);
      const kept = cell && maybeDataImport(cell.body);
      const known = kept?.shape ?? null;
      const recipe = fitRecipe(kept?.recipe ?? {}, file.name);
      if (files.length === 1) return { file, recipe, known };
      const { fileColumn = say(preferences.language, 'fileColumn') } = kept?.recipe ?? {};
      const names = uniqueNames(files.map(({ name }) => name));
      return { file, recipe: { ...recipe, files: names, fileColumn }, known, parts: files };
    },
    /** The data cells on a table say how it was read, where that differs from the automatic reading. */
    follow(table: ShelfTable): void {
      const hasChoices = Object.keys(table.recipe).length > 0;
      for (const cell of document.notebook.cells) {
        if (cell.kind !== 'data' || findTable(cell, data.tables)?.version !== table.version) continue;
        if (!hasChoices && maybeDataImport(cell.body) === null) continue;
        // What cannot be read is the user's to correct.
        if (findImportProblem(cell.body) !== null) continue;
        const body = setImport(cell.body, importOf(table));
        if (body !== cell.body) cells.setBody(cell.id, body);
      }
    },
    dataCellFor(table: ShelfTable): RecipeCell {
      const { relation, file } = table;
      const isOnly = data.tables.filter((one) => one.file.name === file.name).length === 1;
      const body = writeDataBody(isOnly ? file.name : relation, importOf(table));
      return { kind: 'data', name: relation, body };
    },
  };
}

function toOne(files: readonly SourceFile[]): SourceFile {
  const [first] = files;
  return first && files.length === 1 ? first : writeTar(bundleName(files.map(({ name }) => name)), files);
}

function importOf({ recipe, report }: ShelfTable): DataImport {
  return { recipe, shape: toShape(report.columns) };
}
