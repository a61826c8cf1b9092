import { BrowserSession } from './browser-session.ts';
import type { Driver } from './driver.ts';
import { planLockdown, sessionSettings } from './lockdown.ts';
import { loadParquet, writeParquet } from './parquet-client.ts';
import type { ScratchDatabase } from './scratch-database.ts';
import type { SourceFile } from './source.ts';
import { quoteName } from '../sql/quote.ts';
import { WorkerClient } from './worker-client.ts';

/** Where the engine's parts come from. All of them are on our own origin, or inlined in the page. */
export interface BrowserAssets {
  readonly createWorker: () => Worker;
  /** Absolute URL of `duckdb-eh.wasm`, as the worker can fetch it. */
  readonly wasmUrl: string;
  readonly createParquetWorker: () => Worker;
  /** Less than the engine allows itself, such as `48MB`; for tests. */
  readonly memoryLimit?: string;
  /** A database file on the disk for when the memory is not enough; null or absent where there is none. */
  readonly createScratch?: () => Promise<ScratchDatabase | null>;
}

const SESSIONS = 8;
const TEXT = { kind: 'plain', name: 'VARCHAR' } as const;
/** DuckDB-Wasm's number for a `File` that the worker reads in slices. */
const BROWSER_FILEREADER = 2;

/** DuckDB-Wasm's number for a database that is read and written. */
const READ_WRITE = 3;

/**
 * Starts DuckDB in a worker, locked. Its tables are in memory, or with `onDisk` in a database file of this tab, where the
 * browser has such files.
 */
export async function startBrowserDriver(assets: BrowserAssets, onDisk = false): Promise<Driver> {
  const scratch = onDisk ? ((await assets.createScratch?.()) ?? null) : null;
  try {
    return await startDriver(assets, scratch, onDisk);
  } catch (error) {
    scratch?.release();
    if (!scratch) throw error;
    return startDriver(assets, null, onDisk);
  }
}

async function startDriver(
  assets: BrowserAssets,
  scratch: ScratchDatabase | null,
  onDisk: boolean,
): Promise<Driver> {
  const client = new WorkerClient(assets.createWorker());
  try {
    await client.call('INSTANTIATE', [assets.wasmUrl, null]);
    await client.call('OPEN', {
      ...(scratch && { path: scratch.path, accessMode: READ_WRITE }),
      query: { castBigIntToDouble: false },
    });
    const sessions = await Promise.all(Array.from({ length: SESSIONS }, () => openSession(client)));
    const first = sessions[0] as BrowserSession;
    const facts = await first.run('SELECT version(), current_database()');
    const [version, database] = [0, 1].map((column) => String(facts.at([TEXT, TEXT], 0, column)));
    if (assets.memoryLimit) await first.run(`SET memory_limit='${assets.memoryLimit}'`);
    await first.run(planLockdown(['uploads/', 'exports/']).join('; '));
    return createDriver(client, sessions, assets, {
      name: `duckdb-wasm ${version?.replace(/^v/, '')}`,
      database: database ?? '',
      place: scratch ? 'disk' : onDisk || !assets.createScratch ? 'memory' : 'memory-or-disk',
      release: () => scratch?.release(),
    });
  } catch (error) {
    client.close();
    throw error;
  }
}

async function openSession(client: WorkerClient): Promise<BrowserSession> {
  const session = new BrowserSession(client, await client.call<number>('CONNECT', null));
  await session.run(sessionSettings.join('; '));
  return session;
}

function createDriver(
  client: WorkerClient,
  sessions: readonly BrowserSession[],
  assets: BrowserAssets,
  { release, ...facts }: Pick<Driver, 'name' | 'database' | 'place'> & { readonly release: () => void },
): Driver {
  let files = 0;
  client.onCrash(release);
  return {
    ...facts,
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
      release();
    },
  };
}

function toBlob(file: SourceFile): Blob {
  return file instanceof Blob ? file : file.slice();
}
