import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { applyEdit, type Edit } from '../notebook/apply-edit.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { parseNotebook } from '../notebook/parse-notebook.ts';
import type { CellState } from './cell-state.ts';
import { createKinds } from './create-kinds.ts';
import { createRuntime } from './create-runtime.ts';
import type { Runtime } from './runtime.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await createNodeEngine();
  await engine.query(
    'CREATE TABLE files.people AS SELECT i AS id, i % 3 AS "Group No", DATE \'2024-01-01\' + i::INT AS day FROM range(30) t(i)',
  );
});
afterAll(() => engine.close());

/** Statements that make a cell's own rows. */
let made: string[] = [];
let seen: CellState[] = [];
beforeEach(() => {
  made = [];
  seen = [];
});

interface Session {
  readonly runtime: Runtime;
  notebook: Notebook;
  edit(edit: Edit): void;
  of(name: string): CellState;
  rows(name: string): Promise<unknown[][]>;
}

function open(text: string, watch: (sql: string) => void | Promise<void> = () => undefined): Session {
  let id = 0;
  const counted = {
    query: async (...[sql, options]: Parameters<Engine['query']>) => {
      if (/^CREATE OR REPLACE (TABLE|VIEW) results/.test(sql)) made.push(sql.replace(/^.*? AS /s, ''));
      await watch(sql);
      return engine.query(sql, options);
    },
  };
  const checkChart = (spec: unknown) =>
    JSON.stringify(spec).includes('wrong') ? { code: 'chart-missing-column' } : null;
  const runtime = createRuntime({
    engine: counted,
    kinds: createKinds({ checkChart }),
    observer: { onState: (state) => seen.push(state) },
    clock: () => performance.now(),
  });
  const notebook = parseNotebook(`---\nebb: 1\nas_of: 2024-01-20\n---\n${text}`, {
    createId: () => `c${++id}`,
  });
  const session: Session = {
    runtime,
    notebook,
    edit(edit) {
      session.notebook = applyEdit(session.notebook, edit);
      runtime.setNotebook(session.notebook);
    },
    of(name) {
      const cell = session.notebook.cells.find((one) => one.name === name || one.id === name);
      return runtime.state(cell?.id ?? '');
    },
    async rows(name) {
      const table = await engine.query(`FROM ${session.of(name).relation}`);
      return Array.from({ length: table.rowCount }, (_, row) =>
        table.columns.map((__, column) => table.at(row, column)),
      );
    },
  };
  runtime.setNotebook(notebook);
  runtime.setTables({ people: { relation: 'people', version: '1' } });
  return session;
}

const cell = (kind: string, info: string, body: string): string =>
  `\`\`\`${kind} ${info}\n${body}\n\`\`\`\n\n`;
const query = (name: string, body: string): string => cell('sql', `query name=${name}`, body);
const people = cell(
  'yaml',
  'data name=people',
  'file: people.csv\ncolumns:\n  customer: id\n  grp: Group No\n  later: day + 1',
);
const statuses = (session: Session): string[] => session.runtime.states().map((state) => state.status);

test('a notebook runs in the order of its names, not of its lines', async () => {
  const session = open(
    `Sum {{ total.n | , }} {{ "total".Label }}\n\n${query('total', "select sum(n) as n, 'é' as label from doubled")}` +
      query('doubled', 'select customer * 2 as n, grp, later from people') +
      people +
      cell('json', 'chart from=doubled', '{}') +
      cell('sql', 'check name=bad', 'select * from doubled where n > 50;'),
  );
  await session.runtime.run();
  expect(statuses(session)).toEqual(['done', 'done', 'done', 'done', 'done', 'done']);
  expect(session.of('c1').values).toEqual({ 'total.n | ,': 870, '"total".Label': 'é' });
  expect(session.of('doubled').columns.map((column) => [column.name, column.type])).toEqual([
    ['n', 'BIGINT'],
    ['grp', 'BIGINT'],
    ['later', 'DATE'],
  ]);
  expect(session.of('people')).toMatchObject({
    rowCount: 30,
    columns: [
      { name: 'customer' },
      { name: 'grp' },
      { name: 'later' },
      { name: 'id' },
      { name: 'Group No' },
      { name: 'day' },
    ],
  });
  expect(session.of('c5')).toMatchObject({ relation: session.of('doubled').relation, rowCount: 30 });
  expect(session.of('bad')).toMatchObject({ status: 'done', rowCount: 4 });
  expect(session.of('total').ms).toBeGreaterThanOrEqual(0);
  expect((await engine.query('select n from main.total')).at(0, 0)).toBe(870);
});

