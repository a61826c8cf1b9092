import { findOwnWho } from '../churn/who/find-own-who.ts';
import { findWho, writeWho } from '../churn/who/find-who.ts';
import type { Nobody, Who, WhoRow } from '../churn/who/who.ts';
import type { Engine } from '../engine/engine.ts';
import { findMakes, namesOf } from '../notebook/find-makes.ts';
import { createGraph } from '../notebook/graph.ts';
import type { Cell } from '../notebook/notebook.ts';
import { toParameters } from '../runtime/input-value.ts';
import type { BoundValue } from '../sql/bind-parameters.ts';
import { foldName } from '../sql/fold-name.ts';
import type { CellActions } from './cell-actions.ts';
import type { SaveFile } from './create-export.ts';
import { findOwnSources } from './find-own-sources.ts';
import { findUpstream } from './find-upstream.ts';
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
  /** How many they are; null until they are counted. */
  readonly count: number | null;
}

/** From any number of an analysis to the customers behind it. */
export class WhoDesk {
  shown = $state.raw<Pointed | null>(null);
  readonly #parts: WhoDeskParts;

  constructor(parts: WhoDeskParts) {
    this.#parts = parts;
  }

  /** Somebody points at a number of a relation. Without a row it is the first one's. */
  async point(relation: string, row: WhoRow | null, column: string | null, at: ScreenPlace): Promise<void> {
    const { document, runner, engine } = this.#parts;
    const cell = document.notebook.cells.find((one) =>
      namesOf(findMakes(one)).some((name) => foldName(name) === foldName(relation)),
    );
    const state = cell && runner.results.get(cell.id);
    if (!cell || !state) return;
    const part = findMakes(cell).parts.find(({ name }) => foldName(name) === foldName(relation))?.part;
    const made = part === undefined ? state : state.parts[part];
    if (!made?.relation) return;
    const columns = made.columns.map(({ name }) => name);
    const title = column === null ? relation : `${relation}.${column}`;
    const asked: Pointed = { at, title, cell, who: null, nobody: null, count: null };
    this.shown = asked;
    const first = row ?? (await this.#readFirst(made.relation));
    const graph = createGraph(document.notebook);
    const { lifetimes, sql } = findUpstream(graph, cell);
    const groups = lifetimes === null ? [] : (runner.results.get(lifetimes.id)?.columns ?? []);
    const parameters = this.#parameters();
    const request = {
      relation,
      lifetimes: lifetimes?.name ?? null,
      columns,
      row: first,
      column,
      sql,
      groups,
    };
    const found = findWho({ ...request, parameters: toTexts(parameters) });
    const isOwn = 'nobody' in found && (found.nobody === 'own' || found.nobody === 'definition');
    const own = isOwn
      ? await findOwnWho(
          { query: (text) => engine.query(text, { parameters }) },
          {
            from: made.relation,
            columns: made.columns,
            row: first,
            column,
            rowCount: made.rowCount,
            sources: findOwnSources(graph, cell, runner.results),
          },
        ).catch(() => null)
      : null;
    if (this.shown !== asked) return;
    const who = own ?? found;
    if ('nobody' in who) {
      this.shown = { at, title, cell, who: null, nobody: who.nobody, count: null };
      return;
    }
    const shown: Pointed = { at, title, cell, who, nobody: null, count: null };
    this.shown = shown;
    try {
      const counted = await engine.query(`select count(*) from (${writeWho(who)}) as listed`, {
        parameters,
      });
      if (this.shown === shown) this.shown = { ...shown, count: Number(counted.at(0, 0)) };
    } catch {
      // A parameter or relation that is gone: there is nobody to list.
      if (this.shown === shown) this.shown = { ...shown, who: null, nobody: 'gone' };
    }
  }

  hide(): void {
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

  async #readFirst(relation: string): Promise<WhoRow> {
    const table = await this.#parts.engine.query(`SELECT * FROM ${relation} LIMIT 1`);
    if (table.rowCount === 0) return {};
    return Object.fromEntries(table.columns.map(({ name }, index) => [name, table.at(0, index)]));
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
