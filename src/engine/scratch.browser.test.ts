import { describe, expect, test } from 'vitest';
import { browserAssets } from './browser-assets.ts';
import { startBrowserDriver } from './browser-driver.ts';
import { testEngineContract } from './contract.ts';
import { createCsvSource } from './contract-source.ts';
import { createEngine } from './create-engine.ts';
import type { Engine } from './engine.ts';
import { createScratchDatabase, removeLeftScratch } from './scratch-database.ts';

/** An engine whose memory holds only so much: what a large file does to a real one, in a second. */
async function createSmallEngine(onRestart: (lost: readonly string[], why: string) => void): Promise<Engine> {
  return createEngine((onDisk) => startBrowserDriver({ ...browserAssets, memoryLimit: LIMIT }, onDisk), {
    onRestart,
  });
}

async function findScratch(): Promise<string[]> {
  const names: string[] = [];
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('scratch', { create: true });
  for await (const name of folder.keys()) names.push(name);
  return names;
}

describe('with its tables on the disk', () =>
  testEngineContract(() => createEngine(() => startBrowserDriver(browserAssets, true), {})));

// The reader alone takes 256 MB, a table of these 100 MB.
const LIMIT = '420MB';
const line = `${'流失客户 lost customer '.repeat(8)}`;
const rows = Array.from({ length: 400_000 }, (_, row) => `${row},${row % 97} ${line}`);
const large = createCsvSource(`a,b\n${rows.join('\n')}\n`, ['a', 'b']);

test('a file that is larger than the memory is loaded with the help of the disk, and earlier tables are there', async () => {
  const restarts: unknown[] = [];
  const engine = await createSmallEngine((lost, why) => restarts.push([lost, why]));
  await engine.load('small', createCsvSource('a\n1\n', ['a']));
  for (const name of ['one', 'two', 'three']) expect((await engine.load(name, large)).rows).toBe(400_000);
  expect(restarts).toEqual([[[], 'memory']]);
  const sums = await engine.query(
    `SELECT (SELECT sum(a::BIGINT) FROM files.two), (SELECT sum(length(b)) FROM files.one) = (SELECT sum(length(b)) FROM files.three), (SELECT count(*) FROM files.small)`,
  );
  expect([0, 1, 2].map((column) => String(sums.at(0, column)))).toEqual(['79999800000', 'true', '1']);
  const own = String(
    (await engine.query('SELECT path FROM duckdb_databases() WHERE path IS NOT NULL')).at(0, 0),
  );
  // A database may touch its own files, and no other; they are open already, so nothing can write over them.
  for (const path of [own, `${own}.wal`])
    await expect(engine.query(`COPY (SELECT 1) TO '${path}'`)).rejects.toThrow();
  await expect(engine.query(`ATTACH '${own.replace(/[^/]*$/, 'other.db')}' AS x`)).rejects.toMatchObject({
    problem: { code: 'forbidden' },
  });
  expect((await engine.query('SELECT count(*) FROM files.two')).at(0, 0)).toBe(400_000);
  const stop = new AbortController();
  const stopped = engine.load('stopped', large, { signal: stop.signal, onProgress: () => stop.abort() });
  await expect(stopped).rejects.toMatchObject({ problem: { code: 'cancelled' } });
  expect((await engine.relations()).map(({ name }) => name).toSorted()).toEqual([
    'one',
    'small',
    'three',
    'two',
  ]);
  const file = own.split('/').at(-1);
  expect(await findScratch()).toContain(file);
  await engine.close();
  await expect.poll(async () => (await removeLeftScratch(), findScratch())).not.toContain(file);
});

test('scratch that a tab still holds is not removed by another', async () => {
  const scratch = await createScratchDatabase();
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('scratch', { create: true });
  const name = scratch?.path.split('/').at(-1) ?? '';
  await folder.getFileHandle(name, { create: true });
  await removeLeftScratch();
  expect(await findScratch()).toContain(name);
  scratch?.release();
  await expect.poll(async () => (await removeLeftScratch(), findScratch())).not.toContain(name);
});
