import type { SourceFile } from '../engine/source.ts';
import type { CellId } from '../notebook/notebook.ts';
import { findTable, findUnbound, wantedFile } from './bind-tables.ts';
import type { CellActions } from './cell-actions.ts';
import { maybeDataImport, setImport, writeDataBody, type DataImport } from './data-import.ts';
import type { DataShelf, ShelfTable } from './data-shelf.svelte.ts';
import { toShape } from './file-shape.ts';
import type { ReviewRequest } from './import-review.svelte.ts';
import type { NotebookDocument } from './notebook-document.svelte.ts';
import type { RecipeCell } from './recipes.ts';

interface Parts {
  readonly document: NotebookDocument;
  readonly data: DataShelf;
  readonly cells: CellActions;
}

/** How files are read, from and into the notebook's data cells. */
export function createDataCellImports({ document, data, cells }: Parts) {
  return {
    /** How a file is to be read as the notebook says: by the cell it is for, else by the one that asks for it by name. */
    toRequest(file: SourceFile, forCell?: CellId): ReviewRequest {
      const unbound = findUnbound(document.notebook, data.tables);
      const named = document.notebook.cells.find(
        (cell) => cell.kind === 'data' && wantedFile(cell).normalize('NFC') === file.name.normalize('NFC'),
      );
      const cell = document.cell(forCell ?? null) ?? named ?? (unbound.length === 1 ? unbound[0] : undefined);
      const kept = cell && maybeDataImport(cell.body);
      return { file, recipe: kept?.recipe ?? {}, known: kept?.shape ?? null };
    },
    /** The data cells on a table say how it was read, where that differs from the automatic reading. */
    follow(table: ShelfTable): void {
      const hasChoices = Object.keys(table.recipe).length > 0;
      for (const cell of document.notebook.cells) {
        if (cell.kind !== 'data' || findTable(cell, data.tables)?.version !== table.version) continue;
        if (!hasChoices && maybeDataImport(cell.body) === null) continue;
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

function importOf({ recipe, report }: ShelfTable): DataImport {
  return { recipe, shape: toShape(report.columns) };
}
