import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserAssets } from './browser-assets.ts';
import { createBrowserEngine } from './create-browser-engine.ts';
import type { Engine } from './engine.ts';

/** Answers its first request with a real trap of a real module: (func (export "f") unreachable). */
const TRAP = `const bytes = new Uint8Array([0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,5,1,3,0,0,11]);
  onmessage = () => new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports.f();`;

let engine: Engine;
let traps = 0;
let workers = 0;
beforeAll(async () => {
  const createParquetWorker = (): Worker => {
    workers++;
    if (traps-- <= 0) return browserAssets.createParquetWorker();
    return new Worker(URL.createObjectURL(new Blob([TRAP])));
  };
  engine = await createBrowserEngine({ assets: { ...browserAssets, createParquetWorker } });
});
afterAll(() => engine.close());

async function makeFile(): Promise<File> {
  traps = 0;
  const blob = await engine.write(`SELECT x, '流失' AS t, [x, NULL] AS l FROM range(5) AS r(x)`, 'parquet');
  return new File([blob], 'x.parquet');
}

test('a trap in the reader ends only its worker, and the second reader loads the file', async () => {
  const file = await makeFile();
  [traps, workers] = [1, 0];
  const report = await engine.load('客户', { kind: 'parquet', file });
  expect(workers).toBe(2);
  expect(report.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
    'x BIGINT',
    't VARCHAR',
    'l BIGINT[]',
  ]);
  expect((await engine.query('SELECT sum(x), min(t), sum(l[1]) FROM files."客户"')).at(0, 2)).toBe(10);
});

test('when both readers fail there is one clear problem, and everything else stays', async () => {
  const file = await makeFile();
  await engine.query('CREATE OR REPLACE TABLE kept AS SELECT 7 AS a');
  [traps, workers] = [2, 0];
  await expect(engine.load('客户', { kind: 'parquet', file })).rejects.toMatchObject({
    problem: { code: 'parquet-reader-crashed' },
  });
  expect(workers).toBe(2);
  expect((await engine.query('FROM kept')).at(0, 0)).toBe(7);
  expect((await engine.query('SELECT count(*) FROM files."客户"')).at(0, 0)).toBe(5);
});

test('a file that fails in the middle is read again from its start', async () => {
  const blob = await engine.write('SELECT x, md5(x::VARCHAR) AS m FROM range(400000) AS r(x)', 'parquet');
  const bytes = new Uint8Array(await blob.arrayBuffer());
  // Damage in the last row group's pages: neither reader may load the rows before it as if they were all.
  bytes.fill(0xff, bytes.length - 400_000, bytes.length - 200_000);
  await expect(
    engine.load('客户', { kind: 'parquet', file: new File([bytes], 'damaged.parquet') }),
  ).rejects.toMatchObject({ problem: { code: expect.stringMatching(/^parquet-/) as string } });
  expect((await engine.query('SELECT count(*) FROM files."客户"')).at(0, 0)).toBe(5);
});
