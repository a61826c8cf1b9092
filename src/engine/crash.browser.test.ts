import { expect, test } from 'vitest';
import { browserAssets } from './browser-assets.ts';
import { createBrowserEngine } from './create-browser-engine.ts';
import { createCsvSource } from './contract-source.ts';
import { EngineCrash } from './driver.ts';
import type { Engine } from './engine.ts';
import { WorkerClient } from './worker-client.ts';
import { createDuckdbWorker, tellLife, watchWorker } from './worker-life.ts';

interface Setup {
  readonly engine: Engine;
  readonly workers: Worker[];
  /** With the names of the tables that were lost. */
  readonly restarted: Promise<readonly string[]>;
}

async function setUp(): Promise<Setup> {
  const workers: Worker[] = [];
  let onRestart: (lost: readonly string[]) => void = () => undefined;
  const restarted = new Promise<readonly string[]>((resolve) => (onRestart = resolve));
  const createWorker = (): Worker => {
    // The engine's own script, which can be told to end itself with an error that nobody catches, or without a word.
    const script = `(${tellLife.toString()})();importScripts(${JSON.stringify(browserAssets.workerUrl)});
      addEventListener('message', (event) => {
        if (event.data === 'die') throw new Error('killed');
        if (event.data === 'vanish') close();
      });`;
    const worker = watchWorker(new Worker(URL.createObjectURL(new Blob([script]))));
    workers.push(worker);
    return worker;
  };
  const engine = await createBrowserEngine({
    assets: { ...browserAssets, createWorker },
    functions: ['CREATE OR REPLACE MACRO main.doubled(x) AS 2 * x'],
    onRestart: (lost) => onRestart(lost),
  });
  await engine.load('客户', createCsvSource('a\n1\n2\n', ['a']));
  await engine.load('second', createCsvSource('a\n3\n', ['a']));
  await engine.convert('second', [{ name: 'a', type: 'BIGINT', expression: 'CAST(a AS BIGINT) + 4' }]);
  return { engine, workers, restarted };
}

async function expectAllBack(engine: Engine): Promise<void> {
  expect((await engine.query('SELECT count(*) FROM files."客户"')).at(0, 0)).toBe(2);
  expect((await engine.relations()).map((one) => one.name)).toEqual(['客户', 'second']);
  expect((await engine.query('SELECT a FROM files.second')).at(0, 0)).toBe(7);
  expect((await engine.query('SELECT doubled(21)')).at(0, 0)).toBe(42);
  await engine.close();
}

test('when the worker dies, the call fails, the engine starts anew, and the loaded files are back', async () => {
  const { engine, workers, restarted } = await setUp();
  await engine.query('CREATE TABLE lost AS SELECT 1');
  const running = engine.query(
    'SELECT count(*) FROM range(100000) AS a(x), range(100000) AS b(y) WHERE (x * y) % 7 = 3',
  );
  setTimeout(() => workers[0]?.postMessage('die'), 50);
  await expect(running).rejects.toMatchObject({ problem: { code: 'engine-crashed' } });
  await restarted;
  expect(workers).toHaveLength(2);
  await expect(engine.query('FROM lost')).rejects.toMatchObject({ problem: { code: 'unknown-table' } });
  await expectAllBack(engine);
});

test('a worker that is ended from outside tells nobody, is noticed all the same, and everything is back', async () => {
  const { engine, workers, restarted } = await setUp();
  workers[0]?.postMessage('vanish');
  const asked = engine.query('SELECT 1');
  await expect(asked).rejects.toMatchObject({ problem: { code: 'engine-crashed' } });
  expect(await restarted).toEqual([]);
  await expectAllBack(engine);
});

test('a table whose file is gone when the engine comes back is told, and the others are there', async () => {
  const { engine, workers, restarted } = await setUp();
  const { file, ...source } = createCsvSource('a\n4\n', ['a']);
  let isGone = false;
  const slice = (...range: Parameters<typeof file.slice>): Blob => {
    if (isGone) throw new DOMException('gone', 'NotReadableError');
    return file.slice(...range);
  };
  await engine.load('short-lived', { ...source, file: { name: file.name, size: file.size, slice } });
  isGone = true;
  workers[0]?.postMessage('die');
  expect(await restarted).toEqual(['short-lived']);
  await expectAllBack(engine);
});

test('a wasm trap ends every pending call and is told once', async () => {
  // The smallest module that traps: (func (export "f") unreachable).
  const script = `const bytes = new Uint8Array([0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,5,1,3,0,0,11]);
    onmessage = ({ data }) => {
      if (data.type !== 'POLL_PENDING_QUERY') return;
      try { new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports.f(); }
      catch (error) { postMessage({ type: 'ERROR', requestId: data.messageId, data: { name: error.name, message: error.message } }); }
    };`;
  const client = new WorkerClient(new Worker(URL.createObjectURL(new Blob([script]))));
  const crashes: unknown[] = [];
  client.onCrash((cause) => crashes.push(cause));
  const waiting = client.call('PING', null);
  const trapped = client.call('POLL_PENDING_QUERY', 1);
  await expect(trapped).rejects.toBeInstanceOf(EngineCrash);
  await expect(waiting).rejects.toBeInstanceOf(EngineCrash);
  await expect(client.call('PING', null)).rejects.toBeInstanceOf(EngineCrash);
  expect(crashes).toHaveLength(1);
});

test('a statement that cannot be stopped is cancelled in time, and the engine comes back', async () => {
  const { engine, restarted } = await setUp();
  const controller = new AbortController();
  const stuck = engine.query(
    'CREATE TABLE stuck AS SELECT a.x, b.y FROM range(100000) AS a(x), range(100000) AS b(y) WHERE (a.x * b.y) % 1000003 = 1',
    { signal: controller.signal },
  );
  await new Promise((resolve) => setTimeout(resolve, 150));
  const start = performance.now();
  controller.abort();
  await expect(stuck).rejects.toMatchObject({ problem: { code: 'cancelled' } });
  expect(performance.now() - start).toBeLessThan(200);
  await restarted;
  await expectAllBack(engine);
});

test('an engine that cannot start says so', async () => {
  const noScript = (): Worker => new Worker('data:text/javascript,throw 1');
  const noWasm = (): Worker =>
    createDuckdbWorker(browserAssets.workerUrl, new URL('/nothing.wasm', location.href).href);
  for (const createWorker of [noScript, noWasm]) {
    const start = createBrowserEngine({ assets: { ...browserAssets, createWorker } });
    await expect(start).rejects.toMatchObject({ problem: { code: 'engine-start-failed' } });
  }
});

test('a server that does not know the type of the wasm does not matter', async () => {
  const bytes = await (await fetch(browserAssets.wasmUrl)).arrayBuffer();
  const wasm = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const createWorker = (): Worker => createDuckdbWorker(browserAssets.workerUrl, wasm);
  const engine = await createBrowserEngine({ assets: { ...browserAssets, createWorker } });
  expect((await engine.query('SELECT 42')).at(0, 0)).toBe(42);
  await engine.close();
});
