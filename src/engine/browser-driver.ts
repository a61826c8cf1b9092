import { BrowserSession } from './browser-session.ts';
import type { Driver } from './driver.ts';
import { planLockdown, sessionSettings } from './lockdown.ts';
import { loadParquet, writeParquet } from './parquet-client.ts';
import type { SourceFile } from './source.ts';
import { quoteName } from '../sql/quote.ts';
import { WorkerClient } from './worker-client.ts';

/** Where the engine's parts come from. All of them are on our own origin, or inlined in the page. */
export interface BrowserAssets {
  readonly createWorker: () => Worker;
  /** Absolute URL of `duckdb-eh.wasm`, as the worker can fetch it. */
  readonly wasmUrl: string;
  readonly createParquetWorker: () => Worker;
}

const SESSIONS = 8;
/** DuckDB-Wasm's number for a `File` that the worker reads in slices. */
const BROWSER_FILEREADER = 2;

/** Starts DuckDB in a worker, locked. */
export async function startBrowserDriver(assets: BrowserAssets): Promise<Driver> {
  const client = new WorkerClient(assets.createWorker());
  try {
    await client.call('INSTANTIATE', [assets.wasmUrl, null]);
    await client.call('OPEN', { query: { castBigIntToDouble: false } });
    const sessions: BrowserSession[] = [];
    for (let count = 0; count < SESSIONS; count++) {
      const session = new BrowserSession(client, await client.call<number>('CONNECT', null));
      await session.run(sessionSettings.join('; '));
      sessions.push(session);
    }
    const first = sessions[0] as BrowserSession;
    const version = (await first.run('SELECT version()')).at([{ kind: 'plain', name: 'VARCHAR' }], 0, 0);
    await first.run(planLockdown(['uploads/', 'exports/']).join('; '));
    return createDriver(client, sessions, `duckdb-wasm ${String(version).replace(/^v/, '')}`, assets);
  } catch (error) {
    client.close();
    throw error;
  }
}

function createDriver(
  client: WorkerClient,
  sessions: readonly BrowserSession[],
  name: string,
  assets: BrowserAssets,
): Driver {
  let files = 0;
  return {
    name,
    database: 'memory',
    sessions,
    exports: 'exports/',
    async openFile(file) {
      const path = `uploads/${++files}`;
      await client.call('REGISTER_FILE_HANDLE', [path, toBlob(file), BROWSER_FILEREADER, true]);
      return path;
    },
    async closeFile(path) {
      await client.call('DROP_FILE', path);
    },
    async loadParquet(session, job) {
      const { schema, table: name } = job;
      await loadParquet(assets.createParquetWorker, toBlob(job.file), job, {
        insert: (bytes, create) => (session as BrowserSession).insert(bytes, { schema, name, create }),
        async clear() {
          await session.run(`DROP TABLE IF EXISTS ${quoteName(schema)}.${quoteName(name)}`);
        },
      });
    },
    async writeParquet(session, sql, onProgress) {
      const parts: Uint8Array<ArrayBuffer>[] = [];
      await (session as BrowserSession).stream(sql, onProgress, (bytes) => parts.push(bytes));
      return writeParquet(assets.createParquetWorker, parts);
    },
    async takeExport(path) {
      const bytes = await client.call<Uint8Array<ArrayBuffer>>('COPY_FILE_TO_BUFFER', path);
      await client.call('DROP_FILE', path);
      return bytes;
    },
    onCrash: (listener) => client.onCrash(listener),
    kill: () => client.kill(),
    async close() {
      client.close();
    },
  };
}

function toBlob(file: SourceFile): Blob {
  return file instanceof Blob ? file : file.slice();
}
