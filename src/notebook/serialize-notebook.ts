import type { Notebook } from './notebook.ts';

/** The notebook's file, byte for byte what was read where nothing was edited. */
export function serializeNotebook(notebook: Notebook): string {
  return notebook.head.source + notebook.cells.map((cell) => cell.source).join('');
}
