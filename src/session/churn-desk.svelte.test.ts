import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { macroStatements } from '../churn/statistics/macros.ts';
import { models } from '../churn/statistics/models.ts';
import { compileChurn } from '../churn/definition/compile-churn.ts';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { openSourceFile } from '../engine/open-source-file.ts';
import { importFile } from '../intake/import-file.ts';
import { previewFile } from '../intake/preview-file.ts';
import type { Cell } from '../notebook/notebook.ts';
import { serializeNotebook } from '../notebook/serialize-notebook.ts';
import { createKinds } from '../runtime/create-kinds.ts';
import { createRuntime } from '../runtime/create-runtime.ts';
import { createSession, type Session } from './create-session.svelte.ts';
import type { ShelfTable } from './data-shelf.svelte.ts';
import { findFlag, leftValues, setLeft, setUse, toAnswer } from './role-draft.ts';
import { createTestClock, createTestFileKeep, createTestFiles, createTestStore } from './test-platform.ts';

/** 300 customers of a Chinese export; every third left within 2024, of two reasons. */
function toCsv(header: string): string {
  const day = (month: number, date: number): string =>
    new Date(Date.UTC(2023, month, date)).toISOString().slice(0, 10);
  const rows = Array.from({ length: 300 }, (_, i) => {
    const ended = i % 3 === 0 ? day(12 + (i % 12), 1 + (i % 28)) : '';
    const reason = ended === '' ? '' : i % 2 === 0 ? '价格太贵' : '服务不好';
    return `K${1000 + i},${day(i % 11, 1 + (i % 27))},${ended},${20 + (i % 50)},${reason},${'甲乙丙'[i % 3] ?? ''},${'东西'[i % 2] ?? ''}`;
  });
  return `${header}\n${rows.join('\n')}\n`;
}
const chinese = toCsv('客户编号,入网日期,离网日期,月费（元）,离网原因,套餐,地区');
const other = toCsv('客户号,开户日期,销户日期,月消费,流失原因,产品,区域');

let engine: Engine;
let session: Session;
let downloads: [string, Blob][];
const folders: string[] = [];

beforeEach(async () => {
  engine = await createNodeEngine({ functions: macroStatements });
  const store = createTestStore();
  store.write('ebb.preferences', JSON.stringify({ quietImport: true }));
  let number = 0;
  downloads = [];
  session = createSession({
    engine: Promise.resolve(engine),
    importFile,
    previewFile,
    createRuntime: (deferred, observer) =>
      createRuntime({
        engine: deferred,
        kinds: createKinds({ checkChart: () => null, compileChurn, models }),
        observer,
        clock: () => performance.now(),
      }),
    samples: [],
    storage: store,
    clock: createTestClock(),
    files: {
      ...createTestFiles(),
      download: (name, content) => void downloads.push([name, content]),
    },
    fileKeep: createTestFileKeep(),
    tabs: { id: 'a', open: () => Promise.resolve(['a']) },
    languages: ['zh-CN'],
    createId: () => `c${++number}`,
  });
});

