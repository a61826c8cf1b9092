import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LifetimeColumn, Recipe, RecipeContext } from '../../src/churn/recipe.ts';
import { isFitting } from '../../src/churn/recipe.ts';
import { recipes } from '../../src/churn/recipes/recipe-list.ts';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { expectSame, type Row } from './expect-same.ts';
import { runRecipes, type RecipeRun } from './run-recipes.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await createNodeEngine({ functions: macroStatements });
});
afterAll(() => engine.close());

interface Spell {
  readonly id?: string;
  readonly spell?: number;
  readonly from: string;
  readonly to?: string;
  readonly value?: number;
  readonly reason?: string;
  readonly plan?: string | null;
}

const all: readonly LifetimeColumn[] = [
  'customer_id',
  'spell',
  'started_on',
  'ended_on',
  'churned',
  'tenure',
  'value',
  'reason',
  'as_of',
];

/** Runs the named analyses on lifetimes written by hand, as of 2024-12-31. */
async function runOn(
  spells: readonly Spell[] | string,
  keys: readonly string[],
  inputs: Record<string, string> = {},
  asOf = '2024-12-31',
  instead: readonly Recipe[] | null = null,
): Promise<RecipeRun> {
  const text = (word: string | null | undefined): string =>
    word === null || word === undefined ? 'null' : `'${word.replaceAll("'", "''")}'`;
  const values = (typeof spells === 'string' ? [] : spells).map(
    (one, at) =>
      `(${text(one.id ?? `C${at}`)}, ${one.spell ?? 1}, date ${text(one.from)}, ${text(one.to)}::date, ${one.value ?? 10}::double, ${text(one.reason)}, ${text(one.plan === undefined ? 'A' : one.plan)})`,
  );
  const source =
    typeof spells === 'string'
      ? spells
      : `select * from (values ${values.join(', ')}) as t(customer_id, spell, started_on, ended_on, value, reason, plan)`;
  const context: Omit<RecipeContext, 'taken'> = {
    language: 'en',
    lifetimes: 'lifetimes',
    has: new Set(all),
    segments: [{ name: 'plan', kind: 'category', distinct: 2 }],
    sides: {},
    asOf,
  };
  const chosen = instead ?? recipes.filter((one) => keys.length === 0 || keys.includes(one.key));
  return runRecipes({
    engine,
    recipes: chosen.filter((one) => isFitting(one, { ...context, taken: new Set() })),
    context,
    sources: {
      lifetimes: `select *, ended_on is not null as churned, date_diff('day', started_on, coalesce(ended_on, date '${asOf}'))::double as tenure,
        date '${asOf}' as as_of, null::date as entered_on from (${source})`,
      lifetimes_definition: "select 'an end date' as rule",
    },
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([key, value]) => [
        key,
        /^\d{4}-/.test(value) ? ({ type: 'DATE', value } as const) : ({ type: 'VARCHAR', value } as const),
      ]),
    ),
  });
}

const stay = (count: number, from = '2023-05-10'): Spell[] => Array.from({ length: count }, () => ({ from }));
const leave = (count: number, to = '2024-03-31', from = '2023-05-10'): Spell[] =>
  Array.from({ length: count }, () => ({ from, to, reason: 'price' }));

describe('every analysis runs whole, and no check finds a violation, when', () => {
  test.each<[string, Spell[]]>([
    ['everyone left', leave(5)],
    ['nobody left', stay(5)],
    ['there is one customer', stay(1)],
    ['there is one customer, who left', leave(1)],
    ['there are no customers at all', []],
    ['every group value is empty', [...stay(3), ...leave(2)].map((one) => ({ ...one, plan: null }))],
    [
      'there is a group of one',
      [...stay(4), ...leave(3), { from: '2023-01-01', to: '2024-02-02', plan: 'lonely' }],
    ],
    ['all began on one day and left on one day', [...leave(4), ...stay(4)]],
  ])('%s', async (_, spells) => {
    const run =
      spells.length === 0
        ? await runOn(
            "select 'x' as customer_id, 1 as spell, date '2024-01-01' as started_on, null::date as ended_on, 1.0::double as value, null::varchar as reason, 'A' as plan where false",
            [],
          )
        : await runOn(spells, []);
    expect(run.wrong).toEqual([]);
  });
});

