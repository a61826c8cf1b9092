import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkSpec } from '../../src/chart/check-spec.ts';
import { compileChurn } from '../../src/churn/definition/compile-churn.ts';
import { writeComparison } from '../../src/churn/definition/compare-definitions.ts';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { createCell } from '../../src/notebook/create-cell.ts';
import { parseNotebook } from '../../src/notebook/parse-notebook.ts';
import { createKinds } from '../../src/runtime/create-kinds.ts';
import { createRuntime } from '../../src/runtime/create-runtime.ts';
import { relation } from './run-definition.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await createNodeEngine({ functions: macroStatements });
});
afterAll(() => engine.close());

test('each difference between definitions has its size and its reason', async () => {
  const customers = relation(
    'customer,started date,ended date',
    "'a', '2024-01-01', null",
    "'b', '2024-01-01', null",
    "'c', '2024-01-01', '2024-03-10'",
    "'d', '2024-03-05', '2024-03-20'", // came and left within March
    "'e', '2024-01-01', '2024-03-01'", // in March, but not within 30 days of its last day
  );
  const fence = (info: string, body: string): string => `\`\`\`${info}\n${body}\n\`\`\`\n`;
  const text =
    '---\nebb: 1\nlang: en\nas_of: 2024-03-31\n---\n' +
    fence('sql query name=customers', customers) +
    fence('yaml churn name=ours from=customers', 'rule: ended') +
    fence('yaml churn name=late from=customers', "rule: ended\nexclude:\n  - where: customer = 'c'");
  let id = 0;
  const parsed = parseNotebook(text, { createId: () => `c${++id}` });
  const definitions = [
    { name: 'ours', label: 'our rule' },
    { name: 'late', label: 'without c' },
  ];
  const drafts = writeComparison({ language: 'en', definitions, taken: new Set() });
  const cells = drafts.map(({ kind, name, attributes, body }, i) =>
    createCell(kind, {
      id: `n${i}`,
      attributes: name === undefined ? attributes : { name, ...attributes },
      body,
    }),
  );
  const runtime = createRuntime({
    engine,
    kinds: createKinds({ checkChart: checkSpec, compileChurn }),
    clock: () => 0,
  });
  runtime.setNotebook({ ...parsed, cells: [...parsed.cells, ...cells] });
  await runtime.run();
  expect(runtime.states().map((state) => state.problem)).toEqual(runtime.states().map(() => null));
  const table = await engine.query(
    "select definition, active_at_start, leavers, round(rate, 6), reason from definitions where period = '2024-03-01'",
  );
  const rows = Array.from({ length: table.rowCount }, (_, row) =>
    [0, 1, 2, 3, 4].map((column) => table.at(row, column)),
  );
  expect(rows).toEqual([
    // Active on 1 March: a, b, c, e; c and e leave.
    ['our rule', 4, 2, 0.5, 'what the others are compared with'],
    [
      'all who left ÷ active at start',
      4,
      3,
      0.75,
      'also counts those who came and left within the month (1), who are not among those active at its start',
    ],
    // Active at the end of 1 March: a, b, c; c and d leave from 2 March on.
    [
      'last 30 days ÷ active 30 days ago',
      3,
      2,
      0.666667,
      'thirty days instead of the month, counted from 2024-03-02: leavers +1 and −1; of 3 customers instead of 4',
    ],
    [
      'without c',
      3,
      1,
      0.333333,
      'left by both rules: 1; only by the first: 1; only by this one: 0; of 3 customers instead of 4',
    ],
  ]);
  const months = await engine.query('select count(distinct period) from definitions');
  expect(months.at(0, 0)).toBe(12);
});
