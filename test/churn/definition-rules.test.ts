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

const spells =
  'select customer_id as c, spell as n, started_on as s, ended_on as e, churned as x, tenure::int as t from lifetimes order by 1, 2';
const summary = 'select * from lifetimes_definition';
const excluded = 'select key, customers from lifetimes_exclusions where customers > 0';

async function run(sources: Record<string, string>, body: string, head?: string) {
  const done = await runDefinition(engine, sources, body, head);
  expect(done.problem).toBeNull();
  return done;
}

test('flag: words of both languages, a tenure in months instead of dates, and flags that say nothing', async () => {
  const done = await run(
    {
      customers: relation(
        'customer,churned,tenure integer',
        "'a', 'Yes', 2",
        "'b', '否', 10",
        "'c', ' 已离网 ', 0",
        "'d', null, 5",
        "'e', 'maybe', 5",
      ),
    },
    'rule: flag\nunit: month',
  );
  expect(
    await done.rows(
      'select customer_id as c, started_on as s, ended_on as e, churned as x, round(tenure, 3)::double as t, as_of from lifetimes order by 1',
    ),
  ).toEqual([
    // A month is 365.2425 / 12 = 30.436875 days.
    { c: 'a', s: null, e: null, x: true, t: 60.874, as_of: null },
    { c: 'b', s: null, e: null, x: false, t: 304.369, as_of: null },
    { c: 'c', s: null, e: null, x: true, t: 0, as_of: null },
  ]);
  expect(await done.rows(excluded)).toEqual([{ key: 'unknown_flag', customers: 2 }]);
});

test('flag: own words for left, numbers and booleans, duplicates without dates', async () => {
  const own = await run(
    { c: relation('customer,churned', "'a', 'Gone'", "'b', 'x'") },
    'rule: flag\nleft: [gone]',
  );
  expect(await own.rows(summary)).toMatchObject([{ customers: 2, left: 1 }]);
  const numbers = await run(
    { c: relation('customer,churned integer', "'a', 1", "'b', 0", "'c', 2") },
    'rule: flag',
  );
  expect(await numbers.rows(summary)).toMatchObject([{ customers: 2, left: 1, excluded: 1 }]);
  const booleans = await run(
    { c: relation('customer,churned boolean,tenure integer', "'a', false, 3", "'a', true, 5") },
    'rule: flag\nunit: day',
  );
  expect(await booleans.rows('select churned as x, tenure as t from lifetimes')).toEqual([{ x: true, t: 5 }]);
});

test('a tab, a line end or a mark without width beside a word makes no other word', async () => {
  const customers = relation('customer,churned,ended', "'a', 'Gone' || chr(9), '2024-01-05' || chr(8203)");
  const more = ["'b', 'Yes' || chr(13), 'never' || chr(9)", "'c', 'no' || chr(65279), null"];
  const all = { customers: [customers, relation('customer,churned,ended', ...more)].join(' union all ') };
  const own = await run(all, 'rule: flag\nleft: [gone]\nas_of: 2024-02-01');
  expect(await own.rows(summary)).toMatchObject([{ customers: 3, left: 1 }]);
  expect(await own.rows("select ended_on from lifetimes where customer_id = 'a'")).toEqual([
    { ended_on: '2024-01-05' },
  ]);
  const known = await run(all, 'rule: flag\nas_of: 2024-02-01');
  expect(await known.rows(summary)).toMatchObject([{ customers: 3, left: 2 }]);
});

test('flag with dates: left without a date keeps no tenure and is told', async () => {
  const done = await run(
    {
      c: relation(
        'customer,churned boolean,started date,ended date',
        "'a', true, '2024-01-01', null",
        "'b', true, '2024-01-01', '2024-01-31'",
        "'c', false, '2024-01-01', '2024-01-31'",
      ),
    },
    'rule: flag\nas_of: 2024-02-01',
  );
  expect(await done.rows(spells)).toEqual([
    { c: 'a', n: 1, s: '2024-01-01', e: null, x: true, t: null },
    { c: 'b', n: 1, s: '2024-01-01', e: '2024-01-31', x: true, t: 30 },
    { c: 'c', n: 1, s: '2024-01-01', e: null, x: false, t: 31 },
  ]);
  expect(await done.rows(summary)).toMatchObject([{ no_end_date: 1 }]);
});

