import { expect, test } from 'vitest';
import { createNodeEngine } from './create-node-engine.ts';

test('a month cut from a missing date is missing, also as a group', async () => {
  const engine = await createNodeEngine();
  await engine.query(
    `create table stays as
     select case when i % 3 = 0 then null else date '2024-01-15' + i::int end as ended from range(300) r(i)`,
  );
  const direct = await engine.query(`select count_if(date_trunc('month', ended) is null) from stays`);
  expect(direct.at(0, 0)).toBe(100);
  const grouped = await engine.query(
    `with months as (select date_trunc('month', ended)::date as left_in, count(*) as n from stays group by all)
     select count(*), sum(if(left_in is null, n, 0)) from months`,
  );
  expect([grouped.at(0, 0), grouped.at(0, 1)]).toEqual([12, 100]);
  await engine.close();
});

test('a comparison with a cut date counts what the cut dates themselves give', async () => {
  const engine = await createNodeEngine();
  const days = `(select date '2024-01-01' + i::int as d from range(200) r(i))`;
  for (const unit of ['day', 'week', 'month', 'quarter', 'year'])
    for (const operator of ['<', '<=', '=', '>=', '>', '<>']) {
      const compared = await engine.query(
        `select count_if(date_trunc('${unit}', d) ${operator} date '2024-04-01') from ${days}`,
      );
      const filtered = await engine.query(
        `select count(*) from ${days} where date_trunc('${unit}', d) ${operator} date '2024-04-01'`,
      );
      const dates = Array.from({ length: 200 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i)));
      const expected = dates.filter((date) => holds(cut(unit, date), operator, Date.UTC(2024, 3, 1))).length;
      expect([compared.at(0, 0), filtered.at(0, 0)], `${unit} ${operator}`).toEqual([expected, expected]);
    }
  await engine.close();
});

function cut(unit: string, date: Date): number {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (unit === 'year') return Date.UTC(year, 0, 1);
  if (unit === 'quarter') return Date.UTC(year, month - (month % 3), 1);
  if (unit === 'month') return Date.UTC(year, month, 1);
  if (unit === 'week') return Date.UTC(year, month, day - ((date.getUTCDay() + 6) % 7));
  return Date.UTC(year, month, day);
}

function holds(a: number, operator: string, b: number): boolean {
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  if (operator === '=') return a === b;
  if (operator === '>=') return a >= b;
  return operator === '>' ? a > b : a !== b;
}
