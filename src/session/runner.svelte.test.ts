import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { openSourceFile } from '../engine/open-source-file.ts';
import type { SourceFile } from '../engine/source.ts';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import { importFile } from '../intake/import-file.ts';
import { previewFile } from '../intake/preview-file.ts';
import { createKinds } from '../runtime/create-kinds.ts';
import { createRuntime } from '../runtime/create-runtime.ts';
import { createSession, type Session } from './create-session.svelte.ts';
import { createTestClock, createTestFileKeep, createTestFiles, createTestStore } from './test-platform.ts';

const text = `---
ebb: 1
title: 流失
---

There are {{ totals.n }}.

\`\`\`yaml data name=客户
file: 客户.csv
\`\`\`

\`\`\`yaml input name=least
type: number
default: 0
\`\`\`

\`\`\`sql query name=chosen
select * from 客户 where fee >= $least
\`\`\`

\`\`\`sql query name=totals
select count(*) as n from chosen
\`\`\`

\`\`\`sql query name=apart
select 1 as one
\`\`\`
`;

let engine: Engine;
let session: Session;
let queries: string[];
const store = createTestStore();
store.write('ebb.preferences', JSON.stringify({ quietImport: true }));

beforeEach(async () => {
  engine = await createNodeEngine();
  queries = [];
  session = create();
});