const orders = relation(
  'customer,time timestamp,amount double,shop',
  "'a', '2024-01-01 10:00:00', 30, 'x'",
  "'a', '2024-01-31 09:00:00', 30, 'y'", // exactly 30 days later: not silent for 30 days
  "'b', '2024-01-01', 10, 'x'",
  "'b', '2024-02-01', 20, 'y'", // 31 days later: had left on 31 January
  "'c', '2024-02-20', 5, 'x'",
  "'d', '2024-03-05', 5, 'x'",
  "null, '2024-02-20', 5, 'x'",
  "'e', null, 5, 'x'",
);

test('ended and flag: what a customer spent in all is told by month of the time that they stayed', async () => {
  const rows = relation(
    'customer,started date,ended date,churned varchar,amount double',
    // A year of 365 days; from the first of January to the as-of date, as long; less than a month.
    "'a', '2023-01-01', '2024-01-01', 'Yes', 365",
    "'b', '2024-01-01', null, 'No', 730",
    "'c', '2024-12-20', null, 'No', 40",
  );
  for (const rule of ['ended', 'flag']) {
    const done = await run({ customers: rows }, `rule: ${rule}\nas_of: 2024-12-31`);
    const found = await done.rows('select value from lifetimes order by customer_id');
    expect(found.map(({ value }) => value)).toEqual([
      expect.closeTo(30.436875, 9),
      expect.closeTo(60.87375, 9),
      40,
    ]);
  }
  const undated = relation(
    'customer,tenure int,churned varchar,amount double',
    "'a', 10, 'Yes', 500",
    "'b', 0, 'No', 20",
    "'c', null, 'No', 20",
  );
  const done = await run({ customers: undated }, 'rule: flag\nunit: month');
  expect(await done.rows('select value from lifetimes order by customer_id')).toEqual([
    { value: expect.closeTo(50, 9) },
    { value: 20 },
    { value: null },
  ]);
});

test('inactive: customers who say when they were active last need no activities', async () => {
  const sources = {
    customers: relation(
      'customer,started date,last date,amount double',
      "'a', '2024-01-01', '2024-09-01', 365",
      "'b', '2024-01-01', '2024-12-20', 12",
      "'c', '2023-01-01', '2024-10-02', null",
      "'d', '2024-03-01', null, 5",
      "'e', '2024-03-01', '2024-02-01', 5",
      "'f', '2024-01-01', '2024-09-30', 1",
      "'f', '2024-02-01', '2024-12-01', 1",
    ),
  };
  const done = await run(sources, 'rule: inactive\ndays: 90\nas_of: 2024-12-31');
  // 1 September + 90 days = 30 November; 2 October + 90 days = 31 December.
  expect(
    await done.rows(
      'select customer_id as c, ended_on as e, churned, tenure::int as t, note from lifetimes_all where excluded is null order by 1',
    ),
  ).toEqual([
    { c: 'a', e: '2024-11-30', churned: true, t: 334, note: null },
    { c: 'b', e: null, churned: false, t: 365, note: null },
    { c: 'c', e: '2024-12-31', churned: true, t: 730, note: null },
    { c: 'f', e: null, churned: false, t: 365, note: null },
  ]);
  expect(await done.rows(excluded)).toEqual([
    { key: 'no_activity', customers: 1 },
    { key: 'ends_before_start', customers: 1 },
  ]);
  const [a] = await done.rows("select value from lifetimes where customer_id = 'a'");
  expect(a?.['value']).toBeCloseTo(365 / (334 / 30.436875), 9);
  // Without an as-of date the last day of all is as of when.
  const open = await run(sources, 'rule: inactive\ndays: 90');
  expect(await open.rows('select customers, "left", as_of from lifetimes_definition')).toEqual([
    { customers: 4, left: 1, as_of: '2024-12-20' },
  ]);
});

