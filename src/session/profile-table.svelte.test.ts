import { expect, test } from 'vitest';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import { Memory } from './memory.svelte.ts';
import { profileTable } from './profile-table.ts';

test('each column has its nulls, distinct values and a histogram or its top values, exactly or on a sample', async () => {
  const engine = await createNodeEngine();
  await engine.query(`CREATE SCHEMA IF NOT EXISTS files;
    CREATE TABLE files."客户 1" AS SELECT range AS id, CASE WHEN range % 4 = 0 THEN NULL ELSE range % 4 END AS part,
      CASE WHEN range % 10 < 7 THEN '月付' ELSE '年付' END AS plan, DATE '2024-01-01' + (range % 366)::INTEGER AS day,
      [range] AS nested, NULL::DOUBLE AS nothing FROM range(60000)`);
  const types = await engine.query(`DESCRIBE files."客户 1"`);
  const columns = Array.from({ length: types.rowCount }, (_, row) => ({
    name: String(types.at(row, 0)),
    type: String(types.at(row, 1)),
  }));
  const exact = await profileTable(engine, { relation: '客户 1', rows: 60_000, columns }, true);
  const [id, part, plan, day, nested, nothing] = exact.columns;
  expect(exact).toMatchObject({ rows: 60_000, isExact: true });
  expect(id).toMatchObject({
    nulls: 0,
    distinct: 60_000,
    low: '0',
    high: '59999',
    bars: Array(12).fill(5000),
  });
  expect(part).toMatchObject({ nulls: 15_000, distinct: 3 });
  expect(plan?.top).toEqual([
    { value: '月付', count: 42_000 },
    { value: '年付', count: 18_000 },
  ]);
  expect(day).toMatchObject({ distinct: 366, low: '2024-01-01', high: '2024-12-31' });
  expect(day?.bars.reduce((a, b) => a + b)).toBe(60_000);
  expect(nested?.distinct).toBe(60_000);
  expect(nothing).toMatchObject({ nulls: 60_000, distinct: 0, low: null, bars: [] });
  const sample = await profileTable(engine, { relation: '客户 1', rows: 60_000, columns }, false);
  expect(sample).toMatchObject({ rows: 20_000, isExact: false });
  expect(sample.columns[0]?.distinct).toBe(20_000);
  expect(Math.abs((sample.columns[2]?.top[0]?.count ?? 0) - 14_000)).toBeLessThan(500);

  const memory = new Memory(engine);
  await memory.measure(['客户 1']);
  expect(memory.used).toBeGreaterThan(1_000_000);
  expect(memory.most).toBeGreaterThan(memory.used);
  expect(memory.tables['客户 1']).toBeGreaterThan(500_000);
  await engine.close();
});