test('everyone left: the rate is 1, its interval ends at 1, and nobody is there at the end', async () => {
  const run = await runOn(leave(5), ['kpi', 'survival']);
  expectSame((await run.rows('kpi'))[0], {
    customers_at_start: 5,
    leavers: 5,
    churn_rate: 1,
    churn_high: 1,
    customers_at_end: 0,
  });
  expect((await run.rows('survival')).at(-1)).toMatchObject({ survival: 0, std_err: null, low: null });
});

test('nobody left: the rate is 0, the lifetime has no value', async () => {
  const run = await runOn(stay(5), ['kpi']);
  expectSame((await run.rows('kpi'))[0], { leavers: 0, churn_rate: 0, churn_low: 0, lifetime_months: null });
});

test('who leaves on the last day of a month left in that month; who starts on its first day is new in it', async () => {
  const run = await runOn(
    [...leave(1, '2024-01-31'), ...leave(1, '2024-02-29'), { from: '2024-02-01' }, { from: '2024-01-31' }],
    ['trend'],
  );
  const found = await run.rows('trend');
  expectSame(found[0], { period: '2024-01-01', at_start: 2, new: 1, leavers: 1, new_leavers: 0, at_end: 2 });
  expectSame(found[1], { period: '2024-02-01', at_start: 2, new: 1, leavers: 1, new_leavers: 0, at_end: 2 });
  expectSame(found[2], { period: '2024-03-01', at_start: 2, new: 0, leavers: 0, new_leavers: 0, at_end: 2 });
});

test('leap day and month ends: a cohort of 29 February is that of February, a year later it has age 12', async () => {
  const run = await runOn(
    [
      { from: '2024-02-29', to: '2025-02-28' },
      { from: '2024-02-29' },
      { from: '2024-01-31', to: '2024-02-29' },
      { from: '2024-01-31' },
    ],
    ['cohorts'],
    { period_from: '2024-01-01', period_to: '2025-03-31' },
    '2025-03-31',
  );
  const found = await run.rows('cohorts');
  const at = (cohort: string, age: number): Row | undefined =>
    found.find((row) => row['cohort'] === cohort && row['age'] === age);
  expectSame(at('2024-02-01', 11), { size: 2, stayed: 2 });
  expectSame(at('2024-02-01', 12), { size: 2, stayed: 1 });
  expectSame(at('2024-01-01', 0), { size: 2, stayed: 2 });
  expectSame(at('2024-01-01', 1), { size: 2, stayed: 1 });
});

test('weeks across a year belong to one week, from Monday', async () => {
  const run = await runOn(
    [...leave(1, '2025-01-01'), ...leave(1, '2024-12-31'), ...stay(2)],
    ['trend'],
    { grain: 'week', period_from: '2024-12-01', period_to: '2025-01-12' },
    '2025-01-08',
  );
  const found = await run.rows('trend');
  expectSame(
    found.find((row) => row['period'] === '2024-12-30'),
    { at_start: 4, leavers: 2, at_end: 2, is_complete: true },
  );
  expect(found.at(-1)).toMatchObject({ period: '2025-01-06', is_complete: false });
});

test('an unfinished last period is marked and left out of the averages', async () => {
  const run = await runOn(
    [...leave(1, '2024-11-15'), ...leave(3, '2024-12-05'), ...stay(6)],
    ['trend'],
    { period_from: '2024-11-01', period_to: '2024-12-31' },
    '2024-12-20',
  );
  expect((await run.rows('trend')).map((row) => row['is_complete'])).toEqual([true, false]);
  expectSame((await run.rows('trend_facts'))[0], { periods: 1, churn_rate: 0.1 });
});

test('who came and left within one period is counted apart', async () => {
  const run = await runOn([...stay(4), { from: '2024-03-05', to: '2024-03-20' }], ['trend', 'kpi']);
  const march = (await run.rows('trend')).find((row) => row['period'] === '2024-03-01');
  expectSame(march, { at_start: 4, new: 1, leavers: 0, new_leavers: 1, at_end: 4, churn_rate: 0 });
  expectSame((await run.rows('kpi'))[0], {
    new_customers: 1,
    leavers: 0,
    new_leavers: 1,
    customers_at_end: 4,
  });
});

