// Over 300 lines: the way from a table to its story, question by question, reads best in one place.
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { breathe } from '../breathe.ts';
import { findLacking, isFitting, type CellDraft, type Recipe, type RecipeContext } from '../churn/recipe.ts';
import { nameNeed } from '../churn/name-need.ts';
import { recipes as analyses } from '../churn/recipes/recipe-list.ts';
import {
  answerRoles,
  findMeant,
  writeNothing,
  type RoleAnswers,
  type WantedRole,
} from '../churn/roles/answer-roles.ts';
import { writeComparison } from '../churn/definition/compare-definitions.ts';
import { planStart, type StartPlan } from '../churn/start/plan-start.ts';
import { readStartTable } from '../churn/start/read-start-table.ts';
import { findLastDay, listDataRoles, type StartTable } from '../churn/start/start-table.ts';
import type { Engine } from '../engine/engine.ts';
import type { Cell, CellId } from '../notebook/notebook.ts';
import { toProblem, type Problem } from '../problem.ts';
import { findRoles, findTable } from './bind-tables.ts';
import { columnsOf } from './compiled-definition.ts';
import { describeDefinition } from '../churn/definition/compile-churn.ts';
import type { CellState } from '../runtime/cell-state.ts';
import { foldName } from '../sql/fold-name.ts';
import type { Definition } from './edit-definition.ts';
import { findLost } from './lost-roles.ts';
import { readChurnCount, type ChurnCount } from './read-churn-count.ts';
import type { CellActions } from './cell-actions.ts';
import type { DataShelf, ShelfTable } from './data-shelf.svelte.ts';
import type { NotebookDocument } from './notebook-document.svelte.ts';
import { nameTables, planStarterEdits, toStartContext } from './plan-starter.ts';
import { planPeriodMove, type PeriodMove } from './plan-period-move.ts';
import type { Clock } from './platform.ts';
import type { Preferences } from './preferences.svelte.ts';
import { findTaken, readRecipeContext } from './read-recipe-context.ts';
import { isRole, noRoles, withKnown, type RoleAnswer } from './role-draft.ts';
import type { Runner } from './runner.svelte.ts';
import type { Selection } from './selection.svelte.ts';
import { setColumn, setColumns } from './set-data.ts';
import { toRecipeCells } from './to-cells.ts';

export interface ChurnDeskParts {
  readonly engine: Engine;
  readonly document: NotebookDocument;
  readonly data: DataShelf;
  readonly runner: Runner;
  readonly cells: CellActions;
  readonly preferences: Preferences;
  readonly selection: Selection;
  readonly clock: Pick<Clock, 'now'>;
}

/** An analysis and what it has to go without; it can be written when nothing that it cannot do without is missing. */
export interface Offered {
  readonly recipe: Recipe;
  readonly title: string;
  readonly fits: boolean;
  readonly lacks: readonly { readonly what: string; readonly gives: string; readonly optional: boolean }[];
}

/** What a starter notebook would hold. */
export interface StartOffer {
  readonly plan: StartPlan;
  readonly analyses: readonly Offered[];
}

/** From a table to the churn story: what its columns mean, the notebook that starts with it, and further analyses. */
export class ChurnDesk {
  /** Data cells that wait for an answer: what the columns mean, then whether to write a notebook. */
  readonly asked: SvelteMap<CellId, 'roles' | 'start'> = new SvelteMap<CellId, 'roles' | 'start'>();
  readonly #answers: Record<string, RoleAnswer> = {};
  readonly #tables: Record<string, Promise<StartTable>> = {};
  readonly #parts: ChurnDeskParts;

  constructor(parts: ChurnDeskParts) {
    this.#parts = parts;
  }

  /** Churn cells of the notebook, which analyses can be put on. */
  get definitions(): readonly Cell[] {
    return this.#parts.document.notebook.cells.filter(({ kind, name }) => kind === 'churn' && name !== null);
  }

  get language(): 'zh' | 'en' {
    const { document, preferences } = this.#parts;
    return untrack(() => document.notebook.head.lang) ?? preferences.language;
  }

  ask(ids: readonly CellId[]): void {
    for (const id of ids) this.asked.set(id, 'roles');
  }

  dismiss(id: CellId): void {
    this.asked.delete(id);
  }