afterEach(async () => {
  session.close();
  await engine.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function drop(name: string, content: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ebb-churn-'));
  folders.push(folder);
  await writeFile(join(folder, name), content);
  await session.dataDesk.receive([await openSourceFile(join(folder, name))]);
  flushSync();
}

function find(kind: string, name?: string): Cell {
  const cell = session.document.notebook.cells.find(
    (one) => one.kind === kind && (name === undefined || one.name === name),
  );
  if (!cell) throw new Error(`no ${kind} ${name ?? ''}`);
  return cell;
}

function tableOf(cell: Cell): ShelfTable {
  const { table } = session.dataOf(cell);
  if (!table) throw new Error('no table');
  return table;
}

/** jsdom's blobs have no `text()`. */
function readText(blob: Blob): Promise<string> {
  const reader = new FileReader();
  reader.readAsText(blob);
  return new Promise((resolve) => (reader.onload = () => resolve(String(reader.result))));
}

const idle = (): Promise<void> =>
  expect
    .poll(
      () => {
        flushSync();
        const { cells } = session.document.notebook;
        return cells
          .filter(({ id }) => session.runner.states.get(id)?.status !== 'done')
          .map((one) => one.name);
      },
      { timeout: 60_000 },
    )
    .toEqual([]);

/** The starter of the Chinese export, or of another file, run. */
async function start(name = '客户.csv', content = chinese): Promise<void> {
  await drop(name, content);
  const cell = find('data');
  const found = await session.churn.look(cell, tableOf(cell));
  session.churn.confirm(cell.id, tableOf(cell), found, toAnswer(found.guess));
  const offer = await session.churn.offer();
  if ('problem' in offer) throw new Error(offer.problem.code);
  await session.churn.start(
    offer,
    offer.analyses.filter(({ fits }) => fits).map(({ recipe }) => recipe),
  );
  await idle();
}

test('a file that is in while a query is written does not take the keyboard from it', async () => {
  await drop('客户.csv', chinese);
  const query = session.cells.insert('query', 1);
  await drop('other.csv', 'id\n1\n');
  expect(session.document.notebook.cells.map(({ kind }) => kind)).toContain('data');
  expect(find('data', 'other').id).not.toBe(query);
  expect([session.selection.id, session.selection.mode]).toEqual([query, 'edit']);
  session.selection.select(query);
  await drop('third.csv', 'id\n1\n');
  expect(session.selection.id).toBe(find('data', 'third').id);
});

test('an export is asked about, its answer is written into the cell, and a starter follows that undo takes back', async () => {
  await drop('客户.csv', chinese);
  const cell = find('data');
  const table = tableOf(cell);
  expect(session.churn.stageOf(cell, table)).toBe('roles');
  const found = await session.churn.look(cell, table);
  expect(Object.fromEntries(found.guess.roles)).toMatchObject({ customer: '客户编号', started: '入网日期' });
  session.churn.confirm(cell.id, table, found, setUse(toAnswer(found.guess), '地区', null));
  expect(find('data').body).toContain('ended: 离网日期');
  expect(session.churn.stageOf(find('data'), table)).toBe('start');
  const offer = await session.churn.offer();
  if ('problem' in offer) throw new Error(offer.problem.code);
  expect(offer.plan.rule).toBe('ended');
  const rfm = offer.analyses.find(({ recipe }) => recipe.key === 'rfm');
  expect(rfm).toMatchObject({ fits: false, lacks: [{ optional: false }] });
  expect(rfm?.lacks[0]?.what).not.toBe('');
  const before = serializeNotebook(session.document.notebook);
  await session.churn.start(
    offer,
    offer.analyses.filter(({ recipe }) => recipe.key === 'kpi').map(({ recipe }) => recipe),
  );
  await idle();
  expect(find('churn').body).toContain('- 套餐');
  expect(find('churn').body).not.toContain('地区');
  const state = session.runner.results.get(find('churn').id);
  expect(state && (await session.churn.count(state))).toMatchObject({
    customers: 300,
    left: 100,
    exclusions: [],
  });
  session.document.undo();
  expect(serializeNotebook(session.document.notebook)).toBe(before);
});

test('of a flag with values of its own those that mean left are an answer, and stand in the definition', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `K${i},${'东西'[i % 2] ?? ''},${[1, 2, 3][i % 3] ?? 1}`);
  await drop('状态.csv', `客户号,地区,在网状态码\n${rows.join('\n')}\n`);
  const cell = find('data');
  const found = await session.churn.look(cell, tableOf(cell));
  const asked = setUse({ ...toAnswer(found.guess), shape: 'customers' }, '在网状态码', 'churned');
  const flag = findFlag(asked, found.facts);
  if (!flag) throw new Error('no flag');
  expect([flag.samples, leftValues(asked, flag)]).toEqual([['1', '2', '3'], []]);
  const answer = setLeft(setLeft(asked, flag, '3', true), flag, '2', true);
  expect(leftValues(answer, flag)).toEqual(['2', '3']);
  // Another column as the flag begins anew; what the values say themselves need not be written.
  expect(setUse(answer, '地区', 'churned').left).toBeNull();
  const plain = { ...flag, samples: ['no', 'yes'] };
  expect(setLeft(setLeft(asked, plain, 'no', true), plain, 'no', false).left).toBeNull();

  session.churn.confirm(cell.id, tableOf(cell), found, answer);
  const offer = await session.churn.offer();
  if ('problem' in offer) throw new Error(offer.problem.code);
  await session.churn.start(offer, []);
  await idle();
  expect(find('churn').body).toContain('left:\n  - "2"\n  - "3"');
  const state = session.runner.results.get(find('churn').id);
  expect(state && (await session.churn.count(state))).toMatchObject({ customers: 40, left: 26 });
}, 60_000);

test('months side by side are one answer: the cell says who, a query the months, and the starter runs', async () => {
  const months = Array.from({ length: 8 }, (_, month) => `2024-0${month + 1}`);
  const rows = Array.from(
    { length: 40 },
    (_, i) =>
      `K${i},${'东西'[i % 2] ?? ''},${months.map((_, at) => (i % 4 === 0 && at > 4 ? '' : 50 + i)).join(',')}`,
  );
  await start('消费.csv', `客户号,地区,${months.join(',')}\n${rows.join('\n')}\n`);
  expect(find('data').body).toContain('columns:\n  customer: 客户号');
  expect(find('data').body).not.toContain('period');
  const state = session.runner.results.get(find('churn').id);
  expect(state && (await session.churn.count(state))).toMatchObject({ customers: 40, left: 10 });
}, 60_000);

