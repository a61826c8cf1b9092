import type { Engine } from '../engine/engine.ts';
import type { SourceFile } from '../engine/source.ts';
import type { ImportRecipe } from '../intake/import-recipe.ts';
import type { ImportJob, ImportProgress, ImportReport } from '../intake/import-report.ts';
import { estimateSeconds } from '../intake/estimate-seconds.ts';
import { ProblemError, toProblem, type Problem } from '../problem.ts';
import { foldName } from '../sql/fold-name.ts';

export interface ShelfTable {
  readonly relation: string;
  /** Changes whenever the table's content does. */
  readonly version: string;
  readonly file: SourceFile;
  readonly report: ImportReport;
  /** The choices with which it was loaded; what is left out was found from the file. */
  readonly recipe: ImportRecipe;
  /** Where the file is kept for the next visit; null when it is not. */
  readonly source: string | null;
  /** Comes back by itself after a reload. */
  readonly isSample: boolean;
  /** The name it would have had, when another table had it already. */
  readonly wanted: string | null;
}

/** A file on its way in, or one that failed and waits to be dismissed. */
export interface ImportTask {
  readonly id: number;
  readonly file: SourceFile;
  readonly relation: string;
  readonly recipe: ImportRecipe;
  readonly source: string | null;
  readonly isSample: boolean;
  readonly status: 'waiting' | 'importing' | 'failed';
  readonly progress: ImportProgress | null;
  /** Until it is loaded; null while that cannot be said. */
  readonly secondsLeft: number | null;
  readonly problem: Problem | null;
}

export interface ShelfParts {
  readonly engine: Engine;
  readonly importFile: (job: ImportJob) => Promise<ImportReport>;
  /** A table is there; called once for every import. */
  readonly onLoaded?: (table: ShelfTable) => void;
  /** Milliseconds. */
  readonly now: () => number;
  /** A table name for a file name that none of `taken` has. */
  readonly nameRelation: (fileName: string, taken: readonly string[]) => string;
}

/** A file to be loaded, and how. */
export interface Incoming {
  readonly file: SourceFile;
  readonly recipe?: ImportRecipe;
  readonly source?: string | null;
  readonly isSample?: boolean;
  /** Takes this table's place instead of a new name. */
  readonly instead?: string;
}

/** The loaded tables and the files on their way. Files are imported one after the other. */
export class DataShelf {
  tables = $state.raw<readonly ShelfTable[]>([]);
  tasks = $state.raw<readonly ImportTask[]>([]);
  /** Names of files that are on their way here. */
  awaited = $state.raw<readonly string[]>([]);
  /** The table that was removed last, until another comes. */
  removed = $state.raw<ShelfTable | null>(null);
  readonly isBusy: boolean = $derived(
    this.awaited.length > 0 || this.tasks.some((task) => task.status !== 'failed'),
  );

  #next = 1;
  #queue: Promise<unknown> = Promise.resolve();
  readonly #loadedAs: Record<string, string> = {};
  readonly #stops: Record<number, AbortController> = {};
  readonly #parts: ShelfParts;

  constructor(parts: ShelfParts) {
    this.#parts = parts;
  }

  /** Imports files; resolves with the new tables when all are in. A failed file stays in `tasks`. */
  async add(files: readonly Incoming[]): Promise<readonly ShelfTable[]> {
    if (files.length > 0) this.removed = null;
    const added = files.map((incoming) => {
      const task = this.#createTask(incoming);
      this.tasks = [...this.tasks, task];
      const stop = new AbortController();
      this.#stops[task.id] = stop;
      const work = this.#queue.then(() => this.#import(task, stop.signal));
      this.#queue = work;
      return work;
    });
    return (await Promise.all(added)).filter((table) => table !== null);
  }

  /** Stops an import, or takes a failed one off the list. */
  cancel(id: number): void {
    this.#stops[id]?.abort();
    this.#forget(id);
  }

  retry(id: number): Promise<readonly ShelfTable[]> {
    const task = this.tasks.find((one) => one.id === id);
    this.cancel(id);
    if (!task) return Promise.resolve([]);
    const { file, recipe, source, isSample, relation } = task;
    const isTaken = this.tables.some((table) => table.relation === relation);
    return this.add([{ file, recipe, source, isSample, ...(!isTaken && { instead: relation }) }]);
  }

