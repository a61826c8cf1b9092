// Over 300 lines: lending, cancelling, loading, restarting and moving to the disk are one life, whose states depend on each other.
import { ProblemError } from '../problem.ts';
import { foldName } from '../sql/fold-name.ts';
import { quoteName } from '../sql/quote.ts';
import { EngineCrash, type Driver, type Session } from './driver.ts';
import type { Engine, EngineOptions, LoadReport, QueryOptions, Relation, WorkOptions } from './engine.ts';
import { LentSession } from './lent-session.ts';
import { convertColumns, dropRejects, loadCsv } from './load-csv.ts';
import { toQueryProblem } from './query-problem.ts';
import { readHeldBytes, readRelations, replaceTable } from './relations.ts';
import { toRising } from './rising-progress.ts';
import { runSql } from './run-sql.ts';
import { SessionPool } from './session-pool.ts';
import { leaveClean } from './session-reset.ts';
import type { Conversion, Source } from './source.ts';
import type { Column, Table } from './table.ts';
import { untilAborted } from './until-aborted.ts';
import { writeRows } from './write-rows.ts';

/** Tables under this name are being loaded; nobody is shown them. */
export const LOADING = 'loading ';

/** Starts a driver; `onDisk` when the memory was not enough. */
type StartDriver = (onDisk: boolean) => Promise<Driver>;

/** The engine over a driver: everything that does not differ between the tab and Node. */
export async function createEngine(start: StartDriver, options: EngineOptions): Promise<Engine> {
  const engine = new DuckEngine(start, options);
  await engine.start();
  return engine;
}

/** How long a cancelled call waits for its statement to end before it rejects all the same (ms). */
const CANCEL_GRACE = 100;
/** After this long without an answer to a cancel, the engine is started anew (ms). A single step of a plan cannot be stopped in wasm. */
const STUCK = 5000;

/** Tables that hold less than this (bytes) are not worth moving to the disk: the query itself needs the memory. */
const HELD = 500_000_000;

interface Work {
  readonly session: LentSession;
  readonly driver: Driver;
  readonly signal: AbortSignal;
  readonly onProgress: (percent: number) => void;
}

class DuckEngine implements Engine {
  readonly #startDriver: StartDriver;
  readonly #options: EngineOptions;
  readonly #sources = new Map<string, Source>();
  readonly #cleaning = new Set<Promise<unknown>>();
  #ready: Promise<void> = Promise.resolve();
  #driver!: Driver;
  #pool!: SessionPool;
  #loads = 0;
  #closed = false;
  #onDisk = false;
  #why: 'crash' | 'memory' = 'crash';
  /** Tables that could not be loaded again, until somebody is told. */
  readonly #lost: string[] = [];

  constructor(start: StartDriver, options: EngineOptions) {
    this.#startDriver = start;
    this.#options = options;
  }

  get name(): string {
    return this.#driver.name;
  }