const chain =
  people +
  query('a', 'select * from people') +
  query('b', 'select count(*) as n from a') +
  query('other', 'select 1 as x');

test('editing a cell runs it and what stands on it, and nothing else; editing back runs nothing', async () => {
  const session = open(chain);
  await session.runtime.run();
  expect(made).toHaveLength(4);
  made = [];
  await session.runtime.run();
  expect(made).toEqual([]);

  const body = session.notebook.cells[1]?.body ?? '';
  session.edit({ type: 'body', id: 'c2', body: `${body} where customer < 10` });
  expect(statuses(session)).toEqual(['done', 'stale', 'stale', 'done']);
  expect(await session.rows('b')).toEqual([[30]]);
  await session.runtime.run();
  expect(made).toEqual(['select * from people where customer < 10', 'select count(*) as n from a']);
  expect(await session.rows('b')).toEqual([[10]]);

  made = [];
  session.edit({ type: 'body', id: 'c2', body: `${body} -- as before` });
  expect(statuses(session)).toEqual(['done', 'done', 'done', 'done']);
  await session.runtime.run();
  expect(made).toEqual([]);
  expect(await session.rows('b')).toEqual([[30]]);
  expect(session.of('b').ms).toBeNull();
  session.edit({ type: 'body', id: 'c3', body: 'select count(*) as m from a' });
  await session.runtime.run();
  expect(await session.rows('b')).toEqual([[30]]);
});

test('results that no cell uses are dropped but for a few', async () => {
  const session = open(query('a', 'select 100 as x'));
  const before = (
    await engine.query("select count(*) from duckdb_tables() where schema_name = 'results'")
  ).at(0, 0);
  for (let i = 1; i <= 20; i++) {
    session.edit({ type: 'body', id: 'c1', body: `select ${100 + i} as x` });
    await session.runtime.run();
  }
  const after = (await engine.query("select count(*) from duckdb_tables() where schema_name = 'results'")).at(
    0,
    0,
  );
  expect(Number(after) - Number(before)).toBe(7);
});

test('an input changes only what uses it, as a typed value', async () => {
  const session = open(
    people +
      cell('yaml', 'input name=low', 'type: number\ndefault: 20\nmax: 29') +
      cell('yaml', 'input name=days', 'type: daterange\ndefault: [2024-01-01, 2024-01-05]') +
      cell('yaml', 'input name=grps', 'type: multiselect\nfrom: people\ncolumn: GRP') +
      query('high', 'select count(*) as n, any_value(typeof($low)) as t from people where customer >= $low') +
      query(
        'early',
        'select count(*) as n, $days_from as f from people where day between $days_from and $days_to group by f',
      ) +
      query(
        'some',
        "select count(*) as n from people where grp::varchar in (select unnest($grps)) and $as_of = date '2024-01-20'",
      ),
  );
  await session.runtime.run();
  expect([await session.rows('high'), await session.rows('early'), await session.rows('some')]).toEqual([
    [[10, 'DOUBLE']],
    [[5, '2024-01-01']],
    [[0]],
  ]);
  expect(session.of('grps').choices).toEqual(['0', '1', '2']);
  made = [];
  session.runtime.setInput('low', { type: 'DOUBLE', value: 25 });
  expect(session.of('high').status).toBe('stale');
  await session.runtime.run();
  session.runtime.setInput('grps', { type: 'VARCHAR[]', value: ['1', '2'] });
  await session.runtime.run();
  expect(made).toHaveLength(2);
  expect([await session.rows('high'), await session.rows('some')]).toEqual([[[5, 'DOUBLE']], [[20]]]);
  session.runtime.setInput('low', { type: 'DOUBLE', value: 99 });
  await session.runtime.run();
  expect(session.of('low')).toMatchObject({ status: 'failed', problem: { code: 'input-out-of-bounds' } });
  expect(session.of('high')).toMatchObject({ status: 'blocked', blockedBy: ['low'] });
  session.runtime.setInput('low', null);
  session.runtime.setInput('grps', { type: 'VARCHAR[]', value: ['9'] });
  await session.runtime.run();
  expect(session.of('high').status).toBe('done');
  expect(session.of('grps').problem).toEqual({
    code: 'input-not-offered',
    values: { name: 'grps', value: '9' },
  });
});

