import { createBundleKeep } from './bundle-keep.ts';
import type { Engine } from '../engine/engine.ts';
import type { Column, Value } from '../engine/table.ts';
import { formatValue, type ValueFormat } from '../chart/format-value.ts';
import type { ImportPreview, PreviewJob } from '../intake/import-preview.ts';
import type { ImportJob, ImportReport } from '../intake/import-report.ts';
import { relationName } from '../intake/relation-name.ts';
import type { Language } from '../locale/language.ts';
import { say, sayProblem, type MessageKey, type MessageValues } from '../locale/messages.ts';
import { createGraph } from '../notebook/graph.ts';
import type { Cell, CellId } from '../notebook/notebook.ts';
import type { InputSpec } from '../notebook/parse-input-spec.ts';
import { toProblem, type Problem } from '../problem.ts';
import type { CellState } from '../runtime/cell-state.ts';
import type { Runtime, RuntimeEngine, RuntimeObserver } from '../runtime/runtime.ts';
import { findAnalysisRelations, type AnalysisRelation } from './analysis-relations.ts';
import { findRoles, findTable, findUnusedTables, wantedFile } from './bind-tables.ts';
import { findCauses } from './find-causes.ts';
import { completeChart, readChartRows, type ChartRows } from './chart-source.ts';
import { ChurnDesk } from './churn-desk.svelte.ts';
import { createCellActions } from './cell-actions.ts';
import { createCommandList } from './create-command-list.ts';
import { createCommands } from './commands.ts';
import { createDataDesk } from './data-desk.ts';
import { DataShelf, type ShelfTable } from './data-shelf.svelte.ts';
import { createExport, createSave } from './create-export.ts';
import { createDeferredEngine } from './deferred-engine.ts';
import { ImportReview } from './import-review.svelte.ts';
import { findImportProblem } from './data-import.ts';
import { Drafts, type Draft } from './drafts.svelte.ts';
import { EngineBoot } from './engine-boot.svelte.ts';
import { toInlineTexts } from './inline-values.ts';
import { maybeInputSpec, toInputValue, toParameters, type InputValue } from './input-values.ts';
import { keepInStep } from './keep-in-step.svelte.ts';
import { KeptFiles } from './kept-files.svelte.ts';
import { findFits } from './find-fits.ts';
import type { Sample } from './library.ts';
import { createNotebookDesk } from './notebook-desk.ts';
import { Look } from './look.svelte.ts';
import { NotebookDocument } from './notebook-document.svelte.ts';
import { Notices } from './notices.svelte.ts';
import { toOutline } from './outline.ts';
import { Memory } from './memory.svelte.ts';
import { Panels } from './panels.svelte.ts';
import type { Clock, FileAccess, FileKeep, Tabs, TextStore } from './platform.ts';
import { Preferences } from './preferences.svelte.ts';
import { Profiles } from './profiles.svelte.ts';
import { Question } from './question.svelte.ts';
import { recipes } from './recipes.ts';
import { restoreDraft } from './restore.ts';
import { createResultPages } from './result-pages.ts';
import { Runner } from './runner.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { WhoDesk } from './who-desk.svelte.ts';
import { toSchema, type Schema } from './to-schema.ts';

/** All that a session stands on; nothing in it is reached for. */
export interface SessionParts {
  /** Already starting: the screen does not wait for it. */
  readonly engine: Promise<Engine>;
  readonly importFile: (job: ImportJob) => Promise<ImportReport>;
  readonly previewFile: (job: PreviewJob) => Promise<ImportPreview>;
  readonly createRuntime: (engine: RuntimeEngine, observer: RuntimeObserver) => Runtime;
  readonly samples: readonly Sample[];
  readonly storage: TextStore;
  readonly clock: Clock;
  readonly files: FileAccess;
  readonly fileKeep: FileKeep;
  readonly tabs: Tabs;
  /** The browser's languages, most wanted first. */
  readonly languages: readonly string[];
  readonly createId: () => CellId;
}

export type Session = ReturnType<typeof createSession>;

