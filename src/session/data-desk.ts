// Over 300 lines: all that a user does with data, in the order of the rail and the drop, reads best in one place.
import type { SourceFile } from '../engine/source.ts';
import type { Cell, CellId } from '../notebook/notebook.ts';
import { checkName } from '../notebook/check-name.ts';
import { toProblem, type Problem } from '../problem.ts';
import { foldName } from '../sql/fold-name.ts';
import { planTableRename } from './rename-table.ts';
import { findTable, findUnbound } from './bind-tables.ts';
import type { CellActions } from './cell-actions.ts';
import { createDataCellImports } from './data-cell-imports.ts';
import type { DataShelf, ShelfTable } from './data-shelf.svelte.ts';
import { toShape, type FileShape } from './file-shape.ts';
import { fetchSample } from './fetch-sample.ts';
import type { ImportReview } from './import-review.svelte.ts';
import type { Sample } from './library.ts';
import type { KeptFiles } from './kept-files.svelte.ts';
import type { NotebookDesk } from './notebook-desk.ts';
import type { NotebookDocument } from './notebook-document.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Panels } from './panels.svelte.ts';
import type { BundleKeep } from './bundle-keep.ts';
import type { FileAccess, KeptFile } from './platform.ts';
import type { Preferences } from './preferences.svelte.ts';
import type { AnalysisRelation } from './analysis-relations.ts';
import type { Recipe, RecipeCell } from './recipes.ts';
import type { Runner } from './runner.svelte.ts';
import type { Selection } from './selection.svelte.ts';
import { tellLoaded } from './tell-loaded.ts';
import type { ColumnReport } from '../intake/import-report.ts';
import { changeColumn } from './change-recipe.ts';
import { writeMisfitsCsv, writeSetAsideCsv } from '../intake/set-aside-csv.ts';
import { toSqlName } from './to-sql-name.ts';
import { setColumn, setFile } from './set-data.ts';
import { writeStarter } from './write-starter.ts';

export interface DataDeskParts {
  readonly document: NotebookDocument;
  readonly data: DataShelf;
  readonly review: ImportReview;
  readonly panels: Panels;
  readonly desk: NotebookDesk;
  readonly runner: Runner;
  readonly cells: CellActions;
  readonly notices: Notices;
  readonly preferences: Preferences;
  readonly selection: Selection;
  readonly files: FileAccess;
  readonly kept: KeptFiles;
  readonly fileKeep: BundleKeep;
  readonly samples: readonly Sample[];
  /** Asks what the columns of these data cells mean. */
  readonly askRoles: (ids: readonly CellId[]) => void;
  /** Which of the tables that came in a waiting data cell can stand on. */
  readonly findFits: (
    waiting: readonly Cell[],
    tables: readonly ShelfTable[],
  ) => Promise<readonly (readonly [CellId, ShelfTable])[]>;
  /** Brings what a data cell asks of its table into view. */
  readonly goToQuestion: (id: CellId, table: ShelfTable) => void;
}

/** Bringing data in and putting it to use. */
export interface DataDesk {
  /** Asks for data files and takes them in; for a data cell, binds it to the first. */
  choose(forCell?: CellId): Promise<void>;
  /** Takes in dropped, chosen or pasted files: notebooks are opened, data is imported after a look at it. */
  receive(files: readonly SourceFile[], forCell?: CellId): Promise<void>;
  /** Opens a sample's notebook in the language of the screen, loads its files and runs it. */
  runSample(sample: Sample): Promise<void>;
  /** Loads samples by file name; for restoring. */
  loadSamples(names: readonly string[]): Promise<void>;
  /** Makes a data cell stand on a table. */
  useTable(id: CellId, table: ShelfTable): void;
  /** Answers a role of a data cell with a column or an expression. */
  useColumn(id: CellId, role: string, column: string): void;
  /** Puts a table that had to take another name in the place of the one that had its name. */
  replaceOld(table: ShelfTable): Promise<void>;
  /** Gives a table another name, which the notebook follows; undo goes back. Gives what is wrong with the name. */
  renameTable(relation: string, name: string): Promise<Problem | null>;
  /** Adds a query of a table's first rows and runs it. */
  queryTable(relation: string): void;
  /** Writes a name of a table or column at the end of the selected cell's text, or copies it when there is none. */
  insertName(name: string, relation: string): void;
  /** Asks what a table is; brings its data cell when there is none yet. */
  askRoles(table: ShelfTable): void;
  /** Shows the import sheet for a loaded table, and loads its file again as the user then says. */
  importAgain(relation: string, file?: SourceFile): Promise<void>;
  /** Says that the files of tables are others on the disk now, with a way to load them again. */
  tellChanged(tables: readonly ShelfTable[]): Promise<void>;
  /** Loads a kept file for a data cell that waits for it. */
  useKept(id: CellId, file: KeptFile): Promise<void>;
  /** Saves a file's set-aside lines. */
  downloadSetAside(table: ShelfTable): Promise<void>;
  /** Saves the cells of a file that do not fit their columns. */
  downloadMisfits(table: ShelfTable): Promise<void>;
  /** Loads a table again with a column's misfits as null, or as the text that they are. */
  setMisfits(table: ShelfTable, column: ColumnReport, isNull: boolean): Promise<void>;
  /** Puts a recipe's cells below the selected one and runs them. */
  insertRecipe(recipe: Recipe, relation: AnalysisRelation): void;
}