test('inactive: of days since the last activity alone it is known who left, not when', async () => {
  const days = relation('customer,recency bigint', "'a', 90", "'b', 89", "'c', null");
  const done = await run({ customers: days }, 'rule: inactive\ndays: 90');
  expect(
    await done.rows('select customer_id as c, churned, ended_on as e from lifetimes order by 1'),
  ).toEqual([
    { c: 'a', churned: true, e: null },
    { c: 'b', churned: false, e: null },
  ]);
  expect(await done.rows(excluded)).toEqual([{ key: 'no_activity', customers: 1 }]);
  // An export's own day gives the day of the last activity.
  const dated = relation(
    'customer,recency bigint,observed date',
    "'a', 100, '2024-12-31'",
    "'b', 10, '2024-12-31'",
  );
  const known = await run({ customers: dated }, 'rule: inactive\ndays: 90');
  expect(await known.rows('select customer_id as c, ended_on as e from lifetimes order by 1')).toEqual([
    { c: 'a', e: '2024-12-21' },
    { c: 'b', e: null },
  ]);
});

test('inactive: left on the day when the silence is complete; the same customer or a new one', async () => {
  const same = await run({ orders }, 'rule: inactive\ndays: 30\nas_of: 2024-03-02\nsegments: [shop]');
  expect(await same.rows(spells)).toEqual([
    { c: 'a', n: 1, s: '2024-01-01', e: '2024-03-01', x: true, t: 60 },
    { c: 'b', n: 1, s: '2024-01-01', e: '2024-03-02', x: true, t: 61 },
    { c: 'c', n: 1, s: '2024-02-20', e: null, x: false, t: 11 },
  ]);
  expect(await same.rows(excluded)).toEqual([
    { key: 'no_customer', customers: 1 },
    { key: 'no_day', customers: 1 },
    { key: 'starts_later', customers: 1 },
  ]);
  expect(
    await same.rows("select shop, round(value * 60, 4)::double as v from lifetimes where customer_id = 'a'"),
  ).toEqual([
    { shop: 'y', v: 1826.2125 }, // 60 in 60 days: 1 a day, 30.436875 a month
  ]);
  const anew = await run({ orders }, 'rule: inactive\ndays: 30\nas_of: 2024-03-02\nreactivation: new');
  expect(await anew.rows(spells)).toEqual([
    { c: 'a', n: 1, s: '2024-01-01', e: '2024-03-01', x: true, t: 60 },
    { c: 'b', n: 1, s: '2024-01-01', e: '2024-01-31', x: true, t: 30 },
    { c: 'b', n: 2, s: '2024-02-01', e: '2024-03-02', x: true, t: 30 },
    { c: 'c', n: 1, s: '2024-02-20', e: null, x: false, t: 11 },
  ]);
});

test('inactive: a calendar boundary moves leaving to the end of the month; the last activity is the as-of date', async () => {
  const done = await run({ orders }, 'rule: inactive\ndays: 30\nboundary: calendar\nas_of: 2024-03-30');
  expect(await done.rows(spells)).toMatchObject([
    { c: 'a', e: null, x: false },
    { c: 'b', e: null, x: false },
    { c: 'c', x: false },
    { c: 'd', x: false },
  ]);
  const day = await run({ orders }, 'rule: inactive\ndays: 30\nboundary: calendar\nas_of: 2024-03-31');
  expect(await day.rows(spells)).toMatchObject([
    { c: 'a', e: '2024-03-31', x: true },
    { c: 'b', e: '2024-03-31', x: true },
    { c: 'c', e: '2024-03-31', x: true }, // 20 February + 30 days is 21 March
    { c: 'd', x: false },
  ]);
  const last = await run({ orders }, 'rule: inactive\ndays: 30');
  expect(await last.rows(summary)).toMatchObject([{ as_of: '2024-03-05', customers: 4, left: 2 }]);
});