test('a failed cell blocks what stands on it, by name, and disturbs nothing else', async () => {
  const session = open(
    `{{ b.n }} {{ ok.x }}\n\n${query('a', '-- 客户\nselect 客 from people')}${query('b', 'select count(*) as n from a')}${cell('json', 'chart from=b', '{}')}${query('ok', 'select 1 as x')}${people}`,
  );
  await session.runtime.run();
  expect(statuses(session)).toEqual(['blocked', 'failed', 'blocked', 'blocked', 'done', 'done']);
  expect(session.of('a').problem).toMatchObject({ sql: '-- 客户\nselect 客 from people', position: 13 });
  expect(session.of('b').blockedBy).toEqual(['a']);
  expect(session.of('c4').blockedBy).toEqual(['a']);
  expect(session.of('c1')).toMatchObject({ blockedBy: ['a'], values: { 'ok.x': 1 } });
  session.edit({ type: 'body', id: 'c2', body: 'select 1 as 客' });
  expect(statuses(session)).toEqual(['stale', 'stale', 'stale', 'stale', 'done', 'done']);
  await session.runtime.run();
  expect(statuses(session)).toEqual(['done', 'done', 'done', 'done', 'done', 'done']);
});

test('cycles, double names and unknown kinds are said at the cell and block others', async () => {
  const session = open(
    query('a', 'from b') +
      query('b', 'from A') +
      query('c', 'from a') +
      query('d', 'select 1') +
      query('D', 'select 2') +
      query('e', 'from d') +
      cell('yaml', 'churn name=lifetimes from=x', 'rule: flag') +
      query('f', 'from lifetimes') +
      query('g', 'select 1 as x') +
      query('self', 'from self'),
  );
  await session.runtime.run();
  expect(statuses(session)).toEqual([
    'failed',
    'failed',
    'blocked',
    'failed',
    'failed',
    'blocked',
    'stale',
    'blocked',
    'done',
    'failed',
  ]);
  expect(session.of('a').problem).toEqual({ code: 'cycle', values: { names: 'a → b → a' } });
  expect(session.of('self').problem?.values).toEqual({ names: 'self → self' });
  expect(session.of('d').problem).toEqual({ code: 'duplicate-name', values: { name: 'd' } });
  expect(session.of('lifetimes').problem).toEqual({ code: 'unknown-kind', values: { kind: 'churn' } });
  expect(session.of('f').blockedBy).toEqual(['lifetimes']);
  expect(session.of('g').status).toBe('done');
});

test.each([
  ['select 1; select 2', 'one-select-only', 10],
  ['  drop table x', 'one-select-only', 2],
  ['-- nothing', 'query-empty', undefined],
  ["copy (select 1) to 'x.csv'", 'one-select-only', 0],
  ['select * from nowhere', 'unknown-table', 14],
  ['select $none', 'unknown-parameter', 7],
  ['select 1 +', 'sql-syntax', 10],
  ['select $low + nothing', 'unknown-column', 14],
])('%s is refused at its place', async (body, code, position) => {
  const session = open(
    cell('yaml', 'input name=low', 'type: number\ndefault: 12345678901') + query('q', body),
  );
  await session.runtime.run();
  const { problem } = session.of('q');
  expect(problem?.code).toBe(code);
  expect(problem?.position).toBe(position);
  if (position !== undefined) expect(problem?.sql).toBe(body);
});