export function createDataDesk(parts: DataDeskParts): DataDesk {
  const { document, data, review, panels, desk, runner, cells, notices, preferences, selection, files } =
    parts;
  const { samples } = parts;
  const { toRequest, isAskedFor, follow, dataCellFor } = createDataCellImports({
    document,
    data,
    cells,
    preferences,
  });
  const tell = (table: ShelfTable, known: FileShape | null): void =>
    tellLoaded(table, known, {
      notices,
      review: () => panels.showAccount(table.relation),
      replace: () => void replaceOld(table),
    });

  async function receive(received: readonly SourceFile[], forCell?: CellId): Promise<void> {
    const isNotebook = ({ name }: SourceFile): boolean => /\.(?:md|markdown)$/i.test(name);
    const notebook = received.find(isNotebook);
    if (notebook) {
      const text = await notebook.slice().text();
      if (!(await desk.openFile({ name: notebook.name, text, place: null }))) return;
    }
    await take(
      received.filter((file) => !isNotebook(file)),
      forCell,
    );
  }

  async function take(received: readonly SourceFile[], forCell?: CellId): Promise<void> {
    if (received.length === 0) return;
    const wasOpen = document.isOpen;
    const waited = findUnbound(document.notebook, data.tables).length;
    const requests = await toRequests(received, forCell);
    for (const { file, parts: own } of requests) if (own) parts.fileKeep.noteParts(file, own);
    const tables = await data.add(await review.ask(requests));
    const knownOf = ({ file }: ShelfTable) => requests.find((one) => one.file === file)?.known ?? null;
    for (const table of tables) tell(table, knownOf(table));
    const [first] = tables;
    if (!first) return;
    for (const table of tables) follow(table);
    const unbound = findUnbound(document.notebook, data.tables);
    const isSpare = (table: ShelfTable): boolean =>
      !document.notebook.cells.some((cell) => cell.kind === 'data' && findTable(cell, data.tables) === table);
    const spare = tables.filter(isSpare);
    if (forCell !== undefined) useTable(forCell, first);
    else if (document.isOpen && unbound.length > 0 && spare.length > 0) {
      // The look at the columns waits for what the engine is at.
      const told = notices.say('rolesLooking', { stays: true });
      const fits = await parts.findFits(unbound, spare).finally(() => notices.close(told));
      for (const [id, table] of fits.toReversed()) useTable(id, table);
      if (unbound.length < waited) await start();
    } else if (!wasOpen && !document.isOpen) {
      const text = writeStarter(tables, preferences.language);
      await desk.openText(text, { fileName: null, place: null, isDirty: true });
      parts.askRoles(document.notebook.cells.filter(({ kind }) => kind === 'data').map(({ id }) => id));
      await start();
    } else if (unbound.length < waited) await start();
    else if (wasOpen && unbound.length === 0) {
      // A load may end while a query is being written: the keyboard stays where it is.
      const isTyping = selection.mode === 'edit';
      if (spare.length > 0) parts.askRoles(insertAndRun(spare.map(dataCellFor), !isTyping));
    }
  }

  /** Files with the same columns come as one, unless a cell of the notebook asks for one of them. */
  async function toRequests(received: readonly SourceFile[], forCell?: CellId) {
    const isFree = received.length > 1 && !received.some(({ name }) => isAskedFor(name));
    const groups = isFree ? await review.group(received) : received.map((file) => [file]);
    return groups.map((files) => toRequest(files, forCell));
  }

  /** Runs what is stale once the tables that just came in are bound. */
  async function start(): Promise<void> {
    await Promise.resolve();
    await runner.runStale();
  }

  function useTable(id: CellId, table: ShelfTable): void {
    const cell = document.cell(id);
    if (!cell) return;
    const isOnly = data.tables.filter(({ file }) => file.name === table.file.name).length === 1;
    cells.setBody(id, setFile(cell.body, isOnly ? table.file.name : table.relation));
    follow(table);
    parts.goToQuestion(id, table);
    void start();
  }

  const dataCellOf = (relation: string): Cell | undefined =>
    document.notebook.cells.find(
      (cell) => cell.kind === 'data' && findTable(cell, data.tables)?.relation === relation,
    );

  function insertAndRun(written: readonly RecipeCell[], show = true): readonly CellId[] {
    const ids = cells.insertAll(written, show);
    void Promise.resolve().then(() => runner.run(ids));
    return ids;
  }

  /** What SQL calls a loaded table: the data cell that stands on it, else the table itself. */
  function nameIn(relation: string): string {
    const name = dataCellOf(relation)?.name;
    return name ? toSqlName(name) : `files.${toSqlName(relation)}`;
  }

  async function loadSamples(names: readonly string[]): Promise<void> {
    const missing = names.filter((name) => !data.tables.some(({ file }) => file.name === name));
    data.awaited = missing;
    const fetched = await Promise.all(missing.map((name) => fetchSample(name, samples, notices)));
    data.awaited = [];
    await data.add(fetched.flatMap((file) => (file ? [{ file, isSample: true }] : [])));
  }

  async function fetchNotebook(fetch: () => Promise<string>): Promise<string | null> {
    try {
      return await fetch();
    } catch (thrown) {
      notices.report({ code: 'notebook-missing', detail: toProblem(thrown).detail ?? '' });
      return null;
    }
  }

  async function replaceOld({ wanted, relation, file, recipe, source }: ShelfTable): Promise<void> {
    if (wanted === null) return;
    await data.remove(relation);
    const [table] = await data.add([{ file, recipe, source, instead: wanted }]);
    if (table) notices.say('dataReplaced', { values: { name: wanted }, tone: 'good' });
    await start();
  }

  async function importAgain(relation: string, file?: SourceFile): Promise<void> {
    const table = data.tables.find((one) => one.relation === relation);
    if (!table) return;
    const { recipe, report, isSample } = table;
    const known = file ? toShape(report.columns) : null;
    const [request] = await review.ask([
      { file: file ?? table.file, recipe, known, isAsked: file === undefined },
    ]);
    if (!request) return;
    const source = file ? null : table.source;
    const released = file ? table.source : null;
    const again = { file: request.file, recipe: request.recipe, source, isSample, instead: relation };
    const [next] = await data.add([again]);
    if (!next) return;
    tell({ ...next, wanted: null }, null);
    follow(next);
    await start();
    if (released !== null) await parts.kept.release(released);
  }

  /** Files that the page cannot read by itself: those chosen take the place of the tables of the same file name. */
  async function chooseAgain(tables: readonly ShelfTable[]): Promise<void> {
    const others: SourceFile[] = [];
    const picked = await files.pickData();
    const made = tables.flatMap(({ relation, file }) => {
      const again = parts.fileKeep.replaceParts(file, picked);
      return again ? [{ relation, again }] : [];
    });
    for (const { relation, again } of made) await importAgain(relation, again);
    const isPart = (one: SourceFile): boolean =>
      tables.some(({ file }) => parts.fileKeep.replaceParts(file, [one]) !== null);
    for (const chosen of picked.filter((one) => !isPart(one))) {
      const table =
        tables.find(({ file }) => file.name === chosen.name) ??
        (tables.length === 1 && made.length === 0 ? tables[0] : undefined);
      if (table) await importAgain(table.relation, chosen);
      else others.push(chosen);
    }
    await receive(others);
  }

  async function renameTable(relation: string, wanted: string): Promise<Problem | null> {
    const name = wanted.trim().normalize('NFC');
    const table = data.tables.find((one) => one.relation === relation);
    if (!table || name === relation) return null;
    const problem = checkName(name, 'data');
    if (problem) return problem;
    if (data.tables.some((one) => one !== table && foldName(one.relation) === foldName(name)))
      return { code: 'table-name-taken', values: { name } };
    const wasRunning = runner.isRunning;
    try {
      // What runs reads the table under its old name.
      if (wasRunning) await runner.stop();
      const edits = planTableRename(document.notebook, data.tables, table, name);
      await data.rename(table, name, () => document.renameTable(table.version, name, edits));
    } catch (thrown) {
      return toProblem(thrown);
    }
    await Promise.resolve();
    await (wasRunning ? runner.runStale() : runner.runOutdated());
    return null;
  }

  return {
    async choose(forCell) {
      await receive(await files.pickData(), forCell);
    },
    receive,
    async runSample(sample) {
      const { notebook, files: wanted } = sample.in[preferences.language];
      if (!(await desk.mayLeave())) return;
      const text = await fetchNotebook(notebook);
      if (text === null || !(await desk.openText(text, { fileName: null, place: null }))) return;
      await loadSamples(wanted.map(({ name }) => name));
      await Promise.resolve();
      await runner.runAll();
    },
    loadSamples,
    useTable,
    useColumn(id, role, column) {
      const cell = document.cell(id);
      if (cell) cells.setBody(id, setColumn(cell.body, role, column));
      void start();
    },
    replaceOld,
    renameTable,
    importAgain,
    async tellChanged(tables) {
      const found = await Promise.all(
        tables.map(async (table) => ({ table, now: await parts.fileKeep.now(table.file) })),
      );
      const canLoad = found.every(({ now }) => now !== null);
      const loadAll = async (): Promise<void> => {
        // The file may have changed once more while the message stood there.
        for (const { table } of found) {
          const now = await parts.fileKeep.now(table.file);
          if (now) await importAgain(table.relation, now);
        }
      };
      notices.say('fileChanged', {
        values: { file: tables.map(({ file }) => file.name).join(', ') },
        action: canLoad
          ? { key: 'fileChangedLoad', run: () => void loadAll() }
          : { key: 'chooseFiles', run: () => void chooseAgain(tables) },
        stays: true,
      });
    },
    async useKept(id, file) {
      const found = await parts.kept.use(file);
      if (found) await receive([found], id);
      else notices.report({ code: 'file-gone', values: { file: file.name } });
    },
    queryTable(relation) {
      const table = data.tables.find((one) => one.relation === relation);
      const name = dataCellOf(relation)?.name ?? null;
      const body = `select *\nfrom ${toSqlName(name ?? relation)}\nlimit 100`;
      const query: RecipeCell = { kind: 'query', name: `${name ?? relation}_rows`, body };
      insertAndRun(table && name === null ? [dataCellFor(table), query] : [query]);
    },
    insertName(name, relation) {
      const cell = document.cell(selection.id);
      const written = name === relation ? nameIn(relation) : toSqlName(name);
      if (!cell || (cell.kind !== 'query' && cell.kind !== 'check'))
        return void cells.insertBelow('query', `select *\nfrom ${nameIn(relation)}`);
      cells.setBody(cell.id, `${cell.body}${/[\s(,.]$|^$/.test(cell.body) ? '' : ' '}${written}`);
      selection.moveTo(cell.id, 'edit');
    },
    askRoles(table) {
      const known = dataCellOf(table.relation)?.id;
      const ids = known === undefined ? insertAndRun([dataCellFor(table)]) : [known];
      parts.askRoles(ids);
      selection.moveTo(ids[0] ?? null);
    },
    async downloadSetAside({ report, file }) {
      files.download(`${file.name}.set-aside.csv`, await writeSetAsideCsv(report.setAside));
    },
    async downloadMisfits({ report, file }) {
      files.download(`${file.name}.misfits.csv`, await writeMisfitsCsv(report.misfitCells));
    },
    async setMisfits({ file, recipe, relation, source, isSample }, { name, source: of, nearlyForm }, isNull) {
      const columns = changeColumn(recipe, of ?? name, {
        form: nearlyForm,
        misfits: isNull ? 'null' : undefined,
      });
      const [next] = await data.add([
        { file, recipe: { ...recipe, columns }, source, isSample, instead: relation },
      ]);
      if (!next) return;
      follow(next);
      await start();
    },
    insertRecipe(recipe, { name, columns, table }) {
      const written = recipe.write(name, columns, preferences.language);
      insertAndRun(table ? [dataCellFor(table), ...written] : written);
    },
  };
}
