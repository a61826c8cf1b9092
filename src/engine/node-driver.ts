import { appendFile, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { DuckDBInstance, version } from '@duckdb/node-api';
import { quoteName, quoteText } from '../sql/quote.ts';
import type { Driver, ParquetJob } from './driver.ts';
import { planLockdown, sessionSettings } from './lockdown.ts';
import { ProblemError } from '../problem.ts';
import { NodeSession } from './node-session.ts';
import { toQueryProblem } from './query-problem.ts';
import type { SourceFile } from './source.ts';

/** Each running statement holds one of the four threads that Node has for such work; one stays free for files. */
const SESSIONS = 3;

/**
 * Starts native DuckDB on a database of its own in a private folder, locked to two folders in it.
 * A file becomes readable as a link in `uploads/`, for as long as it is being loaded. All is removed on close.
 */
export async function startNodeDriver(parent = tmpdir()): Promise<Driver> {
  const home = await mkdtemp(join(parent, 'ebb-'));
  const remove = (): void => rmSync(home, { recursive: true, force: true });
  process.once('exit', remove);
  const forget = async (): Promise<void> => {
    process.off('exit', remove);
    await rm(home, { recursive: true, force: true });
  };
  try {
    const [uploads, exports, spill] = ['uploads', 'exports', 'spill'].map((name) => join(home, name) + sep);
    for (const directory of [uploads, exports, spill]) await mkdir(directory as string);
    const instance = await DuckDBInstance.create(join(home, 'ebb.duckdb'), {
      temp_directory: spill as string,
      autoload_known_extensions: 'false',
      autoinstall_known_extensions: 'false',
      // The file is scratch: what would be written into it to last is work for nothing, of seconds for thousands of columns.
      checkpoint_threshold: '1GB',
    });
    const sessions: NodeSession[] = [];
    for (let count = 0; count < SESSIONS; count++) {
      const session = new NodeSession(await instance.connect());
      await session.run('SET enable_progress_bar_print=false');
      await session.run('PRAGMA disable_checkpoint_on_shutdown');
      for (const setting of sessionSettings) await session.run(setting);
      // The tab's engine knows no time zones: a moment has the same day here, wherever the machine stands.
      await session.run("SET TimeZone='UTC'");
      sessions.push(session);
    }
    for (const setting of planLockdown([uploads as string, exports as string]))
      await sessions[0]?.run(setting);
    const close = async (): Promise<void> => {
      await Promise.all(sessions.map((session) => session.close()));
      instance.closeSync();
      await forget();
    };
    return createDriver(sessions, uploads as string, exports as string, close);
  } catch (error) {
    await forget();
    throw error;
  }
}

function createDriver(
  sessions: readonly NodeSession[],
  uploads: string,
  exports: string,
  close: () => Promise<void>,
): Driver {
  let count = 0;
  const stamps = new Map<string, string>();
  const openFile = async (file: SourceFile): Promise<string> => {
    const path = join(uploads, String(++count));
    if (file.path !== undefined) await symlink(resolve(file.path), path);
    else await copyTo(path, file);
    stamps.set(path, await readStamp(path));
    return path;
  };
  const closeFile = async (path: string): Promise<void> => {
    const isSame = stamps.get(path) === (await readStamp(path));
    stamps.delete(path);
    await rm(path, { force: true });
    if (!isSame) throw new ProblemError({ code: 'file-gone' });
  };
  return {
    place: 'disk',
    name: `duckdb ${version().replace(/^v/, '')}`,
    database: 'ebb',
    sessions,
    exports,
    openFile,
    closeFile,
    async loadParquet(session, job: ParquetJob) {
      const path = await openFile(job.file);
      try {
        const table = `${quoteName(job.schema)}.${quoteName(job.table)}`;
        await session.run(
          `CREATE TABLE ${table} AS SELECT * FROM read_parquet(${quoteText(path)})${job.rows === undefined ? '' : ` LIMIT ${job.rows}`}`,
          job.onProgress,
        );
      } catch (error) {
        throw toParquetProblem(error);
      } finally {
        await closeFile(path);
      }
    },
    async writeParquet(session, sql, onProgress) {
      const path = `${exports}${++count}.parquet`;
      await session.run(`COPY (${sql}\n) TO ${quoteText(path)} (FORMAT parquet)`, onProgress);
      const bytes = await readFile(path);
      await rm(path);
      return new Blob([bytes], { type: 'application/vnd.apache.parquet' });
    },
    async takeExport(path) {
      const bytes = await readFile(path);
      await rm(path);
      return bytes as Uint8Array<ArrayBuffer>;
    },
    onCrash: () => undefined,
    close,
  };
}

/** What changes when a file is written to or taken away; the tab's engine notices that by itself. */
async function readStamp(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found ? `${found.size} ${found.mtimeMs}` : 'gone';
}

/** Writes a file that exists in memory only, in pieces: the stream of a large Blob is very slow in Node. */
async function copyTo(path: string, file: SourceFile): Promise<void> {
  const step = 8 * 1024 * 1024;
  await writeFile(path, '');
  for (let start = 0; start < file.size; start += step) {
    const part = file.slice(start, Math.min(file.size, start + step));
    await appendFile(path, new Uint8Array(await part.arrayBuffer()));
  }
}

/** What is wrong with the file, unless it is not the file that is wrong. */
function toParquetProblem(error: unknown): ProblemError {
  const found = toQueryProblem(error);
  if (['file-gone', 'out-of-memory', 'cancelled'].includes(found.problem.code)) return found;
  return new ProblemError({ ...found.problem, code: 'parquet-damaged' }, { cause: error });
}
