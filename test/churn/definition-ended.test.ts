import { afterAll, beforeAll, expect, test } from 'vitest';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { relation, runDefinition } from './run-definition.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await createNodeEngine({ functions: macroStatements });
});
afterAll(() => engine.close());

const asOf = 'as_of: 2024-12-31';
const customers = (...rows: string[]): Record<string, string> => ({
  customers: relation('customer,started date,ended date,value double,reason,plan', ...rows),
});
const dates =
  'select customer_id as c, started_on as s, ended_on as e, churned, tenure::int as t from lifetimes order by 1, 2';
const summary = 'select * from lifetimes_definition';
const excluded = 'select key, customers from lifetimes_exclusions where customers > 0';

async function run(sources: Record<string, string>, body = asOf, head?: string) {
  const done = await runDefinition(engine, sources, body, head);
  expect(done.problem).toBeNull();
  return done;
}

test('who has left has an end on or before the as-of date; tenure is whole days', async () => {
  const done = await run(
    customers(
      "'a', '2024-01-01', '2024-03-01', 10, 'price', 'x'",
      "'b', '2024-01-01', null, 20, null, 'x'",
      "'c', '2024-12-01', '2024-12-31', 30, ' ', null",
    ),
    `${asOf}\nsegments: [plan]`,
  );
  // 2024-01-01 → 2024-03-01: 31 + 29 days; to 2024-12-31: 365 days of a leap year.
  expect(await done.rows(dates)).toEqual([
    { c: 'a', s: '2024-01-01', e: '2024-03-01', churned: true, t: 60 },
    { c: 'b', s: '2024-01-01', e: null, churned: false, t: 365 },
    { c: 'c', s: '2024-12-01', e: '2024-12-31', churned: true, t: 30 },
  ]);
  expect(await done.rows('describe lifetimes')).toMatchObject(
    [
      ['customer_id', 'VARCHAR'],
      ['started_on', 'DATE'],
      ['ended_on', 'DATE'],
      ['churned', 'BOOLEAN'],
      ['tenure', 'DOUBLE'],
      ['value', 'DOUBLE'],
      ['reason', 'VARCHAR'],
      ['plan', 'VARCHAR'],
      ['as_of', 'DATE'],
      ['entered_on', 'DATE'],
      ['spell', 'INTEGER'],
    ].map(([column_name, column_type]) => ({ column_name, column_type })),
  );
  expect(await done.rows('select reason, plan from lifetimes order by customer_id')).toEqual([
    { reason: 'price', plan: 'x' },
    { reason: null, plan: 'x' },
    { reason: null, plan: null },
  ]);
  expect(await done.rows(summary)).toMatchObject([
    { customers: 3, left: 2, rate: 2 / 3, as_of: '2024-12-31', excluded: 0 },
  ]);
});

test('everyone left, nobody left, one customer, no customer at all', async () => {
  const all = await run(
    customers(
      "'a', '2024-01-01', '2024-02-01', 1, null, null",
      "'b', '2024-01-01', '2024-02-01', 1, null, null",
    ),
  );
  expect(await all.rows(summary)).toMatchObject([{ customers: 2, left: 2, rate: 1 }]);
  const none = await run(customers("'a', '2024-01-01', null, 1, null, null"));
  expect(await none.rows(summary)).toMatchObject([{ customers: 1, left: 0, rate: 0 }]);
  const empty = await run(customers());
  expect(await empty.rows(summary)).toMatchObject([{ customers: 0, left: 0, rate: null }]);
  expect(await empty.rows('select * from lifetimes')).toEqual([]);
});

test('start after end, start after as-of, no start and no id are excluded, each counted', async () => {
  const done = await run(
    customers(
      "'a', '2024-05-01', '2024-04-01', 1, null, null",
      "'b', '2025-01-01', null, 1, null, null",
      "'c', null, '2024-04-01', 1, null, null",
      "null, '2024-01-01', null, 1, null, null",
      "'  ', '2024-01-01', null, 1, null, null",
      "'d', '2024-01-01', '2024-01-01', 1, null, null",
    ),
  );
  expect(await done.rows(excluded)).toEqual([
    { key: 'no_customer', customers: 2 },
    { key: 'no_start', customers: 1 },
    { key: 'starts_later', customers: 1 },
    { key: 'ends_before_start', customers: 1 },
  ]);
  expect(await done.rows(dates)).toEqual([{ c: 'd', s: '2024-01-01', e: '2024-01-01', churned: true, t: 0 }]);
  expect(await done.rows(summary)).toMatchObject([{ customers: 1, left: 1, excluded: 5 }]);
  expect(await done.rows("select rule from lifetimes_exclusions where key = 'no_start'")).toEqual([
    { rule: 'No start date' },
  ]);
});

