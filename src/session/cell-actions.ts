import { createCell, createName, createUniqueName } from '../notebook/create-cell.ts';
import type { Cell, CellId, CellKind } from '../notebook/notebook.ts';
import { toProblem } from '../problem.ts';
import type { Edit } from '../notebook/apply-edit.ts';
import type { NotebookDocument } from './notebook-document.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Preferences } from './preferences.svelte.ts';
import type { Mode, Selection } from './selection.svelte.ts';
import type { RecipeCell } from './recipes.ts';
import { starterBody } from './starter-body.ts';

export interface CellActionParts {
  readonly document: NotebookDocument;
  readonly selection: Selection;
  readonly preferences: Preferences;
  readonly notices: Notices;
  readonly createId: () => CellId;
}

/** What a user can do to cells. All of it is undone by `undo`; actions without an id act on the selected cell. */
export interface CellActions {
  insert(kind: CellKind, at: number, body?: string): CellId;
  /** Adds one cell below the selected one, or at the end. */
  insertBelow(kind: CellKind, body: string): CellId;
  /** Adds written cells below the selected one, or at the end; the keyboard goes there unless `show` is false. */
  insertAll(cells: readonly RecipeCell[], show?: boolean): readonly CellId[];
  /** Adds written cells at a place, in one step. */
  insertAt(at: number, cells: readonly RecipeCell[], show?: boolean): readonly CellId[];
  /** Several changes as one step. */
  editAll(edits: readonly Edit[]): boolean;
  /** The same for many new cells, without holding the page up. */
  editAhead(edits: readonly Edit[]): Promise<boolean>;
  /** Cells as they are written, with free names; for `editAll`. */
  make(cells: readonly RecipeCell[]): readonly Cell[];
  /** Adds a query above (0) or below (1) the selected cell. */
  add(below: 0 | 1): void;
  setBody(id: CellId, body: string): void;
  setName(id: CellId, name: string): void;
  setAttribute(id: CellId, key: string, value: string | null): void;
  setTitle(title: string): void;
  move(direction: -1 | 1): void;
  duplicate(): void;
  copy(): void;
  paste(): void;
  remove(): void;
  setKind(kind: CellKind): void;
  /** Selects the next cell up or down; in `edit` mode its editor. */
  step(direction: -1 | 1, mode?: Mode): void;
  undo(): void;
  redo(): void;
}