test('every fitting analysis is put into the notebook, runs, and is taken back in one step', async () => {
  await start();
  const churn = find('churn');
  const found = await session.churn.analysesOf(churn);
  if (!found) throw new Error('no analyses');
  // As from the command line, the key figures say what the fee is counted in.
  expect(found.context.currency).toEqual({ zh: '元', en: 'yuan' });
  const fitting = found.analyses.filter(({ fits }) => fits);
  expect(fitting.map(({ recipe }) => recipe.key)).toEqual(
    'kpi trend definitions cohorts segments drivers reasons value survival compare'.split(' '),
  );
  for (const { recipe } of fitting) {
    const before = serializeNotebook(session.document.notebook);
    session.churn.insert(recipe, found.context);
    expect(session.document.notebook.cells.length).toBeGreaterThan(before.split('```').length / 3);
    await idle();
    session.document.undo();
    expect(serializeNotebook(session.document.notebook), recipe.key).toBe(before);
  }
}, 90_000);

test('another export answers its roles and what says the same, is asked for the rest alone, and runs', async () => {
  await start();
  const cell = find('data');
  await drop('别家.csv', other);
  const loaded = session.data.tables.find(({ file }) => file.name === '别家.csv');
  if (!loaded) throw new Error('not loaded');
  // The second file has brought a data cell of its own; the first one is put on its table.
  session.document.undo();
  session.dataDesk.useTable(cell.id, loaded);
  expect(session.churn.stageOf(find('data'), loaded)).toBe('missing');
  const { found, missing } = session.churn.answersOf(
    find('data'),
    loaded,
    await session.churn.look(find('data'), loaded),
  );
  expect(Object.fromEntries(found.map(({ role, column }) => [role, column]))).toEqual({
    customer: '客户号',
    started: '开户日期',
    ended: '销户日期',
    value: '月消费',
    reason: '流失原因',
    地区: '区域',
  });
  expect(missing.map(({ role }) => role)).toEqual(['套餐']);
  session.churn.answer(cell.id, [
    ...found.map(({ role, column }) => [role, column] as const),
    ['套餐', '产品'],
  ]);
  await idle();
  expect(session.churn.stageOf(find('data'), loaded)).toBeNull();
  const state = session.runner.results.get(find('churn').id);
  expect(state && (await session.churn.count(state))).toMatchObject({ customers: 300, left: 100 });
  session.document.undo();
  expect(session.churn.stageOf(find('data'), loaded)).toBe('missing');
}, 60_000);

test('a number leads to its customers: counted, listed below its cell, and saved', async () => {
  await start();
  const { who } = session;
  const at = { left: 0, top: 0, bottom: 0 };
  await who.point('kpi', null, 'leavers', at);
  const leavers = who.shown?.count;
  const kpi = await engine.query(
    `select leavers from ${session.runner.results.get(find('query', 'kpi').id)?.relation ?? ''}`,
  );
  expect(leavers).toBe(Number(kpi.at(0, 0)));
  expect(leavers).toBeGreaterThan(50);
  who.list();
  await idle();
  const list = find('query', '名单');
  expect(session.document.indexOf(list.id)).toBe(session.document.indexOf(find('query', 'kpi').id) + 1);
  expect(session.runner.results.get(list.id)?.rowCount).toBe(leavers);
  session.document.undo();
  expect(() => find('query', '名单')).toThrow();

  const groups = await engine.query(
    `select n from ${session.runner.results.get(find('query', 'segments').id)?.relation ?? ''} where label = '甲'`,
  );
  const n = Number(groups.at(0, 0));
  await who.point('segments', { dimension: '套餐', label: '甲', n }, 'n', at);
  expect(who.shown).toMatchObject({
    count: n,
    who: { where: expect.stringContaining("套餐 = '甲'") as string },
  });
  await who.point('segments', { dimension: '套餐', label: '甲', n: n + 1 }, 'n', at);
  expect(who.shown).toMatchObject({ who: null, nobody: 'own' });
  await who.point('segments', { dimension: '套餐', label: '甲', n }, 'n', at);
  await who.export();
  const [name, content] = downloads[0] ?? [];
  expect(name).toBe('segments.n.csv');
  expect(content && (await readText(content))).toMatch(/^customer_id,/);
  expect(who.shown).toBeNull();

  await who.point('segment_tests', null, 'p', at);
  expect(who.shown).toMatchObject({ who: null, nobody: 'test' });
  who.showSql();
  expect(session.selection.id).toBe(find('query', 'segment_tests').id);
  expect(session.selection.showsCode(find('query', 'segment_tests').id)).toBe(true);
}, 60_000);
