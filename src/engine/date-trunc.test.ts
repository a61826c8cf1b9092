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
