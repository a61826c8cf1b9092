import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compare } from '../../src/churn/recipes/compare.ts';
import { drivers } from '../../src/churn/recipes/drivers.ts';
import { reasons } from '../../src/churn/recipes/reasons.ts';
import { rfm } from '../../src/churn/recipes/rfm.ts';
import { segments } from '../../src/churn/recipes/segments.ts';
import { survival } from '../../src/churn/recipes/survival.ts';
import { trend } from '../../src/churn/recipes/trend.ts';
import { value } from '../../src/churn/recipes/value.ts';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { expectSame, type Row } from './expect-same.ts';
import { loadSample } from './load-sample.ts';
import { runRecipes, type RecipeRun } from './run-recipes.ts';
import { telecomContext, telecomLifetimes } from './telecom.ts';

const readJson = (name: string): Record<string, Row[]> =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../reference', name), 'utf8')) as Record<string, Row[]>;
const reference = readJson('analyses.json');
const telecom = readJson('telecom.json');

let engine: Engine;
let run: RecipeRun;
let byPayment: RecipeRun;
beforeAll(async () => {
  engine = await createNodeEngine({ functions: macroStatements });
  await loadSample(engine, 'telecom-customers.en.csv', 'customers');
  await loadSample(engine, 'telecom-indicators.en.csv', 'indicators');
  const shared = { engine, context: telecomContext, sources: telecomLifetimes };
  run = await runRecipes({
    ...shared,
    recipes: [trend, segments, drivers, reasons, value, survival, compare],
    inputs: { horizon: { type: 'DOUBLE', value: 365 } },
  });
  byPayment = await runRecipes({
    ...shared,
    recipes: [survival],
    inputs: { survival_by: { type: 'VARCHAR', value: 'payment' } },
  });
}, 240_000);
afterAll(() => engine.close());

const rowsOf = async (name: string, from = run): Promise<Row[]> => from.rows(name);
const by = (rows: readonly Row[], key: string, value: unknown): Row | undefined =>
  rows.find((row) => row[key] === value);

test('the Kaplan–Meier curve, its errors and its interval are those of R at every time', async () => {
  const found = await rowsOf('survival');
  expect(found).toHaveLength(reference['curve']?.length ?? 0);
  found.forEach((row, at) => expectSame(row, reference['curve']?.[at]));
});

test('median, restricted mean and their errors are those of R, for all and by group', async () => {
  expectSame((await rowsOf('survival_facts'))[0], reference['facts']?.[0]);
  const found = await rowsOf('survival_facts', byPayment);
  expect(found).toHaveLength(2);
  for (const row of reference['payment_facts'] ?? []) expectSame(by(found, 'label', row['label']), row);
});

test('the log-rank test is that of R over two, four and six groups', async () => {
  const found = await rowsOf('survival_tests');
  expect(found).toHaveLength(4);
  for (const row of reference['log_rank'] ?? []) expectSame(by(found, 'dimension', row['dimension']), row);
});

test('chi-square, Cramér’s V and Benjamini–Hochberg are those of R, bands included', async () => {
  const [tests, ranked] = [await rowsOf('segment_tests'), await rowsOf('drivers')];
  expect(ranked).toHaveLength(7);
  for (const row of reference['tests'] ?? []) {
    const { q, ...rest } = row;
    expectSame(by(tests, 'dimension', row['dimension']), rest);
    expectSame(by(ranked, 'dimension', row['dimension']), { ...rest, q: q ?? null });
  }
});

test('early and late leavers are those of R, reason by reason', async () => {
  const reasonOf = new Map((await rowsOf('reason_details')).map((row) => [row['word'], row['reason']]));
  for (const row of await rowsOf('reasons')) {
    const own = (reference['early_late'] ?? []).filter(
      ({ word }) => (word === '' ? 'Unknown' : reasonOf.get(word ?? null)) === row['reason'],
    );
    for (const key of ['early_share', 'late_share']) {
      const sum = own.reduce((all, one) => all + Number(one[key]), 0);
      expect(Math.abs(Number(row[key]) - sum), `${key} of ${String(row['reason'])}`).toBeLessThan(1e-12);
    }
  }
});