test('inactive beside a customers table: joined before the first order, and those who never did anything', async () => {
  const customers = relation(
    'customer,started date,plan',
    "'a', '2023-12-01', 'gold'",
    "'z', null, 'gold'",
    "'y', '2024-01-01', 'gold'",
    "'', '2024-01-01', 'gold'",
  );
  const done = await run(
    { customers, orders },
    'rule: inactive\nactivity: orders\ndays: 30\nas_of: 2024-03-02\nsegments: [plan]\nexclude:\n  - where: plan is null',
  );
  expect(
    await done.rows(
      'select customer_id as c, started_on as s, ended_on as e, plan from lifetimes order by 1',
    ),
  ).toEqual([
    { c: 'a', s: '2023-12-01', e: '2024-03-01', plan: 'gold' },
    { c: 'b', s: '2024-01-01', e: '2024-03-02', plan: null },
    { c: 'c', s: '2024-02-20', e: null, plan: null },
    { c: 'y', s: '2024-01-01', e: '2024-01-31', plan: 'gold' },
  ]);
  expect(await done.rows(excluded)).toEqual([
    { key: 'no_customer', customers: 2 },
    { key: 'no_day', customers: 1 },
    { key: 'starts_later', customers: 1 },
    { key: 'no_activity', customers: 1 },
  ]);
});

test('inactive beside a customers table: where the activities have no amounts, it says what a customer is worth', async () => {
  const visits = relation(
    'customer,time date',
    "'a', '2024-01-01'",
    "'a', '2024-03-01'",
    "'b', '2024-01-10'",
  );
  const customers = (column: string) =>
    relation(
      `customer,started date,${column} double`,
      "'a', '2023-12-01', 30",
      "'b', '2024-01-10', 20",
      "'b', '2023-01-10', 99",
      "'z', '2024-01-01', null",
    );
  const worth = async (column: string, events = visits) =>
    (
      await run(
        { customers: customers(column), events },
        'rule: inactive\nactivity: events\ndays: 30\nas_of: 2024-03-31',
      )
    ).rows('select customer_id as c, round(value, 9) as v from lifetimes order by 1');
  expect(await worth('value')).toEqual([
    { c: 'a', v: 30 },
    { c: 'b', v: 20 },
    { c: 'z', v: null },
  ]);
  // a: 121 days from 1 December to 31 March; b: 30 days, less than a month, from 10 January.
  const month = 365.2425 / 12;
  expect(await worth('amount')).toEqual([
    { c: 'a', v: Number((30 / (121 / month)).toFixed(9)) },
    { c: 'b', v: 20 },
    { c: 'z', v: null },
  ]);
  const bought = relation(
    'customer,time date,amount double',
    "'a', '2024-03-01', 121",
    "'b', '2024-01-10', 7",
  );
  expect(await worth('value', bought)).toEqual([
    { c: 'a', v: month },
    { c: 'b', v: 7 },
    { c: 'z', v: null },
  ]);
});

const months = relation(
  'customer,period,status,value double',
  "'a', '2024-01', '在网', 10",
  "'a', '2024-02', '在网', 12",
  "'a', '2024-03', '离网', 0",
  "'b', '2024-01', '在网', 20",
  "'b', '2024-03', '在网', 25",
  "'c', '2024-02', '在网', 5",
  "'c', '2024-03', '在网', 6",
  "'d', '2024-03', '销户', 0",
);

test('status: the first period without the customer, by status or by a missing row', async () => {
  const same = await run({ months }, 'rule: status');
  expect(await same.rows(spells)).toEqual([
    { c: 'a', n: 1, s: '2024-01-01', e: '2024-03-01', x: true, t: 60 },
    { c: 'b', n: 1, s: '2024-01-01', e: null, x: false, t: 90 },
    { c: 'c', n: 1, s: '2024-02-01', e: null, x: false, t: 59 },
  ]);
  expect(await same.rows(summary)).toMatchObject([{ as_of: '2024-03-31', customers: 3, left: 1 }]);
  expect(await same.rows(excluded)).toEqual([{ key: 'never_active', customers: 1 }]);
  expect(await same.rows('select value as v from lifetimes order by customer_id')).toEqual([
    { v: 12 },
    { v: 25 },
    { v: 6 },
  ]);
  const anew = await run({ months }, 'rule: status\nreactivation: new');
  expect(await anew.rows(spells)).toMatchObject([
    { c: 'a', n: 1 },
    { c: 'b', n: 1, s: '2024-01-01', e: '2024-02-01', x: true, t: 31 },
    { c: 'b', n: 2, s: '2024-03-01', e: null, x: false, t: 30 },
    { c: 'c', n: 1 },
  ]);
});