test.each([
  'from people',
  'values (1, 2), (3, 4)',
  'pivot people on grp using count(*) group by day',
  'unpivot (select 1 as a, 2 as b) on a, b',
  'summarize people',
  'describe people',
  'with x as (select 1 as a) from x -- end',
  '(select 1 as a) union all (select 2);',
  'select 1 as a, 2 as a, count(*), count(*) from people',
  'table people',
])('%s makes a relation', async (body) => {
  const session = open(people + query('q', body) + query('after', 'select count(*) as n from q'));
  await session.runtime.run();
  expect(session.of('q').problem).toBeNull();
  const names = session.of('q').columns.map((column) => column.name);
  expect(new Set(names).size).toBe(names.length);
  expect(await session.rows('after')).toEqual([[session.of('q').rowCount]]);
});

test('a view is not run by itself', async () => {
  const session = open(
    people +
      cell('sql', 'query name=v view', 'select * from people where customer < $n') +
      cell('yaml', 'input name=n', 'type: number\ndefault: 3') +
      query('q', 'select count(*) as n from v'),
  );
  await session.runtime.run();
  expect(session.of('v')).toMatchObject({ status: 'done', rowCount: null });
  expect(await session.rows('q')).toEqual([[3]]);
});

test('a data cell says which file it wants, which column is missing, and which expression is wrong', async () => {
  const session = open(people.replace('name=people', 'name=orders') + people + query('q', 'from orders'));
  await session.runtime.run();
  expect(session.of('orders').problem).toEqual({
    code: 'data-not-bound',
    values: { name: 'orders', file: 'people.csv' },
  });
  expect(statuses(session)).toEqual(['failed', 'done', 'blocked']);
  const set = async (columns: string) => {
    session.edit({ type: 'body', id: 'c2', body: `columns:\n  ${columns}` });
    await session.runtime.run(['c2']);
    return session.of('people').problem;
  };
  expect(await set('customer: Customer ID')).toMatchObject({
    code: 'data-role-column',
    values: { role: 'customer', from: 'Customer ID', candidates: 'id, Group No, day' },
  });
  expect(await set('ok: id\n  bad: nothing + 1')).toMatchObject({
    code: 'data-role-expression',
    values: { role: 'bad' },
  });
  expect(await set('day: group no')).toBeNull();
  expect(session.of('people').columns.map((column) => column.name)).toEqual(['day', 'id', 'Group No']);
});

test('charts and inline values on what is not there are said at the cell', async () => {
  const session = open(
    `{{ q.y }} and {{ q.x }}\n\n${query('q', 'select 1 as x')}${cell('json', 'chart from=nothing', '{}')}${cell('json', 'chart from=q', '{"a": }')}${cell('json', 'chart from=q', '{"wrong": 1}')}${cell('json', 'chart', '{}')}`,
  );
  await session.runtime.run();
  const problems = session.runtime.states().map((state) => state.problem);
  expect(problems.map((problem) => problem?.code)).toEqual([
    'inline-column-missing',
    undefined,
    'relation-missing',
    'chart-json',
    'chart-missing-column',
    'chart-no-source',
  ]);
  expect(problems[3]).toMatchObject({ position: 6, values: { line: 1, column: 7 } });
  expect(session.of('c1').values).toEqual({ 'q.x': 1 });
});

const slow = 'select count(*) as n from range(100000000) a, range(1000) b where a.range % 7 = b.range % 5';

test('stopping leaves stale marks and usable names, and a light cell does not wait for a slow one', async () => {
  const session = open(
    `{{ quick.x }}\n\n${query('slow', slow)}${query('after', 'from slow')}${query('quick', 'select 1 as x')}`,
  );
  await session.runtime.run(['c4']);
  const done = session.runtime.run();
  await expect.poll(() => session.of('c1').status).toBe('done');
  expect(session.of('slow').status).toBe('running');
  expect(session.of('after').status).toBe('queued');
  const started = performance.now();
  await session.runtime.stop();
  await done;
  expect(performance.now() - started).toBeLessThan(2000);
  expect(statuses(session)).toEqual(['done', 'stale', 'stale', 'done']);
  session.edit({ type: 'body', id: 'c2', body: 'select 5 as n' });
  await session.runtime.run();
  expect(await session.rows('after')).toEqual([[5]]);
  expect((await engine.query('select x from main.quick')).at(0, 0)).toBe(1);
});