  async start(): Promise<void> {
    try {
      const driver = await this.#startDriver(this.#onDisk);
      const pool = new SessionPool(driver.sessions);
      const [first] = driver.sessions;
      const schemas = ['files', 'results'].map((schema) => `CREATE SCHEMA IF NOT EXISTS ${schema}`);
      await first?.run([...schemas, ...(this.#options.functions ?? [])].join(';\n'));
      this.#driver = driver;
      this.#pool = pool;
      driver.onCrash((cause) => {
        pool.fail(cause);
        this.#ready = this.#restart();
        this.#ready.catch(() => undefined);
      });
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      throw new ProblemError({ code: 'engine-start-failed', detail }, { cause: error });
    }
  }

  async query(sql: string, options: QueryOptions = {}): Promise<Table> {
    const driver = this.#driver;
    const rows = this.#work(options, async ({ session, signal, onProgress, driver }) => {
      try {
        return await runSql(session, sql, {
          parameters: options.parameters,
          onProgress,
          isCancelled: () => signal.aborted,
        });
      } finally {
        await leaveClean(session.giveBack(), sql, driver.database);
      }
    });
    return rows.catch(async (error: unknown) => {
      if (!(error instanceof ProblemError) || !(await this.#moveToDisk(error, driver, HELD))) throw error;
      throw new ProblemError({ ...error.problem, code: 'moved-to-disk' }, { cause: error });
    });
  }

  async load(relation: string, source: Source, options: WorkOptions = {}): Promise<LoadReport> {
    const report = await this.#workOrMove(options, (work) => this.#load(work, relation, source));
    this.#sources.delete(relation);
    this.#sources.set(relation, source);
    return report;
  }

  async convert(
    relation: string,
    columns: readonly Conversion[],
    options: WorkOptions = {},
  ): Promise<readonly Column[]> {
    const converted = await this.#workOrMove(options, async ({ session, onProgress }) => {
      try {
        await session.run('BEGIN');
        await convertColumns(session, `files.${quoteName(relation)}`, columns, onProgress);
        session.use();
        const own = session.giveBack();
        await own.run('COMMIT');
        const [loaded] = await readRelations(own, [relation]);
        return loaded?.columns ?? [];
      } catch (error) {
        if (!(error instanceof EngineCrash))
          await session
            .giveBack()
            .run('ROLLBACK')
            .catch(() => undefined);
        throw error;
      }
    });
    const source = this.#sources.get(relation);
    if (source)
      this.#sources.set(relation, { ...source, conversions: [...(source.conversions ?? []), ...columns] });
    return converted;
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#work({}, async ({ session }) => {
      const own = session.giveBack();
      try {
        // Replacing drops the table of that name, which is this one when the two differ in case only.
        const between = `${LOADING}${++this.#loads}`;
        if (foldName(from) === foldName(to)) await replaceTable(own, from, between);
        await replaceTable(own, foldName(from) === foldName(to) ? between : from, to);
      } catch (error) {
        if (!(error instanceof EngineCrash)) await own.run('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
    const source = this.#sources.get(from);
    this.#sources.delete(from);
    this.#sources.delete(to);
    if (source) this.#sources.set(to, source);
  }

  async drop(relation: string): Promise<void> {
    this.#sources.delete(relation);
    await this.#work({}, async ({ session }) => {
      await session.run(`DROP TABLE IF EXISTS files.${quoteName(relation)}`);
    });
  }

  async relations(): Promise<Relation[]> {
    const names = [...this.#sources.keys()];
    return this.#work({}, async ({ session }) => readRelations(session, names));
  }

  async write(sql: string, format: 'csv' | 'parquet', options: QueryOptions = {}): Promise<Blob> {
    return this.#work(options, ({ session, driver, onProgress }) =>
      writeRows(session, driver, { sql, format, parameters: options.parameters, onProgress }),
    );
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#pool.fail(new ProblemError({ code: 'engine-closed' }));
    await this.#driver.close();
  }

  /** Work on a table, with the disk's help where the memory is not enough. */
  async #workOrMove<T>(options: WorkOptions, body: (work: Work) => Promise<T>): Promise<T> {
    const driver = this.#driver;
    return this.#work(options, body).catch(async (error: unknown) => {
      // A table that was cut off is gone again: what the memory holds now says nothing.
      if (await this.#moveToDisk(error, driver, 0)) return this.#work(options, body);
      throw error;
    });
  }

  async #load(work: Work, relation: string, source: Source): Promise<LoadReport> {
    const { session, driver, signal, onProgress } = work;
    const name = `${LOADING}${++this.#loads}`;
    const table = `files.${quoteName(name)}`;
    try {
      let found: Pick<LoadReport, 'rejects'> = { rejects: [] };
      if (source.kind === 'csv') {
        const path = await driver.openFile(source.file);
        try {
          found = await loadCsv(session, { source, path, table, onProgress });
        } finally {
          await driver.closeFile(path);
        }
      } else {
        const { file, rows } = source;
        const job = { file, rows, schema: 'files', table: name, signal, onProgress };
        await driver.loadParquet(session.use(), job);
        await convertColumns(session, table, source.conversions ?? []);
      }
      session.use();
      // From here it is a matter of milliseconds, and must not be cut in two.
      const own = session.giveBack();
      await replaceTable(own, name, relation);
      const [loaded] = await readRelations(own, [relation]);
      return { rows: loaded?.rows ?? 0, columns: loaded?.columns ?? [], ...found };
    } catch (error) {
      if (!(error instanceof EngineCrash)) {
        const own = session.giveBack();
        await own.run('ROLLBACK').catch(() => undefined);
        await own.run(`DROP TABLE IF EXISTS ${table}`).catch(() => undefined);
        await dropRejects(own).catch(() => undefined);
      }
      throw error;
    }
  }

  /** Lends a session to a piece of work, and sees to cancelling, progress, crashes and errors. */
  async #work<T>(options: WorkOptions, body: (work: Work) => Promise<T>): Promise<T> {
    const { signal } = options;
    const own = await this.#takeSession(signal);
    const session = new LentSession(own);
    const [driver, pool] = [this.#driver, this.#pool];
    const controller = new AbortController();
    const abort = (): void => {
      if (session.cancel()) controller.abort();
    };
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    const onProgress = toRising(options.onProgress, controller.signal);
    const work = body({ session, driver, signal: controller.signal, onProgress });
    const cleaned = work.then(
      () => pool.put(own),
      (error: unknown) => {
        if (!(error instanceof EngineCrash)) pool.put(own);
      },
    );
    try {
      const result = await untilAborted(work, controller.signal);
      onProgress(100);
      return result;
    } catch (error) {
      if (controller.signal.aborted) {
        this.#cleaning.add(cleaned);
        void cleaned.then(() => this.#cleaning.delete(cleaned));
        await Promise.race([cleaned, pause(CANCEL_GRACE)]);
        void Promise.race([cleaned, pause(STUCK)]).then(() => {
          if (this.#cleaning.has(cleaned) && driver === this.#driver) driver.kill?.();
        });
        throw new ProblemError({ code: 'cancelled' });
      }
      if (this.#closed) throw new ProblemError({ code: 'engine-closed' });
      throw toQueryProblem(error);
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  async #takeSession(signal: AbortSignal | undefined): Promise<Session> {
    for (;;) {
      if (this.#closed) throw new ProblemError({ code: 'engine-closed' });
      await untilAborted(this.#ready, signal);
      if (this.#cleaning.size > 0) {
        await untilAborted(Promise.race([Promise.all(this.#cleaning), pause(STUCK)]), signal);
      }
      try {
        return await this.#pool.take(signal);
      } catch (error) {
        if (!(error instanceof EngineCrash)) throw error;
      }
    }
  }

  /**
   * When the memory was not enough, of which tables hold `held` bytes or more, and the disk can take them: starts anew there.
   * True when the engine is on the disk now.
   */
  async #moveToDisk(error: unknown, driver: Driver, held: number): Promise<boolean> {
    const isShort = error instanceof ProblemError && error.problem.code === 'out-of-memory';
    if (!isShort || driver.place !== 'memory-or-disk' || this.#closed) return false;
    if (held > 0 && driver === this.#driver) {
      const bytes = await this.#work({}, async ({ session }) => readHeldBytes(session));
      if (bytes < held) return false;
    }
    if (driver === this.#driver && !this.#onDisk) {
      this.#onDisk = true;
      this.#why = 'memory';
      driver.kill?.();
    }
    await this.#ready;
    return this.#driver.place === 'disk';
  }

  /** Starts anew and loads everything again. A source that brings the new engine down, or is gone, is left out. */
  async #restart(): Promise<void> {
    if (this.#closed) return;
    await this.#driver.close().catch(() => undefined);
    await this.start();
    for (const [relation, source] of [...this.#sources]) {
      const [session] = this.#driver.sessions;
      const signal = new AbortController().signal;
      const work = {
        session: new LentSession(session as Session),
        driver: this.#driver,
        signal,
        onProgress: () => undefined,
      };
      try {
        await this.#load(work, relation, source);
      } catch (error) {
        this.#sources.delete(relation);
        this.#lost.push(relation);
        if (error instanceof EngineCrash) return;
      }
    }
    this.#options.onRestart?.(this.#lost.splice(0), this.#why);
    this.#why = 'crash';
  }
}

async function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