/** Everything the screen watches and everything a user can do, put together from its parts. */
export function createSession(parts: SessionParts) {
  const { clock, files, samples, createId } = parts;
  const engine = createDeferredEngine(parts.engine);
  const preferences = new Preferences(parts.storage, parts.languages);
  const notices = new Notices(clock);
  const fileKeep = createBundleKeep(parts.fileKeep);
  const question = new Question();
  const panels = new Panels();
  const selection = new Selection();
  const document = new NotebookDocument(clock);
  const boot = new EngineBoot(parts.engine);
  const drafts = new Drafts(parts.storage, parts.tabs, clock);
  const data = new DataShelf({
    engine,
    importFile: parts.importFile,
    now: () => clock.now(),
    nameRelation: (name, taken) => relationName(name, taken).name,
    onLoaded: (table) => void kept.keep(table),
  });
  const kept: KeptFiles = new KeptFiles({
    keep: fileKeep,
    data,
    drafts,
    clock,
    mayCopy: async (file) => {
      const values = { file: file.name, size: (file.size / 1e6).toFixed(0) };
      const choices = [
        { id: 'no', key: 'keepCopyNo', tone: 'plain' },
        { id: 'yes', key: 'keepCopyYes', tone: 'primary' },
      ] as const;
      const answer = await question.ask({ title: 'keepCopyTitle', body: 'keepCopyBody', values, choices });
      return answer === 'yes';
    },
    onNoRoom: ({ name }) => notices.say('keepNoRoom', { values: { file: name }, stays: true }),
    onChanged: (tables) => void dataDesk.tellChanged(tables),
  });
  const review = new ImportReview({
    engine,
    previewFile: parts.previewFile,
    isQuiet: () => preferences.quietImport,
    isJoining: () => preferences.joinsFiles,
    onJoin: (isOne) => preferences.setJoinsFiles(isOne),
  });
  const runner = new Runner({
    createRuntime: (observer) => parts.createRuntime(engine, observer),
    createGraph,
  });
  const cells = createCellActions({ document, selection, preferences, notices, createId });
  const desk = createNotebookDesk({
    document,
    files,
    notices,
    question,
    createId,
    language: () => preferences.language,
    onRead: (notebook) => runner.setNotebook(notebook, true),
    onOpen: (notebook) => {
      kept.await();
      selection.select(null);
      selection.setReading(notebook.cells.length > 0);
    },
  });
  const churn = new ChurnDesk({ engine, document, data, runner, cells, preferences, selection, clock });
  const save = createSave({ files, notices, clock });
  const who = new WhoDesk({ engine, document, runner, cells, selection, save });
  const dataDesk = createDataDesk({
    askRoles: (ids) => churn.ask(ids),
    findFits: (waiting, tables) =>
      findFits(
        waiting,
        tables,
        async (cell, table) => churn.answersOf(cell, table, await churn.look(cell, table)).missing.length,
      ),
    goToQuestion: (id, table) => churn.goToQuestion(id, table),
    document,
    data,
    review,
    kept,
    fileKeep,
    panels,
    desk,
    runner,
    cells,
    notices,
    preferences,
    selection,
    files,
    samples,
  });
  const commands = createCommands(
    createCommandList({
      document,
      selection,
      runner,
      cells,
      desk,
      show: (panel) => panels.show(panel),
      flipRail: () => panels.flipRail(),
      addData: () => void dataDesk.choose(),
    }),
  );
  const look = new Look();
  const profiles = new Profiles(engine);
  const memory = new Memory(engine);
  const stop = keepInStep({ document, data, runner, drafts, selection, kept });

  return {
    preferences,
    notices,
    question,
    panels,
    selection,
    document,
    boot,
    drafts,
    data,
    review,
    kept,
    profiles,
    memory,
    runner,
    cells,
    desk,
    dataDesk,
    churn,
    who,
    commands,
    samples,
    engine,
    get language(): Language {
      return preferences.language;
    },
    get schema(): Schema {
      return toSchema(document.notebook, runner.results, data.tables);
    },
    say: (key: MessageKey, values?: MessageValues): string => say(preferences.language, key, values),
    sayProblem: (problem: Problem) => sayProblem(preferences.language, problem),
    toProblem,
    recipes,
    outline: () => toOutline(document.notebook.cells),
    /** What an analysis can be put on: data cells, and loaded tables that no data cell stands on yet. */
    get analysisRelations(): readonly AnalysisRelation[] {
      return findAnalysisRelations(document.notebook, data.tables, runner.results);
    },
    /** The loaded table behind a relation that analyses can be put on. */
    tableOf(name: string, table: ShelfTable | null): ShelfTable | null {
      const cell = document.notebook.cells.find((one) => one.kind === 'data' && one.name === name);
      return table ?? (cell ? findTable(cell, data.tables) : null);
    },
    /** The cells that keep a blocked one from running. */
    causesOf: (state: CellState) => findCauses(state, document.notebook, runner.states),
    /** What a data cell asks for and stands on. */
    dataOf(cell: Cell) {
      const wanted = wantedFile(cell);
      const task = data.tasks.find(({ file, status }) => file.name === wanted && status !== 'failed');
      /** Percent, while its file is on its way. */
      const loading = task ? (task.progress?.percent ?? 0) : data.awaited.includes(wanted) ? 0 : null;
      return {
        table: findTable(cell, data.tables),
        loading,
        wanted,
        roles: findRoles(cell),
        problem: findImportProblem(cell.body),
      };
    },
    inputs: {
      spec: maybeInputSpec,
      value: (cell: Cell, spec: InputSpec, choices: readonly string[]): InputValue =>
        toInputValue(cell.name ?? '', spec, document.inputs, choices),
      set: (cell: Cell, spec: InputSpec, value: InputValue): void =>
        document.setInputs(toParameters(cell.name ?? '', spec, value)),
    },
    formatCell: (value: Value, column: Column, decimals?: ValueFormat['decimals']): string =>
      formatValue(value, column, { language: preferences.language, decimals }),
    readChart: (state: CellState, signal: AbortSignal) => readChartRows(engine, state, signal),
    completeChart: (cell: Cell, rows: ChartRows) =>
      completeChart(cell, rows, look.theme, preferences.language),
    exportResult: createExport({ engine, files, notices, clock }),
    /** The theme that is shown; the screen sets it, since only it knows the system's. */
    look,
    /** The values inside a text cell, as they should be shown. */
    inlineTexts: (cell: Cell) => toInlineTexts(cell, runner.states.get(cell.id), preferences.language),
    pages: (state: Parameters<typeof createResultPages>[1]) => createResultPages(engine, state),
    /** Brings back what this tab had before a reload, and looks for work that closed tabs left. */
    async restore(): Promise<void> {
      const own = drafts.own();
      if (own) await restoreDraft(own, { drafts, desk, data, dataDesk, kept, runner, notices, selection });
      await drafts.findLeft();
      await kept.sweep();
      await kept.checkChanged();
    },
    restoreDraft: (draft: Draft) =>
      restoreDraft(draft, { drafts, desk, data, dataDesk, kept, runner, notices, selection }),
    /** Loaded tables that no cell of the notebook reads. */
    get unusedTables(): readonly string[] {
      return findUnusedTables(document.notebook, data.tables);
    },
    /** Takes those tables out of the memory; their files stay where they are. */
    async freeUnused(): Promise<void> {
      for (const relation of findUnusedTables(document.notebook, data.tables)) await data.remove(relation);
    },
    /** Erases what the browser stores: kept files, drafts of closed tabs, settings. */
    async eraseStored(): Promise<void> {
      await kept.eraseAll();
      await drafts.findLeft();
      for (const { tab } of drafts.left) drafts.remove(tab);
      preferences.forget();
    },
    /** The engine crashed, or went on with the disk, and came back with the loaded tables only, and without those in `lost`. */
    onEngineRestart(lost: readonly string[], why: 'crash' | 'memory' = 'crash'): void {
      if (why === 'memory') notices.say('engineOnDisk', { stays: true });
      else notices.say('engineRestarted', { tone: 'problem' });
      data.lose(lost);
      void runner.recover();
    },
    /** Ends the session's own watching; for tests and for leaving the page. */
    close(): void {
      drafts.flush();
      stop();
    },
  };
}