test('an edit during a run takes its place: the old answer never shows', async () => {
  const session = open(query('slow', slow) + query('after', 'from slow'));
  const done = session.runtime.run();
  await expect.poll(() => session.of('slow').status).toBe('running');
  session.edit({ type: 'body', id: 'c1', body: 'select 7 as n' });
  await done;
  expect(await session.rows('after')).toEqual([[7]]);
  expect(seen.filter((state) => state.id === 'c1' && state.status === 'done')).toHaveLength(1);
  const again = session.runtime.run();
  session.edit({ type: 'remove', ids: ['c1'] });
  await again;
  await session.runtime.run();
  expect(session.of('after')).toMatchObject({ status: 'failed', problem: { code: 'unknown-table' } });
});

test('states of a cell come in order and progress reaches them', async () => {
  const session = open(query('q', 'select count(*) as n from range(10000000) a where a.range % 7 = 3'));
  await session.runtime.run();
  const order = seen.filter((state) => state.id === 'c1').map((state) => state.status);
  expect(order.filter((status, i) => status !== order[i - 1])).toEqual([
    'stale',
    'queued',
    'running',
    'done',
  ]);
  expect(seen.some((state) => state.status === 'running' && state.progress !== null)).toBe(true);
});

test('after the engine lost everything, all is made again', async () => {
  const session = open(chain);
  await session.runtime.run();
  await engine.query('DROP VIEW main.b; DROP VIEW main.a');
  made = [];
  session.runtime.forgetResults();
  expect(statuses(session)).toEqual(['stale', 'stale', 'stale', 'stale']);
  await session.runtime.run();
  expect(made).toHaveLength(4);
  expect(await session.rows('b')).toEqual([[30]]);
});

test('when the engine is lost during a run, what the run still needs is made again', async () => {
  let fail = true;
  const session: Session = open(chain, (sql) => {
    if (!fail || !/TABLE results.*count/.test(sql)) return;
    fail = false;
    session.runtime.forgetResults();
    throw new Error('crash');
  });
  await session.runtime.run();
  expect(statuses(session)).toEqual(['done', 'done', 'done', 'stale']);
  expect(await session.rows('b')).toEqual([[30]]);
});

test('renaming a cell takes its old name away', async () => {
  const session = open(chain);
  await session.runtime.run();
  session.edit({ type: 'rename', id: 'c2', name: 'z', references: false });
  await session.runtime.run();
  expect(session.of('b')).toMatchObject({ status: 'failed', problem: { code: 'unknown-table' } });
  session.edit({ type: 'rename', id: 'c2', name: 'a', references: false });
  expect(session.of('b').status).toBe('done');
});

test('taking an edit back while the results of before are cleared away leaves no cell without its result', async () => {
  const cells = Array.from(
    { length: 12 },
    (_, i) => `\`\`\`sql query name=b${i}\nselect n + ${i} as n from a\n\`\`\`\n`,
  );
  let backAt = -1;
  const session = open(`\`\`\`sql query name=a\nselect 1 as n\n\`\`\`\n\n${cells.join('\n')}`, (sql) => {
    if (!/^DROP TABLE/.test(sql) || backAt !== -1) return;
    backAt = made.length;
    session.edit({ type: 'body', id: 'c1', body: 'select 1 as n' });
    void session.runtime.run();
  });
  await session.runtime.run();
  session.edit({ type: 'body', id: 'c1', body: 'select 2 as n' });
  await session.runtime.run();
  await session.runtime.idle();
  expect(backAt).toBeGreaterThan(0);
  expect(session.runtime.states().map(({ status }) => status)).toEqual(Array(13).fill('done'));
  expect(await session.rows('b11')).toEqual([[12]]);
});