test('reactivated twice: each return is a return, not a new customer; the cohort keeps its member', async () => {
  const run = await runOn(
    [
      { id: 'a', spell: 1, from: '2024-01-10', to: '2024-02-10' },
      { id: 'a', spell: 2, from: '2024-04-10', to: '2024-05-10' },
      { id: 'a', spell: 3, from: '2024-07-10' },
      { id: 'b', spell: 1, from: '2024-01-10', to: '2024-03-10' },
      { id: 'b', spell: 2, from: '2024-05-05', to: '2024-06-05' },
    ],
    ['trend', 'cohorts', 'kpi'],
  );
  expect(run.wrong).toEqual([]);
  expect((await run.rows('trend')).map((row) => row['reactivated'])).toEqual([
    0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 0, 0,
  ]);
  expectSame((await run.rows('kpi'))[0], { new_customers: 2, reactivated: 3, customers_at_end: 1 });
  const found = await run.rows('cohorts');
  expect(found.slice(0, 8).map((row) => row['stayed'])).toEqual([2, 1, 0, 1, 1, 0, 1, 1]);
  expect(found.slice(0, 8).map((row) => row['stayed_or_back'])).toEqual([2, 2, 2, 2, 2, 1, 1, 1]);
});

test('rolling ages count from each customer’s own day', async () => {
  const spells = [
    { from: '2024-01-31', to: '2024-02-05' },
    { from: '2024-01-01', to: '2024-02-05' },
  ];
  const rolling = await (await runOn(spells, ['cohorts'], { cohort_boundary: 'rolling' })).rows('cohorts');
  expect(rolling.slice(0, 2).map((row) => row['stayed'])).toEqual([1, 0]);
  const calendar = await (await runOn(spells, ['cohorts'])).rows('cohorts');
  expect(calendar.slice(0, 2).map((row) => row['stayed'])).toEqual([2, 0]);
});

test('several reasons in one cell are split, mapped, and shared out so that shares sum to 1', async () => {
  const run = await runOn(
    [
      { from: '2023-01-01', to: '2024-05-01', reason: 'price; competitor offer' },
      { from: '2023-01-01', to: '2024-05-01', reason: '价格太贵、服务态度差|价格' },
      { from: '2023-01-01', to: '2024-05-01', reason: ' ' },
      { from: '2023-01-01', to: '2024-05-01', reason: 'something odd' },
    ],
    ['reasons'],
  );
  const found = new Map((await run.rows('reasons')).map((row) => [row['reason'], row]));
  expectSame(found.get('Price'), { leavers: 2, share: 0.25 });
  expectSame(found.get('Competitor'), { leavers: 1, share: 0.125 });
  expectSame(found.get('Service'), { leavers: 1, share: 0.125 });
  expectSame(found.get('Other'), { leavers: 1, share: 0.25 });
  expectSame(found.get('Unknown'), { leavers: 1, share: 0.25 });
});

test('unknown is listed also when every reason is known', async () => {
  const run = await runOn(leave(3), ['reasons']);
  expectSame((await run.rows('reasons')).at(-1), { reason: 'Unknown', leavers: 0, share: 0 });
});

test('null groups are a group of their own, and numbers in bands keep every customer', async () => {
  const run = await runOn(
    [...stay(3), ...leave(2)].map((one, at) => ({ ...one, plan: at < 2 ? null : 'A' })),
    ['segments'],
  );
  const found = await run.rows('segments');
  expectSame(
    found.find((row) => row['label'] === 'Unknown'),
    { n: 2, leavers: 0 },
  );
  const value = found.filter((row) => row['dimension'] === 'Value');
  expect(value.reduce((sum, row) => sum + Number(row['n']), 0)).toBe(5);
});

test('a second insertion of the same analyses takes new names and shares the parameters', async () => {
  const context = {
    language: 'zh' as const,
    lifetimes: 'lifetimes',
    has: new Set(all),
    segments: [],
    sides: {},
    asOf: '2024-12-31',
  };
  const first = recipes.find((one) => one.key === 'trend')?.write({ ...context, taken: new Set() }) ?? [];
  const taken = new Set(first.flatMap((one) => (one.name === undefined ? [] : [one.name])));
  const second = recipes.find((one) => one.key === 'trend')?.write({ ...context, taken }) ?? [];
  expect(second.map((one) => one.name).filter((name) => name !== undefined && taken.has(name))).toEqual([]);
  expect(second.some((one) => one.name === 'trend_2')).toBe(true);
  expect(second.filter((one) => one.kind === 'input')).toEqual([]);
});

