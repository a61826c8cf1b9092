import { expect, test } from 'vitest';
import type { Recipe } from '../../src/churn/recipe.ts';
import { recipes } from '../../src/churn/recipes/recipe-list.ts';
import { expectSame, type Row } from './expect-same.ts';
import { leave, handColumns, readTexts, useHandEngine, stay, type Spell } from './hand-lifetimes.ts';
import { runRecipes } from './run-recipes.ts';

const { engine, run: runByHand, runOn } = useHandEngine();

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

test('the columns most tied to leaving come first, whatever their place in the file, and one group comes last', async () => {
  // Of 200 customers each fourth leaves. By chance no column says who; k11 says it of half of them, k12 of all.
  const run = await runRecipes({
    engine: engine(),
    recipes: recipes.filter(({ key }) => key === 'segments'),
    context: {
      language: 'en',
      lifetimes: 'lifetimes',
      has: new Set(['customer_id', 'churned', 'spell']),
      segments: Array.from({ length: 12 }, (_, at) => ({
        name: `k${at + 1}`,
        kind: 'category',
        distinct: 5,
      })),
      sides: {},
      asOf: null,
    },
    sources: {
      lifetimes: `select i::varchar as customer_id, 1 as spell, i % 4 = 0 as churned, 'one' as k1,
        ${Array.from({ length: 9 }, (_, at) => `(i % 5)::varchar as k${at + 2}`).join(', ')},
        if(i % 8 = 0, 'b', 'a') as k11, if(i % 4 = 0, 'b', 'a') as k12 from range(200) t(i)`,
      lifetimes_definition: "select 'a flag' as rule",
    },
  });
  expect(run.wrong).toEqual([]);
  const found = await run.rows('segments');
  const ranks = new Map(found.map((row) => [row['dimension'], Number(row['strength_rank'])]));
  expect([found[0]?.['dimension'], ranks.get('k12'), ranks.get('k11'), ranks.get('k1')]).toEqual([
    'k12',
    1,
    2,
    12,
  ]);
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

test.each([
  ['nobody or everybody left its large groups', [0, 20, 40], true],
  ['it is a strong sign, but no group is without exception', [4, 20, 36], false],
])('a column is taken for known afterwards or not: %s', async (_, left, isSuspect) => {
  const spells = left.flatMap((count, at) =>
    [...leave(count), ...stay(40 - count)].map((one) => ({ ...one, plan: `P${at}` })),
  );
  const run = await runOn(spells, ['drivers', 'segments']);
  const found = (await run.rows('drivers')).find((row) => row['dimension'] === 'plan');
  expect(Number(found?.['cramers_v'])).toBeLessThan(0.9);
  expect(found).toMatchObject({ is_suspect: isSuspect });
  // The clearest difference is none that was known only afterwards.
  const [facts] = await run.rows('segment_facts');
  expect(facts?.['dimension'] === 'plan').toBe(!isSuspect);
  expect(facts?.['afterwards'] ?? '').toContain(isSuspect ? 'plan (decides almost alone who left)' : '');
});

test('a difference that chance alone may give is not sold as a finding', async () => {
  const groups = (left: readonly number[]): Spell[] =>
    left.flatMap((count, at) =>
      [...leave(count), ...stay(40 - count)].map((one) => ({ ...one, plan: `P${at}` })),
    );
  const tell = async (left: readonly number[]) => {
    const run = await runOn(groups(left), ['segments']);
    const [facts] = await run.rows('segment_facts');
    return { facts, isTold: readTexts(run).some((line) => line.includes('it may well be chance')) };
  };
  // R: chisq.test(matrix(c(20, 22, 20, 18), 2), correct = FALSE)$p.value; no other column has two groups.
  const weak = await tell([20, 22]);
  expectSame(weak.facts, { dimension: 'plan', compared: 1, by_chance: 0.6543165528058585 });
  expect(weak.isTold).toBe(true);
  const strong = await tell([8, 30]);
  expect([strong.facts?.['by_chance'], strong.isTold]).toEqual([null, false]);
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
  const run = await runByHand({ spells, recipes: [own], inputs: { rows: 'Value', across: 'plan' } });
  expect(run.wrong).toEqual([]);
  const found = await run.rows('segments');
  const of = (dimension: string): unknown[][] =>
    found
      .filter((row) => row['dimension'] === dimension)
      .map((row) => [row['label'], row['n'], row['leavers']]);
  expect(of('Value')).toEqual([
    ['< 2', 2, 0],
    ['2 – < 3', 1, 0],
    ['3 – < 5', 2, 0],
    ['5 – < 6', 1, 1],
    ['6 – < 7', 1, 0],
    ['7 – < 8', 1, 0],
    ['≥ 8', 2, 0],
  ]);
  // Days at the first of January: 31 for four customers, 236 for six.
  expect(of('Tenure (days)')).toEqual([
    ['< 100', 4, 0],
    ['≥ 100', 6, 1],
  ]);
  // Bands from low to high, whatever their size.
  expect([...new Set((await run.rows('two_way')).map((row) => row['row_label']))]).toEqual(
    of('Value').map(([label]) => label),
  );
});

test('two columns are crossed that tell most of leaving, not those known only afterwards, until others are chosen', async () => {
  // Who left has the plan "gone"; of the values under 5 leave 30 of 50, of the others 10; the days say less.
  const spells = Array.from({ length: 100 }, (_, at): Spell => {
    const hasLeft = at < 50 ? at < 30 : at < 60;
    return {
      from: at % 3 === 0 || (hasLeft && at % 2 === 0) ? '2023-12-01' : '2023-05-10',
      value: at < 50 ? 1 : 9,
      plan: hasLeft ? 'gone' : 'here',
      ...(hasLeft && { to: '2024-03-31' }),
    };
  });
  const cross = async (inputs = {}): Promise<unknown[]> => {
    const run = await runOn(spells, ['segments'], inputs);
    expect(run.wrong).toEqual([]);
    const [columns] = await run.rows('two_way_columns');
    const crossed = await run.rows('two_way');
    expect(new Set(crossed.map((row) => row['row_dimension']))).toEqual(
      new Set([columns?.['row_dimension']]),
    );
    expect(crossed.reduce((sum, row) => sum + Number(row['leavers']), 0)).toBe(40);
    return [columns?.['row_dimension'], columns?.['column_dimension']];
  };
  expect(await cross()).toEqual(['Value', 'Tenure (days)']);
  expect(await cross({ across: 'Value' })).toEqual(['Tenure (days)', 'Value']);
  expect(await cross({ rows: 'plan' })).toEqual(['plan', 'Value']);
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

test('columns may be called as the analyses call their own', async () => {
  const names = [
    'n',
    'position',
    'label',
    'worth',
    'leavers',
    'time',
    'dimension',
    'place',
    'events',
    'period',
  ];
  const run = await runRecipes({
    engine: engine(),
    recipes,
    context: {
      language: 'en',
      lifetimes: 'lifetimes',
      has: new Set(handColumns),
      segments: names.map((name, at) => ({ name, kind: at % 3 === 0 ? 'number' : 'category', distinct: 20 })),
      sides: {},
      asOf: '2024-12-31',
    },
    sources: {
      lifetimes: `select i::varchar as customer_id, 1 as spell, date '2023-01-01' as started_on, if(i % 4 = 0, date '2024-06-01', null) as ended_on,
        i % 4 = 0 as churned, 10.0::double as tenure, 1.0::double as value, 'price' as reason, date '2024-12-31' as as_of, null::date as entered_on,
        ${names.map((name, at) => `(i + ${at}) % 20 as "${name}"`).join(', ')} from range(200) t(i)`,
      lifetimes_definition: "select 'an end date' as rule",
    },
  });
  expect(run.wrong).toEqual([]);
  expect((await run.rows('drivers')).map((row) => row['dimension'])).toEqual(expect.arrayContaining(names));
});
