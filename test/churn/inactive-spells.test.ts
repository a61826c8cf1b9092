import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import { runDefinition } from './run-definition.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await createNodeEngine({ functions: macroStatements });
});
afterAll(() => engine.close());

/** 400 customers with 1 to 40 activities, names with spaces around them, several on one day, some without a name. */
const activities = `
  select
    case when i % 41 = 0 then null when k % 3 = 0 then ' C' || i || ' ' else 'C' || i end as customer,
    date '2024-01-01' + (hash(i * 100 + k) % (20 + i))::int as time,
    (hash(k * 7 + i) % 100)::double as amount,
    'S' || hash(i, k) % 5 as shop
  from range(400) c(i), range(40) t(k)
  where k <= i % 40`;

/** Spells by windows over all rows: lag, then a running sum over the days (ties are peers). */
const byWindows = (end: string): string => `
  with named as (select trim(customer) as customer_id, time as day, amount, shop from (${activities}) where customer is not null),
  marked as (select *, coalesce(day > ${end}, false) as is_new from (select *, lag(day) over (partition by customer_id order by day) as before from named)),
  numbered as (select *, 1 + sum(is_new::int) over (partition by customer_id order by day range unbounded preceding) as spell from marked)
  select customer_id as c, spell::int as n, min(day) as s, sum(amount) as total, list(distinct shop order by shop) filter (day = last_day) as shops
  from (select *, max(day) over (partition by customer_id, spell) as last_day from numbered)
  group by customer_id, spell order by c, n`;

test.each([
  ['rolling', 'before + 10'],
  ['calendar', 'last_day(before + 10)'],
])(
  'a return after the silence begins a new spell, boundary %s: as windows over all rows find',
  async (boundary, end) => {
    const run = await runDefinition(
      engine,
      { activities },
      `rule: inactive\ndays: 10\nas_of: 2026-01-01\nreactivation: new\nboundary: ${boundary}\nsegments: [shop]`,
    );
    expect(run.problem).toBeNull();
    const found = await run.rows(
      `select customer_id as c, spell as n, started_on as s, round(value * greatest(tenure / 30.436875, 1), 6) as total, shop from lifetimes order by c, n`,
    );
    const expected = await run.rows(byWindows(end));
    expect(expected.length).toBeGreaterThan(600);
    expect(expected.some((row) => Number(row['n']) > 3)).toBe(true);
    expect(found.map(({ c, n, s, total }) => ({ c, n, s, total }))).toEqual(
      expected.map(({ c, n, s, total }) => ({ c, n, s, total })),
    );
    // What the customer is, the last activity of the spell says.
    found.forEach((row, at) => expect(expected[at]?.['shops']).toContain(row['shop']));
  },
);
