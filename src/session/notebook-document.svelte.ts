import { applyEdit, type Edit } from '../notebook/apply-edit.ts';
import type { Cell, CellId, Notebook } from '../notebook/notebook.ts';
import { readAhead } from '../notebook/read-ahead.ts';
import type { BoundValue } from '../sql/bind-parameters.ts';
import { History } from './history.svelte.ts';
import type { Clock, FilePlace } from './platform.ts';

/** What undo goes back over: the notebook, the values chosen in its inputs, and the names given to loaded tables, by version. */
interface Work {
  readonly notebook: Notebook;
  readonly inputs: Readonly<Record<string, BoundValue>>;
  readonly tableNames: Readonly<Record<string, string>>;
}

/** Where a notebook came from. */
export interface Origin {
  readonly fileName: string | null;
  readonly place: FilePlace | null;
  /** It already differs from its file. */
  readonly isDirty?: boolean;
  readonly inputs?: Readonly<Record<string, BoundValue>>;
}

const nothing: Notebook = { head: { source: '', format: 1, title: '', lang: null, asOf: null }, cells: [] };

/** The open notebook and its history. Every change goes through here, so every change can be undone. */
export class NotebookDocument {
  isOpen = $state.raw(false);
  /** Counts the notebooks opened so far; tells a new one from an edit. */
  edition = $state.raw(0);
  fileName = $state.raw<string | null>(null);
  place = $state.raw<FilePlace | null>(null);
  #saved = $state.raw<Notebook | null>(nothing);
  readonly #history: History<Work>;

  readonly notebook: Notebook = $derived.by(() => this.#history.value.notebook);
  readonly inputs: Readonly<Record<string, BoundValue>> = $derived.by(() => this.#history.value.inputs);
  readonly tableNames: Work['tableNames'] = $derived.by(() => this.#history.value.tableNames);
  readonly title: string = $derived(this.notebook.head.title);
  readonly count: number = $derived(this.notebook.cells.length);
  readonly isDirty: boolean = $derived(this.isOpen && this.#saved !== this.notebook);
  readonly canUndo: boolean = $derived.by(() => this.#history.canUndo);
  readonly canRedo: boolean = $derived.by(() => this.#history.canRedo);

  constructor(clock: Clock) {
    this.#history = new History<Work>({ notebook: nothing, inputs: {}, tableNames: {} }, clock);
  }

  open(notebook: Notebook, { fileName, place, isDirty = false, inputs = {} }: Origin): void {
    this.#history.restart({ notebook, inputs, tableNames: this.tableNames });
    this.#saved = isDirty ? null : notebook;
    this.fileName = fileName;
    this.place = place;
    this.isOpen = true;
    this.edition += 1;
  }

  close(): void {
    this.open(nothing, { fileName: null, place: null });
    this.isOpen = false;
  }

  markSaved(notebook: Notebook, fileName: string, place: FilePlace | null): void {
    this.#saved = notebook;
    this.fileName = fileName;
    this.place = place;
  }

  edit(edit: Edit, group: string | null = null): void {
    const notebook = applyEdit(this.notebook, edit);
    this.#history.edit(
      notebook === this.notebook ? this.#history.value : { ...this.#history.value, notebook },
      group,
    );
  }

  /** Several changes as one step. */
  editAll(edits: readonly Edit[]): void {
    this.#replace(edits.reduce(applyEdit, this.notebook));
  }

  /** The same for many new cells, which are read in short pieces first, so that they do not hold the page up. */
  async editAhead(edits: readonly Edit[]): Promise<void> {
    const before = this.notebook;
    const after = edits.reduce(applyEdit, before);
    await readAhead(after);
    if (this.notebook === before) this.#replace(after);
    else this.editAll(edits);
  }

  #replace(notebook: Notebook): void {
    if (notebook !== this.notebook) this.#history.edit({ ...this.#history.value, notebook }, null);
  }

  /** A loaded table has another name, and the notebook follows: one step. */
  renameTable(version: string, name: string, edits: readonly Edit[]): void {
    const notebook = edits.reduce(applyEdit, this.notebook);
    const tableNames = { ...this.tableNames, [version]: name };
    this.#history.edit({ ...this.#history.value, notebook, tableNames });
  }

  /** Chooses values of parameters; null goes back to the default. */
  setInputs(values: Readonly<Record<string, BoundValue | null>>): void {
    const inputs = { ...this.inputs };
    for (const [name, value] of Object.entries(values)) {
      if (value === null) delete inputs[name];
      else inputs[name] = value;
    }
    this.#history.edit({ ...this.#history.value, inputs }, `input:${Object.keys(values).join()}`);
  }

  cell(id: CellId | null): Cell | undefined {
    return this.notebook.cells.find((cell) => cell.id === id);
  }

  indexOf(id: CellId | null): number {
    return this.notebook.cells.findIndex((cell) => cell.id === id);
  }

  /** Goes a step back; gives the cell that changed, if one did. */
  undo(): CellId | null {
    return this.#step(() => this.#history.undo());
  }

  redo(): CellId | null {
    return this.#step(() => this.#history.redo());
  }

  #step(go: () => boolean): CellId | null {
    const before = this.notebook.cells;
    if (!go()) return null;
    const after = this.notebook.cells;
    const at = after.findIndex((cell, index) => before[index] !== cell);
    return after[at]?.id ?? null;
  }
}
