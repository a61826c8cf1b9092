import { expect, test } from 'vitest';
import type { Engine, WorkOptions } from '../engine/engine.ts';
import { ProblemError } from '../problem.ts';
import { createCellState } from '../runtime/cell-state.ts';
import { createExport } from './create-export.ts';
import { Notices } from './notices.svelte.ts';
import { createTestClock } from './test-platform.ts';

/** Writes when it is told to, and stops when it is stopped. */
function createSlowEngine() {
  let finish: (content: Blob) => void = () => undefined;
  const engine = {
    write: (_sql: string, _format: string, { signal }: WorkOptions = {}) =>
      new Promise<Blob>((resolve, reject) => {
        finish = resolve;
        signal?.addEventListener('abort', () => reject(new ProblemError({ code: 'cancelled' })));
      }),
  } as unknown as Engine;
  return { engine, finish: (content: Blob) => finish(content) };
}

function start() {
  const clock = createTestClock();
  const notices = new Notices(clock);
  const saved: string[] = [];
  const slow = createSlowEngine();
  const files = { download: (name: string) => void saved.push(name) };
  const state = { ...createCellState('a'), relation: 'results.r', rowCount: 1 };
  const done = createExport({ engine: slow.engine, files, notices, clock })(state, '客户', 'csv');
  return { clock, notices, saved, slow, done };
}

test('a quick export shows nothing but the file', async () => {
  const { clock, notices, saved, slow, done } = start();
  slow.finish(new Blob(['x']));
  await done;
  clock.pass(1000);
  expect(notices.list).toEqual([]);
  expect(saved).toEqual(['客户.csv']);
});

test('a long export is shown until it ends', async () => {
  const { clock, notices, saved, slow, done } = start();
  clock.pass(600);
  expect(notices.list).toMatchObject([{ key: 'exportRunning', values: { file: '客户.csv' } }]);
  slow.finish(new Blob(['x']));
  await done;
  expect(notices.list).toEqual([]);
  expect(saved).toEqual(['客户.csv']);
});

test('a long export can be stopped: no file, no problem', async () => {
  const { clock, notices, saved, done } = start();
  clock.pass(600);
  notices.list[0]?.action?.run();
  await done;
  expect(notices.list).toEqual([]);
  expect(saved).toEqual([]);
});
