/** What the bench script can ask of the page: each function runs one thing in this tab and gives milliseconds. */
import { checkSpec } from '../../../src/chart/check-spec.ts';
import { compileChurn } from '../../../src/churn/definition/compile-churn.ts';
import { createBrowserEngine } from '../../../src/engine/create-browser-engine.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { createWorkerTasks } from '../../../src/intake/create-worker-tasks.ts';
import { importFile } from '../../../src/intake/import-file.ts';
import { parseNotebook } from '../../../src/notebook/parse-notebook.ts';
import { createKinds } from '../../../src/runtime/create-kinds.ts';
import { createRuntime } from '../../../src/runtime/create-runtime.ts';
import { macroStatements } from '../../../src/churn/statistics/macros.ts';
import { models } from '../../../src/churn/statistics/models.ts';
import { bindParameters } from '../../../src/sql/bind-parameters.ts';
import { bootBare, importBareCsv, importBareParquet, runBare } from './bare.ts';

interface Timed {
  readonly ms: number;
  /** The longest task of the page's main thread meanwhile; 0 when none was over 50 ms. */
  readonly longestTask: number;
}

/** A cell and how long it took. */
interface CellTime {
  readonly kind: string;
  readonly body: string;
  readonly ms: number;
}

const tasks = createWorkerTasks(
  () => new Worker(new URL('../../../src/intake/intake-worker.ts', import.meta.url), { type: 'module' }),
);
const longTasks: PerformanceEntry[] = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries())).observe({ type: 'longtask' });

async function time(work: () => Promise<unknown>): Promise<Timed> {
  const start = performance.now();
  await work();
  const end = performance.now();
  await new Promise((done) => setTimeout(done, 50));
  const tasks = longTasks.filter((task) => task.startTime >= start && task.startTime < end);
  return { ms: end - start, longestTask: Math.max(0, ...tasks.map((task) => task.duration)) };
}

/** Slow statements go to the console, so that a run that takes for ever says where. */
async function told<T>(sql: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  const ms = performance.now() - start;
  if (ms > 500) console.info(`${Math.round(ms)} ms`, sql.replace(/\s+/g, ' ').slice(0, 120));
  return result;
}

function pickedFile(index: number): File {
  const file = document.querySelector<HTMLInputElement>('#files')?.files?.[index];
  if (!file) throw new Error('no file picked');
  return file;
}

async function withEngine<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await createBrowserEngine({ functions: macroStatements });
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

const bench = {
  bareBoot: () => time(async () => (await bootBare()).terminate()),

  async bareImport(kind: 'csv' | 'parquet'): Promise<number> {
    const db = await bootBare();
    const load = kind === 'csv' ? importBareCsv : importBareParquet;
    const ms = await load(db, pickedFile(0), 'bare');
    await db.terminate();
    return ms;
  },

  /** SheetJS reading the picked workbook, with the settings that make it fastest. */
  async bareWorkbook(): Promise<number> {
    const { read } = await import('@e965/xlsx');
    const start = performance.now();
    read(new Uint8Array(await pickedFile(0).arrayBuffer()), {
      type: 'array',
      dense: true,
      cellText: false,
      cellHTML: false,
    });
    return performance.now() - start;
  },

  /** Rows loaded and the time of the whole import, from the file to the account. */
  ourImport: () =>
    withEngine(async (engine) => {
      // parquet-wasm's download counts on both sides, the engine's boot on neither.
      let rows = 0;
      const timed = await time(async () => {
        rows = (await importFile({ tasks, engine, file: pickedFile(0), relation: 'ours' })).loaded;
      });
      return { ...timed, rows };
    }),

  /** A notebook over picked files (in the order of its data cells), and then its SQL on the bare engine. */
  async notebook(
    text: string,
  ): Promise<{ ours: Timed; bare: number; statements: number; cells: readonly CellTime[] }> {
    const statements: string[] = [];
    let cells: readonly CellTime[] = [];
    let files: { name: string; relation: string }[] = [];
    const ours = await withEngine(async (engine) => {
      const notebook = parseNotebook(text, {
        createId: (() =>
          (
            (next) => () =>
              `c${next++}`
          )(0))(),
      });
      const dataCells = notebook.cells.filter((cell) => cell.kind === 'data');
      files = dataCells.map((cell, index) => ({ name: cell.name ?? '', relation: `file_${index}` }));
      for (const [index, { relation }] of files.entries()) {
        await importFile({ tasks, engine, file: pickedFile(index), relation });
      }
      const recording = {
        query: (...[sql, options]: Parameters<Engine['query']>) => {
          const bound = bindParameters(sql, options?.parameters ?? {});
          statements.push(bound);
          return told(bound, () => engine.query(sql, options));
        },
      };
      const runtime = createRuntime({
        engine: recording,
        kinds: createKinds({ checkChart: checkSpec, compileChurn, models }),
        clock: () => performance.now(),
      });
      runtime.setTables(
        Object.fromEntries(files.map(({ name, relation }) => [name, { relation, version: '1' }])),
      );
      runtime.setNotebook(notebook);
      const timed = await time(() => runtime.run());
      const failed = runtime.states().filter((state) => state.status !== 'done');
      if (failed.length > 0) throw new Error(JSON.stringify(failed.map((state) => state.problem)));
      cells = notebook.cells.map(({ id, kind, body }) => ({ kind, body, ms: runtime.state(id).ms ?? 0 }));
      return timed;
    });
    const db = await bootBare();
    const connection = await db.connect();
    for (const sql of macroStatements) await connection.query(sql);
    for (const schema of ['files', 'results']) await connection.query(`CREATE SCHEMA ${schema}`);
    for (const [index, { relation }] of files.entries()) {
      await importBareCsv(db, pickedFile(index), `files.${relation}`);
    }
    const start = performance.now();
    for (const sql of statements) await told(sql, () => runBare(connection, sql));
    const bare = performance.now() - start;
    await db.terminate();
    return { ours, bare, statements: statements.length, cells };
  },
};

declare global {
  interface Window {
    bench: typeof bench;
  }
}
window.bench = bench;