test('an end in the future is still here, and said; the year 9999 means no end', async () => {
  const done = await run(
    customers(
      "'a', '2024-01-01', '2025-06-30', 1, null, null",
      "'b', '2024-01-01', '9999-12-31', 1, null, null",
    ),
  );
  expect(await done.rows(dates)).toMatchObject([
    { c: 'a', e: null, churned: false, t: 365 },
    { c: 'b', e: null, churned: false, t: 365 },
  ]);
  expect(await done.rows(summary)).toMatchObject([{ customers: 2, left: 0, ends_later: 1 }]);
});

test('no end column: the rule says which role it lacks', async () => {
  const done = await runDefinition(
    engine,
    { customers: relation('customer,started date', "'a', '2024-01-01'") },
    asOf,
  );
  expect(done.problem).toMatchObject({
    code: 'churn-role-missing',
    values: { role: 'ended', rule: 'ended', relation: 'customers' },
  });
});

test('without as-of it is the notebook’s; without that, the last day in the data', async () => {
  const sources = customers(
    "'a', '2024-01-01', '2024-03-01', 1, null, null",
    "'b', '2024-01-11', null, 1, null, null",
  );
  const own = await run(sources, 'rule: ended', 'as_of: 2024-02-01');
  expect(await own.rows(summary)).toMatchObject([{ left: 0, ends_later: 1, as_of: '2024-02-01' }]);
  const last = await run(sources, 'rule: ended');
  expect(await last.rows(summary)).toMatchObject([{ left: 1, as_of: '2024-03-01' }]);
  expect(await last.rows(dates)).toMatchObject([{ t: 60 }, { t: 50 }]);
});

test('duplicate customers: rows alike, touching or overlapping are one spell', async () => {
  const done = await run(
    customers(
      // alike
      "'a', '2024-01-01', '2024-02-01', 5, null, 'old'",
      "'a', '2024-01-01', '2024-02-01', 5, null, 'old'",
      // renewed on the next day
      "'b', '2024-01-01', '2024-01-31', 5, null, 'old'",
      "'b', '2024-02-01', '2024-02-29', 7, 'moved', 'new'",
      // two at once, both open
      "'c', '2024-01-01', null, 5, null, 'x'",
      "'c', '2024-03-01', null, 8, null, 'y'",
    ),
    `${asOf}\nreactivation: new\nsegments: [plan]`,
  );
  expect(
    await done.rows(
      'select customer_id as c, spell, started_on as s, ended_on as e, value as v, reason as r, plan from lifetimes order by 1, 2',
    ),
  ).toEqual([
    { c: 'a', spell: 1, s: '2024-01-01', e: '2024-02-01', v: 5, r: null, plan: 'old' },
    { c: 'b', spell: 1, s: '2024-01-01', e: '2024-02-29', v: 7, r: 'moved', plan: 'new' },
    { c: 'c', spell: 1, s: '2024-01-01', e: null, v: 13, r: null, plan: 'y' },
  ]);
  expect(await done.rows(summary)).toMatchObject([{ customers: 3, left: 2 }]);
});

test('reactivated twice: three spells as new customers, one as the same', async () => {
  const sources = customers(
    "'a', '2024-01-01', '2024-02-01', 5, null, null",
    "'a', '2024-04-01', '2024-05-01', 6, null, null",
    "'a', '2024-08-01', null, 7, null, null",
    "'b', '2024-01-01', '2024-02-01', 5, null, null",
    "'b', '2024-04-01', '2024-05-01', 6, null, null",
  );
  const anew = await run(sources, `${asOf}\nreactivation: new`);
  expect(
    await anew.rows(
      'select customer_id as c, spell as n, churned as x, tenure::int as t, value as v from lifetimes order by 1, 2',
    ),
  ).toEqual([
    { c: 'a', n: 1, x: true, t: 31, v: 5 },
    { c: 'a', n: 2, x: true, t: 30, v: 6 },
    { c: 'a', n: 3, x: false, t: 152, v: 7 },
    { c: 'b', n: 1, x: true, t: 31, v: 5 },
    { c: 'b', n: 2, x: true, t: 30, v: 6 },
  ]);
  expect(await anew.rows(summary)).toMatchObject([{ customers: 5, left: 4, reactivated: 2 }]);
  const same = await run(sources, `${asOf}\nreactivation: same`);
  expect(await same.rows(dates)).toEqual([
    { c: 'a', s: '2024-01-01', e: null, churned: false, t: 365 },
    { c: 'b', s: '2024-01-01', e: '2024-05-01', churned: true, t: 121 },
  ]);
});

test('leap day and month-end starts keep their days', async () => {
  const done = await run(
    customers(
      "'a', '2020-02-29', '2021-02-28', 1, null, null",
      "'b', '2023-01-31', '2023-02-28', 1, null, null",
      "'c', '2024-02-29', null, 1, null, null",
    ),
  );
  // 2020-02-29 → 2021-02-28 is 365 days, 2023-01-31 → 2023-02-28 is 28, 2024-02-29 → 2024-12-31 is 306.
  expect((await done.rows(dates)).map((row) => row['t'])).toEqual([365, 28, 306]);
});