test('fifths, bands of one’s own and the groups beyond the largest hold those that R counts', async () => {
  const places = async (from: RecipeRun): Promise<Row[]> =>
    (await rowsOf('segments', from)).filter((row) => row['place'] !== null);
  const expectBands = (found: readonly Row[], expected: readonly Row[]): void => {
    expect(expected.length).toBeGreaterThan(8);
    for (const row of expected) {
      const inBand = found.filter((one) => one['dimension'] === row['dimension']);
      expectSame(by(inBand, 'place', row['place']), row);
    }
  };
  expectBands(await places(run), reference['fifths'] ?? []);
  const own = await runRecipes({
    engine,
    context: {
      ...telecomContext,
      segments: [...telecomContext.segments, { name: 'years', kind: 'category', distinct: 60 }],
    },
    sources: {
      ...telecomLifetimes,
      lifetimes: `select *, age::varchar as years from (${telecomLifetimes['lifetimes'] ?? ''})`,
    },
    recipes: [
      {
        ...segments,
        write: (context) =>
          segments
            .write(context)
            .map((draft) => (draft.name === 'bands' ? { ...draft, body: ownBands } : draft)),
      },
    ],
    inputs: { rows: { type: 'VARCHAR', value: 'years' }, across: { type: 'VARCHAR', value: 'plan' } },
  });
  expect(own.wrong).toEqual([]);
  expectBands(await places(own), reference['own_bands'] ?? []);
  const crossed = await rowsOf('two_way', own);
  expect(crossed).toHaveLength(reference['crossed']?.length ?? 0);
  for (const row of reference['crossed'] ?? []) {
    const inColumn = crossed.filter((one) => one['column_label'] === row['column_label']);
    expectSame(by(inColumn, 'row_label', row['row_label']), row);
  }
});

const ownBands =
  'select [25, 35, 50]::double[] as age, [59, 79.5, 100, 129, 199]::double[] as value, [90, 365]::double[] as tenure';

test('the phases are the best of all ways to cut the year', async () => {
  const found = await rowsOf('phases');
  expect(found.map((row) => row['phase_name'])).toEqual(['stable', 'surge', 'peak', 'recovery']);
  found.forEach((row, at) => expectSame(row, reference['phases']?.[at]));
});

test('the value tiers are those of R', async () => {
  const found = await rowsOf('value_tiers');
  for (const row of reference['tiers'] ?? []) expectSame(by(found, 'place', row['place']), row);
  expect(found).toHaveLength(4);
});

test('mix and rate effects are those of R, and their sum is the whole change to 1e-12', async () => {
  const found = (await rowsOf('mix_rate')).filter((row) => row['dimension'] === 'plan');
  for (const row of reference['mix'] ?? []) expectSame(by(found, 'label', row['label']), row, 1e-8);
  const [facts] = await rowsOf('compare_facts');
  const sum = found.reduce((all, row) => all + Number(row['mix_effect']) + Number(row['rate_effect']), 0);
  expect(Math.abs(sum - (Number(facts?.['rate_after']) - Number(facts?.['rate_before'])))).toBeLessThan(
    1e-12,
  );
  expectSame(facts, reference['rate_p']?.[0]);
});

test('the reasons as written are those of R, exactly', async () => {
  const found = await rowsOf('reason_details');
  const words = telecom['reasons']?.filter((row) => row['reason'] !== 'Unknown') ?? [];
  expect(words.length).toBeGreaterThan(5);
  for (const row of words) {
    const own = by(found, 'word', row['reason']);
    expect([own?.['leavers'], own?.['value']]).toEqual([row['leavers'], row['monthly_fees']]);
    expect(Math.abs(Number(own?.['share']) - Number(row['share']))).toBeLessThan(1e-12);
  }
  const unknown = by(await rowsOf('reasons'), 'reason', 'Unknown');
  expect(unknown?.['leavers']).toBe(by(telecom['reasons'] ?? [], 'reason', 'Unknown')?.['leavers']);
});

test('RFM scores are those of R, ties included', async () => {
  const activity = await runRecipes({
    engine,
    recipes: [rfm],
    context: {
      ...telecomContext,
      asOf: '2024-12-31',
      sides: {
        activity: {
          relation: 'activity',
          roles: new Set(['customer', 'time', 'amount']),
          dated: new Set(['time']),
          columns: [],
        },
      },
    },
    sources: {
      activity: `select c::varchar as customer, date '2024-01-01' + ((c * 13 + k * 29) % 365)::int as time, (c * 7 + k * 11) % 50 + 1 as amount
        from range(1, 501) as customers(c), range(0, 9) as events(k) where k <= (c * 37) % 9`,
    },
  });
  expect(activity.wrong).toEqual([]);
  const found = await rowsOf('rfm', activity);
  expect(found).toHaveLength(500);
  for (const row of reference['rfm'] ?? []) {
    const { customer, ...rest } = row;
    expectSame(by(found, 'customer_id', String(customer)), rest);
  }
});
