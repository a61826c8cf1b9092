import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { applyEdit } from '../notebook/apply-edit.ts';
import { createGraph } from '../notebook/graph.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { parseNotebook } from '../notebook/parse-notebook.ts';
import { serializeNotebook } from '../notebook/serialize-notebook.ts';
import { createKinds } from './create-kinds.ts';
import { createRuntime } from './create-runtime.ts';
import type { CompileChurn } from './kinds/churn.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await createNodeEngine();
});
afterAll(() => engine.close());

/** Splits the numbers of its source at the number in its body. */
const compile: CompileChurn = ({ body, from, relationOf }) => [
  { part: 'all', made: 'table', sql: () => `SELECT i, i < ${body} AS kept FROM ${from}` },
  { part: null, made: 'view', sql: () => `SELECT i FROM ${relationOf('all')} WHERE kept` },
  {
    part: 'exclusions',
    made: 'table',
    sql: () => `SELECT count(*) AS n FROM ${relationOf('all')} WHERE NOT kept`,
  },
];

const text = `---\nebb: 1\n---
\`\`\`sql query name=numbers\nselect i from range(10) t(i)\n\`\`\`
\`\`\`yaml churn name=low from=numbers\n4\n\`\`\`
\`\`\`sql query name=left_out\nselect n, (select max(i) from low) as top from low_exclusions\n\`\`\`
\`\`\`json chart from=low_exclusions\n{}\n\`\`\`

Left out: {{ low_exclusions.n }}, of {{ low_all.i }}
`;

function open(source = text) {
  let id = 0;
  const runtime = createRuntime({
    engine,
    kinds: createKinds({ checkChart: () => null, compileChurn: compile }),
    clock: () => performance.now(),
  });
  const session = {
    runtime,
    notebook: parseNotebook(source, { createId: () => `c${++id}` }),
    set(notebook: Notebook) {
      session.notebook = notebook;
      runtime.setNotebook(notebook);
    },
    of(match: (cell: Notebook['cells'][number]) => boolean) {
      return runtime.state(session.notebook.cells.find(match)?.id ?? '');
    },
    async first(name: string) {
      const { relation } = session.of((cell) => cell.name === name);
      const table = await engine.query(`FROM ${relation}`);
      return table.columns.map((_, column) => table.at(0, column));
    },
  };
  runtime.setNotebook(session.notebook);
  return session;
}

test('queries, charts and texts read each of the relations that one cell yields', async () => {
  const session = open();
  await session.runtime.run();
  expect(session.runtime.states().map((state) => [state.problem?.code, state.status])).toEqual(
    session.notebook.cells.map(() => [undefined, 'done']),
  );
  expect(await session.first('left_out')).toEqual([6, 3]);
  const churn = session.of((cell) => cell.kind === 'churn');
  expect(churn.rowCount).toBe(4);
  expect(churn.parts['exclusions']?.columns.map((column) => column.name)).toEqual(['n']);
  expect(session.of((cell) => cell.kind === 'chart').relation).toBe(churn.parts['exclusions']?.relation);
  expect(session.of((cell) => /Left out/.test(cell.body)).values).toEqual({
    'low_exclusions.n': 6,
    'low_all.i': 0,
  });
});

test('a change of the cell makes the readers of its parts stale, and names follow the new result', async () => {
  const session = open();
  await session.runtime.run();
  const churn = session.notebook.cells.find((cell) => cell.kind === 'churn')?.id ?? '';
  session.set(applyEdit(session.notebook, { type: 'body', id: churn, body: '9' }));
  expect(session.of((cell) => cell.name === 'left_out').status).toBe('stale');
  await session.runtime.run();
  expect(await session.first('left_out')).toEqual([1, 8]);
  const named = await engine.query('SELECT n FROM main.low_exclusions');
  expect(named.at(0, 0)).toBe(1);
});

test('renaming the cell renames its parts where they are read', () => {
  const session = open();
  const churn = session.notebook.cells.find((cell) => cell.kind === 'churn')?.id ?? '';
  const renamed = applyEdit(session.notebook, { type: 'rename', id: churn, name: '低', references: true });
  expect(serializeNotebook(renamed)).toContain('(select max(i) from 低) as top from 低_exclusions');
  expect(serializeNotebook(renamed)).toContain('chart from=低_exclusions');
  expect(serializeNotebook(renamed)).toContain('{{ 低_exclusions.n }}, of {{ 低_all.i }}');
});

test('a cell named like a part of another is a duplicate name', () => {
  const twice = `${text}\n\`\`\`sql query name=LOW_all\nselect 1\n\`\`\`\n`;
  const nodes = [...createGraph(open(twice).notebook).nodes.values()];
  const codes = nodes.flatMap((node) => (node.problem ? [[node.cell.name, node.problem.code]] : []));
  expect(codes).toEqual([
    ['low', 'duplicate-name'],
    ['LOW_all', 'duplicate-name'],
  ]);
});

test('a failing step leaves nothing behind, and results out of use are dropped with their parts', async () => {
  const session = open();
  const churn = session.notebook.cells.find((cell) => cell.kind === 'churn')?.id ?? '';
  for (const body of ['x', '1', '2', '3', '4', '5', '6', '7', '8', '9']) {
    session.set(applyEdit(session.notebook, { type: 'body', id: churn, body }));
    await session.runtime.run([churn]);
  }
  const left = await engine.query(
    "SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'results' AND table_name LIKE '%_all'",
  );
  expect(Number(left.at(0, 0))).toBeLessThanOrEqual(9);
  expect(session.runtime.state(churn).rowCount).toBe(9);
});