  /** Roles, and groups that a definition reads, whose column the cell's table does not have. */
  lost(cell: Cell, table: ShelfTable): readonly WantedRole[] {
    return findLost(cell, table.report.columns, this.#parts.document.notebook);
  }

  /** What a data cell has to be asked, or null. */
  stageOf(cell: Cell, table: ShelfTable): 'roles' | 'start' | 'missing' | null {
    return this.asked.get(cell.id) ?? (this.lost(cell, table).length > 0 ? 'missing' : null);
  }

  /** Which of the lost roles the table answers by itself, and which have to be asked for. */
  answersOf(cell: Cell, table: ShelfTable, { facts }: StartTable): RoleAnswers {
    const lost = this.lost(cell, table);
    const kept = findRoles(cell).filter(({ role }) => !lost.some((one) => one.role === role));
    return answerRoles(
      lost,
      facts,
      kept.map(({ from }) => from),
    );
  }

  /** The last day of the data when the cell's roles are answered like this; null when no role holds days. */
  lastDayOf(
    cell: Cell,
    { days }: StartTable,
    answers: readonly { readonly role: string; readonly column: string }[],
  ): string | null {
    const kept = findRoles(cell).map(({ role, from }) => ({ role, column: from }));
    const all = [...kept.filter(({ role }) => !answers.some((one) => one.role === role)), ...answers];
    return findLastDay(
      days,
      all.flatMap(({ role, column }) => {
        const meant = findMeant(role);
        return meant ? [{ role: meant, column }] : [];
      }),
    );
  }

  /** What has to be moved for data that end on a day; null when the notebook's period fits them. */
  periodMove(lastDay: string | null): PeriodMove | null {
    return lastDay === null ? null : planPeriodMove(this.#parts.document.notebook, lastDay);
  }

  /** Answers roles of a data cell in one step, with the period's move; an answer of null says that the file has no such column. */
  answer(
    id: CellId,
    roles: readonly (readonly [role: string, column: string | null])[],
    move: PeriodMove | null = null,
  ): void {
    const { document, cells, runner, selection } = this.#parts;
    const cell = document.cell(id);
    if (!cell) return;
    const body = roles.reduce(
      (before, [role, column]) => setColumn(before, role, column ?? writeNothing(role)),
      cell.body,
    );
    cells.editAll([{ type: 'body', id, body }, ...(move?.edits ?? [])]);
    selection.moveTo(this.#nextToAnswer(id) ?? document.notebook.cells[0]?.id ?? null);
    void Promise.resolve().then(() => runner.runStale());
  }

  /** Brings the question of a data cell into view, when it has one. */
  goToQuestion(id: CellId, table: ShelfTable): void {
    const { document, selection } = this.#parts;
    const cell = document.cell(id);
    if (cell && this.lost(cell, table).length > 0) selection.moveTo(id);
  }

  /** What a table is, from a look at its values; with what the cell says of it already. */
  async look(cell: Cell, table: ShelfTable): Promise<StartTable> {
    const { version, relation, file, report } = table;
    const known = (this.#tables[version] ??= readStartTable(
      this.#parts.engine,
      { relation, columns: report.columns },
      file.name,
      noRoles,
      { now: this.#parts.clock.now(), sheet: report.recipe.sheet },
    ));
    try {
      const roles = findRoles(cell).flatMap(({ role, from }) =>
        isRole(role) ? [[role, from] as const] : [],
      );
      return withKnown(await known, this.#answers[version] ?? null, roles);
    } catch (thrown) {
      delete this.#tables[version];
      throw thrown;
    }
  }

  /** Writes what the columns mean into the data cell, and offers to go on from there. */
  confirm(id: CellId, table: ShelfTable, found: StartTable, answer: RoleAnswer): void {
    const { document, cells, runner } = this.#parts;
    const cell = document.cell(id);
    if (!cell) return;
    this.#answers[table.version] = answer;
    cells.setBody(id, setColumns(cell.body, Object.fromEntries(listDataRoles(found, answer.roles))));
    this.asked.delete(id);
    if (this.definitions.length === 0 && ![...this.asked.values()].includes('roles'))
      this.asked.set(id, 'start');
    void Promise.resolve().then(() => (this.definitions.length > 0 ? runner.runStale() : runner.run([id])));
  }

  /** What a notebook on the tables with roles would hold; or what keeps it from being written. */
  async offer(): Promise<StartOffer | { readonly problem: Problem }> {
    const { document, data } = this.#parts;
    try {
      const named: { name: string; table: StartTable }[] = [];
      for (const cell of document.notebook.cells) {
        const table = cell.kind === 'data' ? findTable(cell, data.tables) : null;
        if (!table || cell.name === null || findRoles(cell).length === 0) continue;
        named.push({ name: cell.name, table: await this.look(cell, table) });
      }
      const plan = nameTables(
        planStart(named.map(({ table }) => table)),
        named.map(({ name }) => name),
      );
      return { plan, analyses: this.#weigh(toStartContext(plan, this.language)) };
    } catch (thrown) {
      return { problem: toProblem(thrown) };
    }
  }

  /** Writes the definition of churn and these analyses, in one step, and runs them. */
  async start({ plan }: StartOffer, chosen: readonly Recipe[]): Promise<void> {
    const { document, cells, selection, runner } = this.#parts;
    const { edits, first } = planStarterEdits(document.notebook, document.fileName, plan, {
      language: this.language,
      recipes: chosen,
      make: cells.make,
    });
    this.asked.clear();
    await breathe();
    if (!(await cells.editAhead(edits))) return;
    selection.setReading(true);
    selection.moveTo(first);
    void Promise.resolve().then(() => runner.runAll());
  }

  /** The analyses for a definition of churn that has run. */
  async analysesOf(cell: Cell): Promise<{ context: RecipeContext; analyses: readonly Offered[] } | null> {
    const { engine, runner, document, data } = this.#parts;
    const state = runner.results.get(cell.id);
    if (!state?.relation) return null;
    const context = await readRecipeContext(
      engine,
      cell,
      state,
      untrack(() => document.notebook),
      runner.results,
      untrack(() => data.tables),
      this.language,
    );
    return { context, analyses: this.#weigh(context) };
  }

  /** Puts an analysis after the section that is selected, or at the end, and runs it. */
  insert(recipe: Recipe, context: RecipeContext): void {
    const taken = findTaken(this.#parts.document.notebook);
    this.insertDrafts(
      recipe.key === 'definitions' && this.definitions.length > 1
        ? writeComparison({ language: context.language, definitions: this.#named(context.lifetimes), taken })
        : recipe.write({ ...context, taken }),
    );
  }

  insertDrafts(drafts: readonly CellDraft[]): void {
    const { cells, runner } = this.#parts;
    const ids = cells.insertAt(this.#endOfSection(), toRecipeCells(drafts));
    void Promise.resolve().then(() => runner.run(ids));
  }

  /** The one line under a done churn cell. */
  count(state: CellState): Promise<ChurnCount | null> {
    return readChurnCount(this.#parts.engine, state);
  }

  /** The rule in words. */
  describe(definition: Definition): string {
    return describeDefinition(definition, this.language);
  }

  /** Relations that a definition can read. */
  sources(cell: Cell): readonly string[] {
    return this.#parts.document.notebook.cells.flatMap(({ id, kind, name }) =>
      name !== null && id !== cell.id && (kind === 'data' || kind === 'query') ? [name] : [],
    );
  }

  /** Columns of the table that a definition reads, as it last was; those that a role stands for go by its name. */
  sourceColumns(cell: Cell): readonly string[] {
    const { document, runner } = this.#parts;
    const from = cell.attributes['from'] ?? '';
    const found = columnsOf(document.notebook, runner.results, from) ?? [];
    const source = document.notebook.cells.find(
      ({ name }) => name !== null && foldName(name) === foldName(from),
    );
    const meant = source?.kind === 'data' ? findRoles(source).map((one) => one.from) : [];
    return found.map(({ name }) => name).filter((name) => !meant.includes(name));
  }

  /** Whether a column can be one to group by: roles have columns of their own. */
  canSegment(name: string): boolean {
    return !isRole(foldName(name));
  }

  /** Runs a cell after a change in its form. */
  rerun(id: CellId): void {
    void Promise.resolve().then(() => this.#parts.runner.run([id]));
  }

  /** All definitions of the notebook, this one first, since the others are compared with it. */
  #named(first: string): { name: string; label: string }[] {
    const names = this.definitions.map(({ name }) => name ?? '');
    return [first, ...names.filter((name) => name !== first)].map((name) => ({ name, label: name }));
  }

  /** Another data cell that waits for a table or for an answer. */
  #nextToAnswer(after: CellId): CellId | undefined {
    const { document, data } = this.#parts;
    const isOpen = (cell: Cell): boolean => {
      const table = findTable(cell, data.tables);
      return !table || this.lost(cell, table).length > 0;
    };
    return document.notebook.cells.find((cell) => cell.kind === 'data' && cell.id !== after && isOpen(cell))
      ?.id;
  }

  #weigh(context: RecipeContext): readonly Offered[] {
    const { language } = context;
    return analyses.map((recipe) => ({
      recipe,
      title: recipe.title[language],
      fits: isFitting(recipe, context),
      lacks: findLacking(recipe, context).map((need) => ({
        what: nameNeed(need)[language],
        gives: need.gives[language],
        optional: need.optional === true,
      })),
    }));
  }

  #endOfSection(): number {
    const { document, selection } = this.#parts;
    const { cells } = document.notebook;
    const at = document.indexOf(selection.id);
    if (at < 0) return cells.length;
    const next = cells.findIndex(
      ({ kind, body }, place) => place > at && kind === 'text' && /^##? /.test(body),
    );
    return next < 0 ? cells.length : next;
  }
}
