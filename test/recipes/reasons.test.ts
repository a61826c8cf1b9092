import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecipeContext } from '../../src/churn/recipe.ts';
import { findLacking, isFitting } from '../../src/churn/recipe.ts';
import { reasons } from '../../src/churn/recipes/reasons.ts';
import { findWho } from '../../src/churn/who/find-who.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import { expectSame, type Row } from './expect-same.ts';
import { runRecipes, type RecipeRun } from './run-recipes.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await createNodeEngine({ functions: macroStatements });
});
afterAll(() => engine.close());

const context: Omit<RecipeContext, 'taken'> = {
  language: 'en',
  lifetimes: 'lifetimes',
  has: new Set(['customer_id', 'spell', 'started_on', 'ended_on', 'churned', 'tenure', 'value', 'as_of']),
  segments: [{ name: 'plan', kind: 'category', distinct: 2 }],
  sides: {},
  asOf: '2024-12-31',
};

/** customer, start, end, value, own reason, plan; period 2024, the period before is 2023 (366 days before). */
const lifetimes = (...rows: readonly string[]): string =>
  `select customer_id, 1 as spell, started_on::date as started_on, ended_on::date as ended_on, ended_on is not null as churned,
    date_diff('day', started_on::date, coalesce(ended_on::date, date '2024-12-31'))::double as tenure, value::double as value, reason, plan,
    date '2024-12-31' as as_of, null::date as entered_on
   from (values ${rows.map((row) => `(${row})`).join(', ')}) as t(customer_id, started_on, ended_on, value, reason, plan)`;

const of = (rows: readonly Row[], reason: string): Row | undefined =>
  rows.find((row) => row['reason'] === reason);

test('early and late leavers, the period before, and value: each share is that counted by hand', async () => {
  const run = await runRecipes({
    engine,
    recipes: [reasons],
    context: { ...context, has: new Set([...context.has, 'reason']) },
    sources: {
      lifetimes: lifetimes(
        // early: 30, 89 and 10 days
        "'a', '2024-01-01', '2024-01-31', 10, 'price', 'x'",
        "'b', '2024-01-01', '2024-03-30', 10, 'price; service', 'x'",
        "'c', '2024-06-01', '2024-06-11', 10, null, 'y'",
        // late: 90 days exactly, and a year
        "'d', '2024-01-01', '2024-03-31', 50, 'service', 'y'",
        "'e', '2023-01-01', '2024-01-01', 20, 'price', 'y'",
        // the period before
        "'f', '2023-01-01', '2023-06-01', 10, 'service', 'x'",
        "'g', '2023-01-01', '2023-12-31', 10, 'price', 'x'",
        "'h', '2023-01-01', '2023-07-01', 10, 'service', 'x'",
        // before that, and still here
        "'i', '2020-01-01', '2022-06-01', 10, 'moved', 'x'",
        "'j', '2020-01-01', null, 10, 'moved', 'x'",
      ),
    },
  });
  expect(run.wrong).toEqual([]);
  const found = await run.rows('reasons');
  // Price: a, half of b, e of five leavers; value 10 + 5 + 20 of 100; before: g of three.
  expectSame(of(found, 'Price'), {
    leavers: 3,
    share: 2.5 / 5,
    value: 35,
    value_share: 0.35,
    share_before: 1 / 3,
    change_in_points: 100 * (0.5 - 1 / 3),
    early_share: 1.5 / 3,
    late_share: 1 / 2,
    place: 1,
    place_by_value: 2,
  });
  expectSame(of(found, 'Service'), {
    leavers: 2,
    share: 1.5 / 5,
    value_share: 0.55,
    share_before: 2 / 3,
    early_share: 0.5 / 3,
    late_share: 1 / 2,
    place_by_value: 1,
    cumulative_value_share: 0.55,
  });
  expectSame(of(found, 'Unknown'), {
    leavers: 1,
    share: 1 / 5,
    early_share: 1 / 3,
    late_share: 0,
    share_before: 0,
  });
  expect(found.at(-1)?.['reason']).toBe('Unknown');
});

test('the first reason is no “Other” while there is a named one, and what fits no row is told', async () => {
  const tell = async (...texts: readonly string[]): Promise<Row | undefined> => {
    const run = await runRecipes({
      engine,
      recipes: [reasons],
      context: { ...context, has: new Set([...context.has, 'reason']) },
      sources: {
        lifetimes: lifetimes(
          ...texts.map((text, at) => `'c${at}', '2023-01-01', '2024-02-01', 10, '${text}', 'x'`),
        ),
      },
    });
    const row = (await run.rows('reason_facts'))[0] ?? {};
    const sql = run.cells.map(({ cell }) => cell.body).join('\n');
    const who = findWho({
      relation: 'reason_facts',
      lifetimes: 'lifetimes',
      columns: Object.keys(row),
      row,
      column: 'other_share',
      sql,
      parameters: {},
      groups: [],
    });
    if (!('where' in who)) return expect.fail(JSON.stringify(who));
    const counted = await engine.query(`select count(*) from ${who.from} where ${who.where}`, {
      parameters: {
        period_from: { type: 'DATE', value: '2024-01-01' },
        period_to: { type: 'DATE', value: '2024-12-31' },
      },
    });
    expect(Number(counted.at(0, 0))).toBeCloseTo(Number(row['other_share'] ?? 0) * texts.length, 9);
    return row;
  };
  expect(await tell('xyz', 'qrs', 'too expensive')).toMatchObject({
    top_reason: 'Price',
    top_by_value: 'Price',
    top_share: expect.closeTo(1 / 3, 12),
    other_share: expect.closeTo(2 / 3, 12),
  });
  expect(await tell('xyz')).toMatchObject({ top_reason: 'Other', other_share: 1 });
  expect(await tell('转其他机构')).toMatchObject({ top_reason: 'Competitor', other_share: null });
});

