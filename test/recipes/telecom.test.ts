import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recipes } from '../../src/churn/recipes/recipe-list.ts';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { expectSame, type Row } from './expect-same.ts';
import { readTexts } from './hand-lifetimes.ts';
import { loadSample } from './load-sample.ts';
import { runRecipes, type RecipeRun } from './run-recipes.ts';
import { telecomContext, telecomLifetimes } from './telecom.ts';

const reference = JSON.parse(
  readFileSync(join(import.meta.dirname, '../reference/telecom.json'), 'utf8'),
) as Record<string, Row[]> & { readonly kpi: Row };

let engine: Engine;
const runs = new Map<string, RecipeRun>();
beforeAll(async () => {
  engine = await createNodeEngine({ functions: macroStatements });
  await loadSample(engine, 'telecom-customers.en.csv', 'customers');
  await loadSample(engine, 'telecom-indicators.en.csv', 'indicators');
  for (const language of ['en', 'zh'] as const) {
    const context = { ...telecomContext, language };
    runs.set(language, await runRecipes({ engine, recipes, context, sources: telecomLifetimes }));
  }
}, 240_000);
afterAll(() => engine.close());

const rowsOf = (name: string): Promise<Row[]> => runs.get('en')?.rows(name) ?? expect.fail('no run');
const pick = (row: Row, names: Readonly<Record<string, string>>): Row =>
  Object.fromEntries(Object.entries(names).map(([from, to]) => [to, row[from] ?? null]));

describe.each(['en', 'zh'] as const)('the analyses written in %s', (language) => {
  test('run whole: every cell is done, every chart compiles, no check finds a violation', () => {
    expect(runs.get(language)?.wrong).toEqual([]);
    expect(runs.get(language)?.cells.length).toBeGreaterThan(50);
  });

  test('every inline value has something to show', () => {
    const run = runs.get(language) ?? expect.fail('no run');
    const texts = readTexts(run, language);
    expect(texts.length).toBeGreaterThan(40);
    expect(
      texts.filter((line) => /(?<![\p{L}“])–|null|NaN|undefined/u.test(line) && !/“–”/.test(line)),
    ).toEqual([]);
  });
});

test('the key figures are those that R finds', async () => {
  const [kpi] = await rowsOf('kpi');
  const { revenue_churn, monthly_revenue_lost, ...counts } = reference.kpi;
  expectSame(pick(kpi ?? {}, Object.fromEntries(Object.keys(counts).map((key) => [key, key]))), counts);
  expectSame({ a: kpi?.['revenue_churn_rate'] ?? null }, { a: revenue_churn ?? null });
  expect(kpi?.['monthly_revenue_lost']).toBe(monthly_revenue_lost);
});

test('the months are those that R finds', async () => {
  const names = {
    period: 'month',
    at_start: 'at_start',
    new: 'new',
    leavers: 'leavers',
    new_leavers: 'new_leavers',
    at_end: 'at_end',
    churn_rate: 'churn_rate',
    change_in_points: 'change_in_points',
  };
  const found = (await rowsOf('trend')).map((row) => pick(row, names));
  expect(found).toHaveLength(12);
  // R knows the year only; here January is compared with the December before.
  found.forEach((row, at) =>
    expectSame(at === 0 ? { ...row, change_in_points: null } : row, reference['trend']?.[at]),
  );
});

test('the cohorts are those that R finds', async () => {
  const names = { cohort: 'cohort', age: 'age', size: 'size', stayed: 'stayed', retention: 'retention' };
  const found = (await rowsOf('cohorts')).filter((row) => row['is_complete']).map((row) => pick(row, names));
  expect(found).toHaveLength(78);
  found.forEach((row, at) => expectSame(row, reference['cohorts']?.[at]));
});

test('the groups and their intervals are those that R finds', async () => {
  const found = await rowsOf('segments');
  for (const dimension of ['plan', 'region', 'channel', 'payment']) {
    const expected = reference['segments']?.filter(
      (row) => String(row['dimension']).toLowerCase() === dimension,
    );
    expect(expected?.length).toBeGreaterThan(1);
    for (const row of expected ?? []) {
      const own = found.find((one) => one['dimension'] === dimension && one['label'] === row['label']);
      const keys = ['n', 'leavers', 'churn_rate', 'low', 'high'];
      expectSame(pick(own ?? {}, Object.fromEntries(keys.map((key) => [key, key]))), {
        ...Object.fromEntries(keys.map((key) => [key, row[key] ?? null])),
      });
    }
  }
});

test('the lag correlations are those that R finds', async () => {
  const found = (await rowsOf('lags')).filter((row) => row['indicator'] === 'satisfaction');
  const expected = reference['lags']?.filter((row) => String(row['indicator']).startsWith('Satisfaction'));
  expect(found).toHaveLength(4);
  found.forEach((row, at) =>
    expectSame(
      { lag: row['lag'] ?? null, r: row['r'] ?? null },
      {
        lag: expected?.[at]?.['lag'] ?? null,
        r: expected?.[at]?.['r'] ?? null,
      },
    ),
  );
});
