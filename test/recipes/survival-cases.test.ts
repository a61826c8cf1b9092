import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { survival } from '../../src/churn/recipes/survival.ts';
import type { RecipeContext } from '../../src/churn/recipe.ts';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { expectSame, type Row } from './expect-same.ts';
import { runRecipes, type RecipeRun } from './run-recipes.ts';

const reference = JSON.parse(
  readFileSync(join(import.meta.dirname, '../reference/analyses.json'), 'utf8'),
) as Record<string, Row[]>;

let engine: Engine;
beforeAll(async () => {
  engine = await createNodeEngine({ functions: macroStatements });
});
afterAll(() => engine.close());

/** Lifetimes of given times in days, with the day of entry where it is not 0. */
async function runCase(rows: readonly Row[], horizon: number): Promise<RecipeRun> {
  const values = rows.map(
    (row, at) =>
      `(${at}, ${String(row['time'])}, ${String(row['event'])} = 1, ${String(row['entry'])}, '${String(row['label'] ?? '')}')`,
  );
  const context: Omit<RecipeContext, 'taken'> = {
    language: 'en',
    lifetimes: 'lifetimes',
    has: new Set(['customer_id', 'started_on', 'churned', 'tenure', 'entered_on']),
    segments: [{ name: 'label', kind: 'category', distinct: 3 }],
    sides: {},
    asOf: null,
  };
  const sources = {
    lifetimes: `select id::varchar as customer_id, 1 as spell, date '2024-01-01' as started_on, null::date as ended_on, churned,
      tenure::double as tenure, null::double as value, null::varchar as reason, nullif(label, '') as label, null::date as as_of,
      if(entry > 0, date '2024-01-01' + entry::int, null) as entered_on
      from (values ${values.join(', ')}) as t(id, tenure, churned, entry, label)`,
  };
  const inputs = { horizon: { type: 'DOUBLE' as const, value: horizon } };
  return runRecipes({ engine, recipes: [survival], context, sources, inputs });
}

const withoutCase = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([key]) => key !== 'case'));

test.each([
  ['ties', 'events and censorings on one day'],
  ['half', 'a curve that stays at one half'],
  ['entry', 'customers seen only from a later day on'],
  ['stay', 'nobody left: all censored'],
  ['gone', 'everyone left'],
])('survival case %s (%s) is as in R', async (name) => {
  const run = await runCase(reference['cases']?.filter((row) => row['case'] === name) ?? [], 6);
  const expected = (reference['case_curves'] ?? []).filter((row) => row['case'] === name);
  const found = await run.rows('survival');
  expect(found).toHaveLength(expected.length);
  expected.forEach((row, at) => expectSame(found[at], withoutCase(row)));
  const facts = reference['case_facts']?.find((row) => row['case'] === name);
  if (facts) {
    expectSame((await run.rows('survival_facts'))[0], withoutCase(facts));
  }
});

test('the log-rank test takes delayed entry into account, as the score test of Cox’s model does', async () => {
  const run = await runCase(reference['late'] ?? [], 6);
  const [found] = await run.rows('survival_tests');
  expectSame(found, { ...reference['late_score']?.[0], df: 2, groups: 3 });
});

test('one customer, and a group of one, are no failure', async () => {
  const one = await runCase([{ time: 5, event: 1, entry: 0, label: 'a' }], 6);
  expect((await one.rows('survival')).map((row) => row['survival'])).toEqual([0]);
  expect(await one.rows('survival_tests')).toEqual([]);
  const lonely = await runCase(
    [
      { time: 5, event: 1, entry: 0, label: 'a' },
      { time: 6, event: 1, entry: 0, label: 'b' },
      { time: 7, event: 0, entry: 0, label: 'b' },
    ],
    6,
  );
  const [test] = await lonely.rows('survival_tests');
  // Observed 1 of group a, expected 1/3; variance 2/9.
  expectSame(test, { chi_square: 2, df: 1, groups: 2 });
});

test('a column that only leavers have, or that decides who left, is told and not named as the largest difference', async () => {
  const rows = Array.from({ length: 80 }, (_, at) => ({
    time: 5 + at,
    event: at % 2,
    entry: 0,
    label: at % 4 === 0 ? 'a' : 'b',
  }));
  // Every second customer left, none of them in group a: it decides for a quarter of the customers.
  const run = await runCase(rows, 6);
  const [test] = await run.rows('survival_tests');
  expect(test?.['warning']).toBe('decides almost alone who left');
  const [facts] = await run.rows('survival_test_facts');
  expect(facts).toMatchObject({
    dimension: null,
    p_said: null,
    afterwards: expect.stringContaining('label') as string,
  });
  const filled = await runCase(
    rows.map((row, at) => ({
      ...row,
      label: row.event === 1 ? (at % 4 === 1 ? 'a' : 'b') : '',
    })),
    6,
  );
  expect((await filled.rows('survival_tests'))[0]?.['warning']).toBe('filled almost only for those who left');
});