const beside = {
  ...context,
  sides: {
    reasons: {
      relation: 'reason_forms',
      roles: new Set(['customer', 'time', 'reason', 'text'] as const),
      dated: new Set(['time'] as const),
      columns: [],
    },
  },
};
const besideSources = {
  // A file's own columns stand beside the roles, and its customers' is mostly called like that of the lifetimes.
  reason_forms: `select *, customer as customer_id from (values
    (' a ', date '2024-02-01', 'too expensive', 'never again'), ('a', date '2024-02-02', 'too expensive', null), ('a', date '2024-02-03', '客服态度差', null),
    ('b', date '2024-02-03', 'competitor', null), ('b', date '2024-02-03', null, 'bye'), ('z', date '2024-02-03', 'moved', null), (null, null, 'moved', 'x'),
    ('c', date '2024-02-12', ' ', 'I was charged twice'), ('c', date '2024-02-12', null, null)
  ) as t(customer, time, reason, text)`,
  lifetimes: lifetimes(
    "'a', '2023-01-01', '2024-02-10', 10, null::varchar, 'x'",
    "'b', '2023-01-01', '2024-02-11', 30, null, 'y'",
    "'c', '2023-01-01', '2024-02-12', 60, null, 'y'",
    "'z', '2023-01-01', null, 60, null, 'y'",
  ),
};
describe('with a table of reasons beside the customers', () => {
  let run: RecipeRun;
  beforeAll(async () => {
    run = await runRecipes({ engine, recipes: [reasons], context: beside, sources: besideSources });
  });

  test('several reasons of one customer are shared out, who has none is unknown', async () => {
    expect(run.wrong).toEqual([]);
    const found = await run.rows('reasons');
    // Three left: a names price (twice alike) and service, b a competitor, c nothing; z, who is still here, does not count.
    expectSame(of(found, 'Price'), { leavers: 1, share: 0.5 / 3, value: 5 });
    expectSame(of(found, 'Service'), { leavers: 1, share: 0.5 / 3, value: 5 });
    expectSame(of(found, 'Competitor'), { leavers: 1, share: 1 / 3, value: 30 });
    expectSame(of(found, 'Unknown'), { leavers: 1, share: 1 / 3, value: 60 });
    expect(of(found, 'Natural')).toBeUndefined();
    const groups = await run.rows('reasons_by_segment');
    expectSame(
      groups.find((row) => row['label'] === 'y' && row['reason'] === 'Unknown'),
      { leavers: 1, share: 0.5 },
    );
  });

  test('a comment is not a reason: who wrote only that stays unknown, and it is said how many they are', async () => {
    expect(await run.rows('reason_comments')).toEqual([{ unknown: 1, commented: 1 }]);
  });

  test('the customers behind a reason of a table beside them are as many as it says', async () => {
    const groups = (await engine.query(`from (${besideSources.lifetimes}) limit 0`)).columns;
    for (const row of await run.rows('reasons')) {
      const who = findWho({
        relation: 'reasons',
        lifetimes: 'lifetimes',
        columns: Object.keys(row),
        row,
        column: 'leavers',
        sql: run.cells.map(({ cell }) => cell.body).join('\n'),
        parameters: {},
        groups,
      });
      if (!('where' in who)) return expect.fail(JSON.stringify(who));
      const counted = await engine.query(`select count(*) from ${who.from} where ${who.where}`, {
        parameters: {
          period_from: { type: 'DATE', value: '2024-01-01' },
          period_to: { type: 'DATE', value: '2024-12-31' },
        },
      });
      expect(Number(counted.at(0, 0)), `${String(row['reason'])}: ${who.where}`).toBe(row['leavers']);
    }
  });
});

test('reasons fit where either the customers or a table beside them have them, and lack them else', () => {
  const taken = new Set<string>();
  expect(isFitting(reasons, { ...context, taken })).toBe(false);
  expect(isFitting(reasons, { ...beside, taken })).toBe(true);
  expect(findLacking(reasons, { ...beside, taken }).map(({ of: what }) => what)).toEqual([]);
  const anonymous = {
    relation: 'reviews',
    roles: new Set(['text'] as const),
    dated: new Set<never>(),
    columns: [],
  };
  expect(isFitting(reasons, { ...context, sides: { reasons: anonymous }, taken })).toBe(false);
});
