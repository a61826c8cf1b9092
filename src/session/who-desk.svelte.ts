import { writeWho } from '../churn/who/find-who.ts';
import type { Nobody, Who, WhoRow } from '../churn/who/who.ts';
import type { Engine } from '../engine/engine.ts';
import { findMaker } from '../notebook/find-makes.ts';
import { createGraph } from '../notebook/graph.ts';
import type { Cell } from '../notebook/notebook.ts';
import { toParameters } from '../runtime/input-value.ts';
import type { BoundValue } from '../sql/bind-parameters.ts';
import type { CellActions } from './cell-actions.ts';
import type { SaveFile } from './create-export.ts';
import { findPointed } from './find-pointed.ts';
import { maybeInputSpec } from './input-values.ts';
import type { NotebookDocument } from './notebook-document.svelte.ts';
import type { Runner } from './runner.svelte.ts';
import type { Selection } from './selection.svelte.ts';

interface WhoDeskParts {
  readonly engine: Engine;
  readonly document: NotebookDocument;
  readonly runner: Runner;
  readonly cells: CellActions;
  readonly selection: Selection;
  readonly save: SaveFile;
}

/** A place on the screen, in CSS pixels of the window. */
export interface ScreenPlace {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

/** A number that was pointed at, and who is behind it. */
export interface Pointed {
  readonly at: ScreenPlace;
  /** `segments.leavers` */
  readonly title: string;
  /** The cell that made the number. */
  readonly cell: Cell;
  /** Null until it is known. */
  readonly who: Who | null;
  /** Why nobody can be listed; null when somebody can. */
  readonly nobody: Nobody['nobody'] | 'gone' | null;
  /** The figures that the number is worked out of, where nobody can be listed for that. */
  readonly of: readonly string[];
  /** How many they are; null until they are counted. */
  readonly count: number | null;
  /** How far the search is, 0–100; null where nothing is known of it. */
  readonly percent: number | null;
}

/** From any number of an analysis to the customers behind it. */
export class WhoDesk {
  shown = $state.raw<Pointed | null>(null);
  readonly #parts: WhoDeskParts;
  #work = new AbortController();

  constructor(parts: WhoDeskParts) {
    this.#parts = parts;
  }

  /** Somebody points at a number of a relation. Without a row it is the first one's. */
  async point(relation: string, row: WhoRow | null, column: string | null, at: ScreenPlace): Promise<void> {
    const { document, runner, engine } = this.#parts;
    const cell = findMaker(document.notebook.cells, relation);
    if (!cell) return;
    const title = column === null ? relation : `${relation}.${column}`;
    const asked: Pointed = { at, title, cell, who: null, nobody: null, of: [], count: null, percent: null };
    this.shown = asked;
    this.#work.abort();
    this.#work = new AbortController();
    const { signal } = this.#work;
    const parameters = this.#parameters();
    const notes = (percent: number): void => {
      if (this.shown && !signal.aborted) this.shown = { ...this.shown, percent };
    };
    const found = await findPointed(
      {
        query: (sql) => engine.query(sql, { parameters, signal, onProgress: notes }),
        graph: createGraph(document.notebook),
        results: runner.results,
        parameters: toTexts(parameters),
      },
      { relation, row, column },
    ).catch((): Nobody | 'gone' => 'gone');
    if (signal.aborted) return;
    // `gone`: a parameter or relation that is not there any more, so there is nobody to list.
    if (found === 'gone') this.shown = { ...asked, nobody: 'gone' };
    else if ('nobody' in found) this.shown = { ...asked, nobody: found.nobody, of: found.of ?? [] };
    else this.shown = { ...asked, who: found.who, count: found.count };
  }

  /** Closes the card, and stops what still looks for the customers. */
  hide(): void {
    this.#work.abort();
    this.shown = null;
  }

  /** Puts a query of the customers below the number's cell and runs it. */
  list(): void {
    const { document, cells, runner } = this.#parts;
    const { shown } = this;
    if (!shown?.who) return;
    const name = document.notebook.head.lang === 'zh' ? '名单' : 'who';
    const body = writeWho(shown.who);
    const at = document.indexOf(shown.cell.id) + 1;
    this.hide();
    const ids = cells.insertAt(at, [{ kind: 'query', name, body }]);
    void Promise.resolve().then(() => runner.run(ids));
  }

  /** Saves the customers as CSV. */
  async export(): Promise<void> {
    const { engine, save } = this.#parts;
    const { shown } = this;
    if (!shown?.who) return;
    const sql = writeWho(shown.who);
    const parameters = this.#parameters();
    this.hide();
    await save(`${shown.title}.csv`, (signal) => engine.write(sql, 'csv', { parameters, signal }));
  }

  /** Goes to the cell that made the number, with its code open. */
  showSql(): void {
    const { selection } = this.#parts;
    const { shown } = this;
    if (!shown) return;
    this.hide();
    if (!selection.showsCode(shown.cell.id)) selection.flipCode(shown.cell.id);
    selection.moveTo(shown.cell.id);
  }

  /** What the notebook's inputs stand at. */
  #parameters(): Record<string, BoundValue> {
    const { document, runner } = this.#parts;
    const { notebook, inputs } = document;
    const found: Record<string, BoundValue> = {};
    if (notebook.head.asOf !== null) found['as_of'] = { type: 'DATE', value: notebook.head.asOf };
    for (const cell of notebook.cells) {
      const spec = cell.kind === 'input' && cell.name !== null ? maybeInputSpec(cell) : null;
      if (!spec || cell.name === null) continue;
      try {
        Object.assign(
          found,
          toParameters(cell.name, spec, inputs, runner.results.get(cell.id)?.choices ?? []),
        );
      } catch {
        // What is wrong with an input, its own cell says.
      }
    }
    return found;
  }
}

function toTexts(parameters: Readonly<Record<string, BoundValue>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, { value }]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  );
}