test('exclusions are tried in order, and each is counted once', async () => {
  const done = await run(
    {
      customers: relation(
        'customer,started date,ended date,contact,plan',
        "'a', '2024-12-01', null, '138', 'x'",
        "'b', '2024-12-20', null, ' ', 'x'",
        "'c', '2024-01-01', '2024-02-01', null, 'test'",
        "'d', '2024-01-01', '2024-02-01', '139', 'test'",
        "'e', '2024-01-01', '2024-03-31', '139', 'x'",
        "'f', '2024-01-01', null, '139', null",
      ),
    },
    `${asOf}\nexclude:\n  - tenure_under: 30\n  - missing: contact\n  - where: plan = 'test'\n    label: Test accounts\n  - left_within: 90\n`,
  );
  expect(await done.rows('select rule, customers from lifetimes_exclusions offset 5')).toEqual([
    { rule: 'Tenure under 30 days', customers: 1 },
    { rule: 'No “contact”', customers: 1 },
    { rule: 'Test accounts', customers: 1 },
    // 2024-01-01 → 2024-03-31 is 90 days, not under 90.
    { rule: 'Left within 90 days', customers: 0 },
  ]);
  expect(await done.rows('select customer_id as c from lifetimes order by 1')).toEqual([
    { c: 'a' },
    { c: 'e' },
    { c: 'f' },
  ]);
});

test('dates written as text are read; an end that is none is excluded, not taken for “still here”', async () => {
  const done = await run({
    customers: relation(
      'customer,started,ended',
      "'a', '2024/1/5', '2024年3月5日'",
      "'b', '20240105', ''",
      "'c', '2024-01-05', 'unknown'",
      "'d', '2024-01-05', ' Active '",
      "'e', '2024-01-05', '至今'",
    ),
  });
  expect(await done.rows(dates)).toMatchObject([
    { c: 'a', s: '2024-01-05', e: '2024-03-05', churned: true, t: 60 },
    { c: 'b', s: '2024-01-05', e: null, churned: false },
    // A word that says “still here” is no end.
    { c: 'd', s: '2024-01-05', e: null, churned: false },
    { c: 'e', s: '2024-01-05', e: null, churned: false },
  ]);
  expect(await done.rows(excluded)).toEqual([{ key: 'unreadable_end', customers: 1 }]);
});

test('spaces of any kind around a name make no other customer, nor does a name of spaces', async () => {
  const done = await run(
    customers(
      "'a b', '2024-01-01', null, 1, null, 'x'",
      "' a b ', '2024-01-01', null, 1, null, 'x'",
      "'王', '2024-01-01', null, 1, null, 'x'",
      "'　王', '2024-01-01', null, 1, null, 'x'",
      "'c', '2024-01-01', null, 1, null, 'x'",
      "chr(160) || 'c', '2024-01-01', null, 1, null, 'x'",
      "'c' || chr(9), '2024-01-01', null, 1, null, 'x'",
      "chr(65279) || 'c' || chr(13) || chr(10), '2024-01-01', null, 1, null, 'x'",
      "' ', '2024-01-01', null, 1, null, 'x'",
      "'', '2024-01-01', null, 1, null, 'x'",
      "chr(9), '2024-01-01', null, 1, null, 'x'",
    ),
  );
  expect(await done.rows('select customer_id from lifetimes order by 1')).toEqual(
    ['a b', 'c', '王'].map((customer_id) => ({ customer_id })),
  );
  expect(await done.rows(excluded)).toEqual([{ key: 'no_customer', customers: 3 }]);
});

test.each(['same', 'new'])(
  'with reactivation %s a tab or line end beside a name makes no other customer of activities',
  async (reactivation) => {
    const orders = relation(
      'customer,time date',
      ...["'a'", "'a' || chr(9)", "chr(9) || ' a'", "'a' || chr(8203)"].map(
        (name, at) => `${name}, '2024-01-0${at + 1}'`,
      ),
      "'a' || chr(10), '2024-06-01'",
      "chr(9), '2024-01-05'",
    );
    const done = await runDefinition(
      engine,
      { orders },
      `rule: inactive\ndays: 30\nas_of: 2024-06-10\nreactivation: ${reactivation}`,
    );
    expect(
      await done.rows(
        'select customer_id as c, spell as n, started_on as s, ended_on as e from lifetimes order by 2',
      ),
    ).toEqual(
      reactivation === 'same'
        ? [{ c: 'a', n: 1, s: '2024-01-01', e: null }]
        : [
            { c: 'a', n: 1, s: '2024-01-01', e: '2024-02-03' },
            { c: 'a', n: 2, s: '2024-06-01', e: null },
          ],
    );
    expect(await done.rows(excluded)).toEqual([{ key: 'no_customer', customers: 1 }]);
  },
);