  async remove(relation: string): Promise<void> {
    this.removed = this.tables.find((table) => table.relation === relation) ?? null;
    this.tables = this.tables.filter((table) => table.relation !== relation);
    await this.#parts.engine.drop(relation);
  }

  /** These tables are gone from the engine: each becomes a failed import, which can be tried again. */
  lose(relations: readonly string[]): void {
    for (const table of this.tables.filter(({ relation }) => relations.includes(relation))) {
      const problem = { code: 'table-lost', values: { table: table.relation, file: table.file.name } };
      const task = this.#createTask({ ...table, instead: table.relation });
      this.tables = this.tables.filter((one) => one !== table);
      this.tasks = [...this.tasks, { ...task, status: 'failed', problem }];
    }
  }

  /** Gives a table another name; `then` runs in the same moment as the list changes. */
  async rename(table: ShelfTable, name: string, then: () => void = () => undefined): Promise<void> {
    await this.#parts.engine.rename(table.relation, name);
    const renamed = { ...table, relation: name, report: { ...table.report, relation: name }, wanted: null };
    this.tables = this.tables.map((one) => (one.version === table.version ? renamed : one));
    then();
  }

  /** Gives tables the names they should have, by version; all others the names under which they were loaded. */
  async setNames(names: Readonly<Record<string, string>>): Promise<void> {
    for (const table of this.tables) {
      const name = names[table.version] ?? this.#loadedAs[table.version] ?? table.relation;
      const isTaken = this.tables.some((one) => one !== table && foldName(one.relation) === foldName(name));
      if (name !== table.relation && !isTaken) await this.rename(table, name);
    }
  }

  /** Loads the table again that was removed last. */
  async restoreRemoved(): Promise<void> {
    const { removed } = this;
    if (!removed) return;
    this.removed = null;
    const taken = this.tables.some(({ relation }) => relation === removed.relation);
    const { file, recipe, source, isSample } = removed;
    await this.add([{ file, recipe, source, isSample, ...(!taken && { instead: removed.relation }) }]);
  }

  /** Notes where a table's file is kept. */
  setSource(version: string, source: string): void {
    this.tables = this.tables.map((table) => (table.version === version ? { ...table, source } : table));
  }

  #createTask({ file, recipe = {}, source = null, isSample = false, instead }: Incoming): ImportTask {
    const taken = [...this.tables, ...this.tasks].map(({ relation }) => relation);
    const relation = instead ?? this.#parts.nameRelation(file.name, taken);
    const id = this.#next++;
    return {
      id,
      file,
      relation,
      recipe,
      source,
      isSample,
      status: 'waiting',
      progress: null,
      secondsLeft: null,
      problem: null,
    };
  }

  async #import(task: ImportTask, signal: AbortSignal): Promise<ShelfTable | null> {
    const { id, file, relation, recipe, source, isSample } = task;
    const { engine, importFile, nameRelation } = this.#parts;
    try {
      if (signal.aborted) throw new ProblemError({ code: 'cancelled' });
      this.#change(id, { status: 'importing' });
      const start = this.#parts.now();
      const onProgress = (progress: ImportProgress): void => {
        const secondsLeft = estimateSeconds(progress.percent, this.#parts.now() - start) ?? null;
        this.#change(id, { progress, secondsLeft });
      };
      const report = await importFile({ engine, file, relation, recipe, signal, onProgress });
      const plain = nameRelation(file.name, []);
      const wanted = plain === relation ? null : plain;
      const table = {
        relation,
        version: `${relation}:${id}`,
        file,
        report,
        recipe,
        source,
        isSample,
        wanted,
      };
      this.#loadedAs[table.version] = relation;
      const others = this.tables.filter((one) => one.relation !== relation);
      this.tables = [...others, table];
      this.#forget(id);
      this.#parts.onLoaded?.(table);
      return table;
    } catch (thrown) {
      const problem = toProblem(thrown);
      if (problem.code === 'cancelled') this.#forget(id);
      else this.#change(id, { status: 'failed', problem });
      return null;
    }
  }

  #change(id: number, change: Partial<ImportTask>): void {
    this.tasks = this.tasks.map((task) => (task.id === id ? { ...task, ...change } : task));
  }

  #forget(id: number): void {
    delete this.#stops[id];
    this.tasks = this.tasks.filter((task) => task.id !== id);
  }
}