test('status: own words, and an as-of date that leaves out later periods', async () => {
  const done = await run({ months }, 'rule: status\nas_of: 2024-02-29\nleft: [在网]');
  expect(await done.rows(excluded)).toEqual([{ key: 'never_active', customers: 4 }]);
  expect(await done.rows('select rule from lifetimes_definition')).toEqual([
    { rule: expect.stringContaining('first period in which the status is “在网”') },
  ]);
  const early = await run({ months }, 'rule: status\nas_of: 2024-02-29');
  expect(await early.rows(spells)).toMatchObject([
    { c: 'a', x: false },
    { c: 'b', e: '2024-02-01', x: true },
    { c: 'c', x: false },
  ]);
});

test('downgraded: the value falls by so much over so many periods; no row is a value of 0', async () => {
  const values = relation(
    'customer,period date,value double',
    "'a', '2024-01-01', 100",
    "'a', '2024-02-01', 80",
    "'a', '2024-03-01', 50", // 50 % below two months before
    "'b', '2024-01-01', 100",
    "'b', '2024-02-01', 90",
    "'b', '2024-03-01', 51",
    "'c', '2024-01-01', 100", // gone after January
    "'d', '2024-01-01', 20", // small from the start
    "'d', '2024-03-01', 1",
  );
  const done = await run({ values }, 'rule: downgraded\nfalls: 50\nover: 2\nat_least: 50');
  expect(
    await done.rows(
      'select customer_id as c, ended_on as e, churned as x, value as v from lifetimes order by 1',
    ),
  ).toEqual([
    { c: 'a', e: '2024-03-01', x: true, v: 100 },
    { c: 'b', e: null, x: false, v: 51 },
    { c: 'c', e: '2024-03-01', x: true, v: 100 },
    { c: 'd', e: null, x: false, v: 1 },
  ]);
});

test('own SQL stands for the form; what it excludes is counted by its own words', async () => {
  const sql = [
    'sql: |',
    "  select customer as customer_id, date '2024-01-01' as started_on, null as ended_on, customer = 'a' as churned,",
    "    30 as tenure, 1.5 as value, null as reason, date '2024-01-31' as as_of, plan,",
    "    if(plan = 'test', 'Test account', null) as excluded",
    '  from customers',
    'label: The first of the alphabet',
  ].join('\n');
  const customers = relation('customer,plan', "'a', 'x'", "'b', 'x'", "'c', 'test'");
  const done = await run({ customers }, sql);
  expect(await done.rows('select * from lifetimes_exclusions')).toEqual([
    { rule: 'Test account', customers: 1, key: 'sql' },
  ]);
  expect(await done.rows(summary)).toMatchObject([
    { customers: 2, left: 1, rule: 'The first of the alphabet' },
  ]);
  expect(await done.rows('select * from lifetimes order by 1 limit 1')).toEqual([
    {
      customer_id: 'a',
      started_on: '2024-01-01',
      ended_on: null,
      churned: true,
      tenure: 30,
      value: 1.5,
      reason: null,
      as_of: '2024-01-31',
      plan: 'x',
      entered_on: null,
      spell: 1,
    },
  ]);
  const lacking = await runDefinition(
    engine,
    { customers },
    'sql: select customer as customer_id from customers',
  );
  expect(lacking.problem).toMatchObject({
    code: 'churn-sql-columns',
    values: { columns: 'started_on, ended_on, churned, tenure, value, reason, as_of' },
  });
  const wrong = await runDefinition(
    engine,
    { customers },
    sql.replace("customer = 'a' as churned", "'no' as churned"),
  );
  expect(wrong.problem).toMatchObject({
    code: 'churn-sql-type',
    values: { column: 'churned', found: 'VARCHAR' },
  });
});

test('parameters and the notebook’s language reach the definition', async () => {
  const done = await run(
    { orders, days: 'select 1 as n' },
    'rule: inactive\ndays: 30',
    'lang: zh\nas_of: 2024-03-02',
  );
  expect(await done.rows(summary)).toMatchObject([
    {
      rule: '连续 30 天没有活动的客户，在满 30 天的那一天算流失。回来的客户算同一位客户。',
      as_of: '2024-03-02',
      left: 2,
    },
  ]);
  expect(await done.rows('select rule from lifetimes_exclusions limit 1')).toEqual([
    { rule: '没有客户编号' },
  ]);
});
