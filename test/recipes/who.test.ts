import { afterAll, beforeAll, expect, test } from 'vitest';
import { recipes } from '../../src/churn/recipes/recipe-list.ts';
import { findWho, writeWho } from '../../src/churn/recipes/who.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import type { BoundValue } from '../../src/sql/bind-parameters.ts';
import { loadSample } from './load-sample.ts';
import { runRecipes, type RecipeRun } from './run-recipes.ts';
import { telecomContext, telecomLifetimes } from './telecom.ts';

let engine: Engine;
let run: RecipeRun;

const inputs: Readonly<Record<string, BoundValue>> = {
  survival_by: { type: 'VARCHAR', value: 'plan' },
  rows: { type: 'VARCHAR', value: 'plan' },
  across: { type: 'VARCHAR', value: 'age' },
};

beforeAll(async () => {
  engine = await createNodeEngine({ functions: macroStatements });
  await loadSample(engine, 'telecom-customers.en.csv', 'customers');
  await loadSample(engine, 'telecom-indicators.en.csv', 'indicators');
  run = await runRecipes({ engine, recipes, context: telecomContext, sources: telecomLifetimes, inputs });
  // Parameters stand in the list as they do in the notebook.
}, 120_000);

afterAll(async () => {
  await engine.close();
});

test.each([
  [
    'kpi',
    ['customers_at_start', 'new_customers', 'reactivated', 'leavers', 'new_leavers', 'customers_at_end'],
  ],
  ['trend', ['at_start', 'new', 'reactivated', 'leavers', 'new_leavers', 'at_end']],
  ['cohorts', ['size', 'stayed']],
  ['segments', ['n', 'leavers']],
  ['two_way', ['n', 'leavers']],
  ['value_tiers', ['n', 'leavers']],
  ['reasons', ['leavers']],
  ['survival', ['at_risk', 'events', 'censored']],
] as const)(
  'the list behind each number of %s has as many customers as the number says',
  async (name, columns) => {
    const rows = await run.rows(name);
    expect(rows.length).toBeGreaterThan(0);
    const lifetimes = await engine.query(`from (${telecomLifetimes['lifetimes'] ?? ''}) limit 0`);
    const step = Math.ceil(rows.length / 12);
    for (const row of rows.filter((_, at) => at % step === 0)) {
      for (const column of columns) {
        const who = findWho({
          lifetimes: 'lifetimes',
          columns: Object.keys(row),
          row,
          column,
          sql: run.cells.map(({ cell }) => cell.body).join('\n'),
          parameters: { grain: 'month', survival_by: 'plan', rows: 'plan', across: 'age' },
          groups: lifetimes.columns,
        });
        expect(who, `${name}.${column}`).not.toBeNull();
        if (!who) continue;
        const sql = writeWho(who);
        const counted = await engine.query(`select count(*) from (${sql}) as listed`, {
          parameters: {
            period_from: { type: 'DATE', value: '2024-01-01' },
            period_to: { type: 'DATE', value: '2024-12-31' },
          },
        });
        expect(Number(counted.at(0, 0)), `${column} in ${JSON.stringify(row)}\n${sql}`).toBe(
          Number(row[column]),
        );
      }
    }
  },
  60_000,
);

test('a number that no customers stand behind has no list', () => {
  const request = { lifetimes: 'lifetimes', row: {}, sql: '', parameters: {}, groups: [] };
  expect(findWho({ ...request, columns: ['dimension', 'cramers_v'], column: 'cramers_v' })).toBeNull();
  expect(
    findWho({
      ...request,
      columns: ['customers_at_start', 'leavers', 'churn_rate'],
      column: 'lifetime_value',
    }),
  ).toBeNull();
});
