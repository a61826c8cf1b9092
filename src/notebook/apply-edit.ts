import { languageOf } from './cell-kinds.ts';
import { createUniqueName } from './create-cell.ts';
import { joinCells } from './join-cells.ts';
import type { Cell, CellId, CellKind, Notebook } from './notebook.ts';
import { renameReferences } from './rename-references.ts';
import { setHead, type HeadFields } from './set-head.ts';
import { infoLine, withAttributes, withBody, write } from './write-cell.ts';

/** A change of a notebook as data. Places count from 0; a cell moved `to` a place stands there afterwards. */
export type Edit =
  | { readonly type: 'insert'; readonly at: number; readonly cells: readonly Cell[] }
  | { readonly type: 'remove'; readonly ids: readonly CellId[] }
  | { readonly type: 'move'; readonly id: CellId; readonly to: number }
  | { readonly type: 'duplicate'; readonly id: CellId; readonly newId: CellId }
  | { readonly type: 'body'; readonly id: CellId; readonly body: string }
  | { readonly type: 'kind'; readonly id: CellId; readonly kind: CellKind; readonly name?: string | null }
  | {
      readonly type: 'attributes';
      readonly id: CellId;
      /** Null takes an attribute away. */
      readonly attributes: Readonly<Record<string, string | null>>;
    }
  | {
      readonly type: 'rename';
      readonly id: CellId;
      readonly name: string | null;
      /** Also rewrites the name where other cells read it. */
      readonly references: boolean;
    }
  | { readonly type: 'head'; readonly fields: Partial<HeadFields> };

/**
 * The notebook after an edit. Untouched cells are the same objects; an edit that changes nothing gives the same notebook.
 * @throws ProblemError `attribute-line-end`, `damaged-front-matter`
 */
export function applyEdit(notebook: Notebook, edit: Edit): Notebook {
  if (edit.type === 'head') return setHead(notebook, edit.fields);
  const cells = editCells(notebook.cells, edit);
  if (cells.length === notebook.cells.length && cells.every((cell, i) => cell === notebook.cells[i]))
    return notebook;
  return joinCells(notebook.cells, notebook.head, cells);
}

function editCells(cells: readonly Cell[], edit: Exclude<Edit, { type: 'head' }>): readonly Cell[] {
  const change = (id: CellId, to: (cell: Cell) => Cell): Cell[] =>
    cells.map((cell) => (cell.id === id ? to(cell) : cell));
  switch (edit.type) {
    case 'insert':
      return cells.toSpliced(edit.at, 0, ...edit.cells);
    case 'remove':
      return cells.filter((cell) => !edit.ids.includes(cell.id));
    case 'move': {
      const from = cells.findIndex((cell) => cell.id === edit.id);
      const cell = cells[from];
      return cell ? cells.toSpliced(from, 1).toSpliced(edit.to, 0, cell) : cells;
    }
    case 'duplicate': {
      const at = cells.findIndex((cell) => cell.id === edit.id);
      const cell = cells[at];
      return cell ? cells.toSpliced(at + 1, 0, duplicate(cell, edit.newId, cells)) : cells;
    }
    case 'body':
      return change(edit.id, (cell) => withBody(cell, edit.body));
    case 'kind':
      return change(edit.id, (cell) => withKind(cell, edit.kind, edit.name ?? cell.name));
    case 'attributes':
      return change(edit.id, (cell) => withAttributes(cell, edit.attributes));
    case 'rename': {
      const cell = cells.find((one) => one.id === edit.id);
      const renamed = change(edit.id, (one) => withAttributes(one, { name: edit.name }));
      return cell && edit.references && edit.name !== null
        ? renameReferences(renamed, cell, edit.name)
        : renamed;
    }
  }
}

function duplicate(cell: Cell, id: CellId, cells: readonly Cell[]): Cell {
  const copy = { ...cell, id };
  return cell.name === null ? copy : withAttributes(copy, { name: createUniqueName(cell.name, cells) });
}

/** The same body as another kind. A text has no attributes; other kinds keep them. */
function withKind(cell: Cell, kind: CellKind, name: string | null): Cell {
  if (cell.kind === kind) return cell;
  if (kind === 'text') return write(cell, cell.body, '');
  const rest = cell.kind === 'text' ? '' : infoLine(cell).replace(/^[ \t]*\S+[ \t]+\S+/, '');
  const written = write(cell, cell.body, `${languageOf(kind) ?? 'text'} ${kind}${rest}`);
  return withAttributes(written, { name });
}