test('a column that is known only after leaving is marked', async () => {
  const run = await runOn(
    [...stay(40), ...leave(30)].map((one, at) => ({
      ...one,
      plan: at < 40 ? null : (['x', 'y', 'z'][at % 3] ?? null),
    })),
    ['drivers'],
  );
  const found = (await run.rows('drivers')).find((row) => row['dimension'] === 'plan');
  expect(found).toMatchObject({ is_suspect: true, warning: 'filled almost only for those who left' });
});

test('numbers are cut where the user says, with as many edges as she writes', async () => {
  const segments = recipes.find((one) => one.key === 'segments') ?? expect.fail('no segments');
  const own: Recipe = {
    ...segments,
    write: (context) =>
      segments
        .write(context)
        .map((draft) =>
          draft.name === 'bands'
            ? { ...draft, body: 'select [2, 3, 5, 6, 7, 8]::double[] as value, [100]::bigint[] as tenure' }
            : draft,
        ),
  };
  const spells = Array.from({ length: 10 }, (_, at): Spell => ({
    from: at < 4 ? '2023-12-01' : '2023-05-10',
    value: at,
    ...(at === 5 ? { to: '2024-03-31' } : {}),
  }));
  const run = await runOn(spells, ['segments'], { rows: 'Value', across: 'plan' }, '2024-12-31', [own]);
  expect(run.wrong).toEqual([]);
  const found = await run.rows('segments');
  const of = (dimension: string): unknown[][] =>
    found
      .filter((row) => row['dimension'] === dimension)
      .map((row) => [row['label'], row['n'], row['leavers']]);
  expect(of('Value')).toEqual([
    ['< 2.0', 2, 0],
    ['2.0 – < 3.0', 1, 0],
    ['3.0 – < 5.0', 2, 0],
    ['5.0 – < 6.0', 1, 1],
    ['6.0 – < 7.0', 1, 0],
    ['7.0 – < 8.0', 1, 0],
    ['≥ 8.0', 2, 0],
  ]);
  // Days at the first of January: 31 for four customers, 236 for six.
  expect(of('Tenure (days)')).toEqual([
    ['< 100', 4, 0],
    ['≥ 100', 6, 1],
  ]);
  expect(new Set((await run.rows('two_way')).map((row) => row['row_label'])).size).toBe(7);
});

test('of many groups the largest are named, and the rest are summed, so that nobody is left out', async () => {
  const run = await runOn(
    Array.from({ length: 200 }, (_, at) => ({
      from: '2023-05-10',
      plan: `P${String(at % 40).padStart(2, '0')}`,
      value: at % 7,
      ...(at % 3 === 0 ? { to: '2024-03-31', reason: ['price', 'service', 'moved'][at % 3] ?? '' } : {}),
    })),
    ['segments', 'reasons'],
    { rows: 'plan', across: 'Value' },
  );
  expect(run.wrong).toEqual([]);
  const sum = (rows: readonly Row[], column: string): number =>
    rows.reduce((all, row) => all + Number(row[column]), 0);
  const crossed = await run.rows('two_way');
  const labels = new Set(crossed.map((row) => row['row_label']));
  expect(labels.size).toBe(21);
  expect([...labels].at(-1)).toBe('All others');
  expect([sum(crossed, 'n'), sum(crossed, 'leavers')]).toEqual([200, 67]);
  // 40 plans of 5 customers: 20 are named, the other 100 customers stand together.
  expect(
    sum(
      crossed.filter((row) => row['is_others']),
      'n',
    ),
  ).toBe(100);
  const reasons = await run.rows('reasons_by_segment');
  expect(new Set(reasons.map((row) => row['label'])).size).toBe(21);
  expect(sum(reasons, 'weight')).toBeCloseTo(67, 9);
});

test('a million groups of one are counted and tested', async () => {
  const run = await runOn(
    "select i::varchar as customer_id, 1 as spell, date '2023-01-01' as started_on, if(i % 4 = 0, date '2024-06-01', null) as ended_on, 1.0::double as value, null::varchar as reason, i::varchar as plan from range(1000000) t(i)",
    ['segments'],
  );
  expect(run.wrong).toEqual([]);
  const [found] = await run.rows('segment_tests');
  // With one customer in each group the statistic is their number, whatever the rate.
  expectSame(found, { groups: 1_000_000, df: 999_999 });
  expect(Math.abs(Number(found?.['chi_square']) / 1e6 - 1)).toBeLessThan(1e-9);
}, 240_000);