afterEach(async () => {
  session.close();
  await engine.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

function create(): Session {
  let number = 0;
  return createSession({
    engine: Promise.resolve(engine),
    importFile,
    previewFile,
    createRuntime: (deferred, observer) =>
      createRuntime({
        engine: {
          query(sql, options) {
            queries.push(sql);
            return deferred.query(sql, options);
          },
        },
        kinds: createKinds({ checkChart: () => null }),
        observer,
        clock: () => performance.now(),
      }),
    samples: [],
    storage: store,
    clock: createTestClock(),
    files: createTestFiles(),
    fileKeep: createTestFileKeep(),
    tabs: { id: 'a', open: () => Promise.resolve(['a']) },
    languages: ['zh-CN'],
    createId: () => `c${++number}`,
  });
}

/** A file on the disk: the native engine reads it there. Each call has a folder of its own, so names may repeat. */
async function csv(name: string, content: string): Promise<SourceFile> {
  const folder = await mkdtemp(join(tmpdir(), 'ebb-session-'));
  folders.push(folder);
  await writeFile(join(folder, name), content);
  return openSourceFile(join(folder, name));
}

const folders: string[] = [];
const customers = (): Promise<SourceFile> => csv('客户.csv', '编号,fee\nA1,10\nA2,20\nA3,30\n');

function idOf(name: string): string {
  return session.document.notebook.cells.find((cell) => cell.name === name)?.id ?? '';
}

const status = (name: string) => session.runner.states.get(idOf(name))?.status;

function sentence(): string | undefined {
  const [cell] = session.document.notebook.cells;
  return cell && session.inlineTexts(cell)[0]?.text;
}

async function openAndRun(): Promise<void> {
  await session.desk.openText(text, { fileName: 'a.md', place: null });
  flushSync();
  await session.dataDesk.receive([await customers()]);
  flushSync();
  await session.runner.runAll();
}

test('a notebook that waited for a file runs by itself when the file comes', async () => {
  await session.desk.openText(text, { fileName: 'a.md', place: null });
  flushSync();
  await session.runner.runAll();
  expect(status('客户')).toBe('failed');
  expect(status('totals')).toBe('blocked');
  await session.dataDesk.receive([await customers()]);
  expect(status('totals')).toBe('done');
  expect(sentence()).toBe('3');
});

test('a changed input runs what depends on it and nothing else', async () => {
  await openAndRun();
  expect(sentence()).toBe('3');
  queries.length = 0;
  session.document.setInputs({ least: { type: 'DOUBLE', value: 15 } });
  flushSync();
  await expect.poll(() => sentence()).toBe('2');
  expect(queries.some((sql) => sql.includes('select 1 as one'))).toBe(false);
  session.cells.undo();
  flushSync();
  await expect.poll(() => sentence()).toBe('3');
});

test('running an edited cell runs again what reads it', async () => {
  await openAndRun();
  session.cells.setBody(idOf('chosen'), 'select * from 客户 limit 1');
  flushSync();
  expect(status('totals')).toBe('stale');
  expect(session.runner.results.has(idOf('totals'))).toBe(true);
  await session.runner.run([idOf('chosen')]);
  expect(sentence()).toBe('1');
});

test('a broken cell blocks what reads it, says where, and comes back with undo', async () => {
  await openAndRun();
  session.cells.setBody(idOf('chosen'), 'select 客户, 不存在 from 客户');
  flushSync();
  await session.runner.run([idOf('chosen')]);
  const problem = session.runner.states.get(idOf('chosen'))?.problem;
  expect(problem?.position).toBe('select 客户, '.length);
  expect(status('totals')).toBe('blocked');
  expect(status('apart')).toBe('done');
  session.cells.undo();
  flushSync();
  await session.runner.runStale();
  expect(status('totals')).toBe('done');
});

test('a second file of one name gets a name of its own, said with a way to replace', async () => {
  await openAndRun();
  await session.dataDesk.receive([await csv('客户.csv', '编号,fee\nB1,5\n')]);
  expect(session.data.tables.map(({ relation }) => relation)).toEqual(['客户', '客户_2']);
  const notice = session.notices.list.find(({ key }) => key === 'nameTaken');
  expect(notice?.values).toMatchObject({ wanted: '客户', name: '客户_2' });
  await session.dataDesk.replaceOld(session.data.tables[1]!);
  expect(session.data.tables.map(({ relation, report }) => [relation, report.loaded])).toEqual([['客户', 1]]);
});

test('one spare file is taken for the one that is missing, and the notebook says so', async () => {
  await session.desk.openText(text, { fileName: 'a.md', place: null });
  flushSync();
  await session.dataDesk.receive([await csv('export 2024.csv', '编号,fee\nA1,10\n')]);
  await expect.poll(() => status('totals')).toBe('done');
  expect(session.document.cell(idOf('客户'))?.body).toBe('file: export 2024.csv');
  expect(session.document.isDirty).toBe(true);
});

test('a file that cannot be read waits in the list with its problem, and harms nothing', async () => {
  await openAndRun();
  await session.dataDesk.receive([await csv('empty.csv', '')]);
  expect(session.data.tasks.map(({ status, problem }) => [status, problem?.code])).toEqual([
    ['failed', 'file-empty'],
  ]);
  expect(status('totals')).toBe('done');
});

test('after a reload the notebook, its inputs and its unsaved state are back, and the files are asked for', async () => {
  await openAndRun();
  session.cells.setTitle('我的流失');
  session.document.setInputs({ least: { type: 'DOUBLE', value: 15 } });
  flushSync();
  session.close();
  session = create();
  await session.restore();
  flushSync();
  expect(session.document.title).toBe('我的流失');
  expect(session.document.isDirty).toBe(true);
  const notice = session.notices.list.find(({ key }) => key === 'restoredNeedsFiles');
  expect(notice?.values).toEqual({ files: '客户.csv' });
  await session.dataDesk.receive([await customers()]);
  await expect.poll(() => sentence()).toBe('2');
});

test('a restarted engine gets its results again', async () => {
  await openAndRun();
  queries.length = 0;
  session.onEngineRestart([]);
  await expect.poll(() => status('totals')).toBe('done');
  expect(session.notices.list.some(({ key }) => key === 'engineRestarted')).toBe(true);
  expect(queries.length).toBeGreaterThan(0);
});

test('a table that the restarted engine could not load again waits in the list, and one retry brings it back', async () => {
  await openAndRun();
  const [table] = session.data.tables;
  await session.engine.drop(table?.relation ?? '');
  session.onEngineRestart([table?.relation ?? '']);
  expect(session.data.tables).toEqual([]);
  const [task] = session.data.tasks;
  expect(task?.problem?.code).toBe('table-lost');
  await session.data.retry(task?.id ?? 0);
  expect(session.data.tables.map(({ relation }) => relation)).toEqual([table?.relation]);
  expect(session.data.tasks).toEqual([]);
});