export function createCellActions(parts: CellActionParts): CellActions {
  const { document, selection, preferences, notices, createId } = parts;
  let copied: Cell | null = null;

  const place = (): number => document.indexOf(selection.id);
  const lang = (): 'zh' | 'en' => document.notebook.head.lang ?? preferences.language;

  /** Tells why a change cannot be made. */
  function refuse(thrown: unknown): false {
    notices.report(toProblem(thrown));
    return false;
  }

  function edit(change: Edit, group: string | null = null): boolean {
    try {
      document.edit(change, group);
      return true;
    } catch (thrown) {
      return refuse(thrown);
    }
  }

  function insert(kind: CellKind, at: number, body?: string): CellId {
    const id = createId();
    const { cells } = document.notebook;
    const name = createName(kind, lang(), cells);
    const from = kind === 'chart' ? nearestQuery(cells, at) : null;
    const attributes = { ...(name ? { name } : {}), ...(from ? { from } : {}) };
    const cell = createCell(kind, { id, attributes, body: body ?? starterBody(kind, lang()) });
    edit({ type: 'insert', at, cells: [cell] });
    selection.moveTo(id, 'edit');
    return id;
  }

  function step(direction: -1 | 1, mode: Mode = 'command'): void {
    const { cells } = document.notebook;
    const next = selection.id === null ? cells[0] : cells[place() + direction];
    if (next) selection.moveTo(next.id, mode === 'edit' && next.kind === selectedKind() ? 'edit' : 'command');
  }

  const selectedKind = (): CellKind | undefined => document.cell(selection.id)?.kind;

  function remove(): void {
    const { id } = selection;
    const at = place();
    if (id === null || at < 0) return;
    const { cells } = document.notebook;
    const next = cells[at + 1] ?? cells[at - 1];
    edit({ type: 'remove', ids: [id] });
    selection.moveTo(next?.id ?? null);
    notices.say('cellDeleted', { action: { key: 'undo', run: undo } });
  }

  function undo(): void {
    show(document.undo());
  }

  function show(id: CellId | null): void {
    if (id !== null) selection.moveTo(id, selection.id === id ? selection.mode : 'command');
    else if (!document.cell(selection.id)) selection.select(document.notebook.cells.at(-1)?.id ?? null);
  }

  function make(written: readonly RecipeCell[], beside: readonly Cell[] = []): readonly Cell[] {
    const renamed = new Map<string, string>();
    return written.map(({ kind, name, from, attributes: given = {}, body }) => {
      const free = name === null ? null : createUniqueName(name, beside);
      if (name !== null && free !== null) renamed.set(name, free);
      const source = from === undefined ? {} : { from: renamed.get(from) ?? from };
      const attributes = { ...(free ? { name: free } : {}), ...given, ...source };
      return createCell(kind, { id: createId(), attributes, body });
    });
  }

  function insertAt(at: number, written: readonly RecipeCell[], show = true): readonly CellId[] {
    const made = make(written, document.notebook.cells);
    if (edit({ type: 'insert', at, cells: made }) && show) selection.moveTo(made[0]?.id ?? null);
    return made.map(({ id }) => id);
  }

  function editAll(edits: readonly Edit[]): boolean {
    try {
      document.editAll(edits);
      return true;
    } catch (thrown) {
      return refuse(thrown);
    }
  }

  async function editAhead(edits: readonly Edit[]): Promise<boolean> {
    try {
      await document.editAhead(edits);
      return true;
    } catch (thrown) {
      return refuse(thrown);
    }
  }

  return {
    insert,
    insertBelow: (kind, body) => insert(kind, place() < 0 ? document.count : place() + 1, body),
    insertAll: (written, show) => insertAt(place() < 0 ? document.count : place() + 1, written, show),
    insertAt,
    editAll,
    editAhead,
    make: (written) => make(written),
    add: (below) => {
      const at = place();
      insert('query', at < 0 ? document.count : at + below);
    },
    setBody: (id, body) => void edit({ type: 'body', id, body }, `body:${id}`),
    setName: (id, name) =>
      void edit({ type: 'rename', id, name: name === '' ? null : name, references: true }, null),
    setAttribute: (id, key, value) => void edit({ type: 'attributes', id, attributes: { [key]: value } }),
    setTitle: (title) => void edit({ type: 'head', fields: { title } }, 'title'),
    move(direction) {
      const at = place();
      const to = at + direction;
      if (selection.id === null || at < 0 || to < 0 || to >= document.count) return;
      edit({ type: 'move', id: selection.id, to });
      selection.moveTo(selection.id);
    },
    duplicate() {
      if (selection.id === null) return;
      const newId = createId();
      if (edit({ type: 'duplicate', id: selection.id, newId })) selection.moveTo(newId);
    },
    copy() {
      copied = document.cell(selection.id) ?? null;
      if (copied) notices.say('cellCopied');
    },
    paste() {
      if (!copied) return;
      const { kind, attributes, body, name } = copied;
      const free = name === null ? {} : { name: createUniqueName(name, document.notebook.cells) };
      const cell = createCell(kind, { id: createId(), attributes: { ...attributes, ...free }, body });
      const at = place() < 0 ? document.count : place() + 1;
      if (!edit({ type: 'insert', at, cells: [cell] })) return;
      selection.moveTo(cell.id);
    },
    remove,
    setKind(kind) {
      const cell = document.cell(selection.id);
      if (!cell || cell.kind === kind) return;
      const name = kind === 'text' ? null : createName(kind, lang(), document.notebook.cells);
      edit({ type: 'kind', id: cell.id, kind, name: cell.name ?? name });
      selection.moveTo(cell.id, selection.mode);
    },
    step,
    undo,
    redo: () => show(document.redo()),
  };
}

/** The relation that a chart put here most likely means: the closest named query above. */
function nearestQuery(cells: readonly Cell[], at: number): string | null {
  return cells.slice(0, at).findLast((cell) => cell.kind === 'query' && cell.name !== null)?.name ?? null;
}
