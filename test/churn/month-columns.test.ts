import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ColumnFacts } from '../../src/churn/roles/column-facts.ts';
import { findMonthColumns } from '../../src/churn/roles/find-month-columns.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { quoteName } from '../../src/sql/quote.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await createNodeEngine();
});
afterAll(() => engine.close());

/** A customer of 10, nothing, 0 and 30 in the columns of these names. */
async function look(names: readonly string[], values = ['10', 'null::integer', '0', '30']) {
  const columns = names.map((name, at) => `${values[at] ?? '1'} as ${quoteName(name)}`);
  await engine.query(`create or replace table main.wide as select 'a' as "客户", ${columns.join(', ')}`);
  const facts = names.map((name, at) => {
    const sample = values[at] ?? '1';
    const type = sample.startsWith("'") ? 'VARCHAR' : 'INTEGER';
    return { name, type, distinct: 1, nulls: 0, samples: [sample], rows: 1 };
  });
  return findMonthColumns(
    [{ ...facts[0], name: '客户', type: 'VARCHAR' } as ColumnFacts, ...facts],
    (last) => 2010 + last,
  );
}

test.each([
  [['2023-11', '2023-12', '2024-01', '2024-02']],
  [['202311', '202312', '202401', '202402']],
  [['2023年11月', '2023年12月', '2024年1月', '2024年2月']],
  [['2023/11/01', '2023/12/01', '2024/1/01', '2024/2/01']],
  [['2023年 11月', '2023年 12月', '2024年 1月', '2024年 2月']],
  [['2023年度 11月', '2023年度 12月', '2024年度 1月', '2024年度 2月']],
  [['2023 Nov', '2023 Dec', '2024 Jan', '2024 Feb']],
  [['消费(元)_2023.11', '消费(元)_2023.12', '消费(元)_2024.01', '消费(元)_2024.02']],
  [['2023-11 revenue', '2023-12 revenue', '2024-01 revenue', '2024-02 revenue']],
  [['Nov 2023', 'Dec 2023', 'Jan 2024', 'Feb 2024']],
  [['Nov-23', 'Dec-23', 'Jan-24', 'Feb-24']],
  [["November '23", "December '23", "January '24", "February '24"]],
])('%j are months side by side: a row for each that holds something', async (names) => {
  const months = await look(names);
  expect([months?.label, months?.count]).toEqual([`${names[0] ?? ''} … ${names[3] ?? ''}`, 4]);
  const rows = await engine.query(
    `select "客户", period::varchar, value from (${months?.write('wide') ?? ''}) order by period`,
  );
  expect(Array.from({ length: rows.rowCount }, (_, row) => [0, 1, 2].map((at) => rows.at(row, at)))).toEqual([
    ['a', '2023-11-01', 10],
    ['a', '2024-02-01', 30],
  ]);
});

test.each([
  [['9月', '10月', '11月', '12月'], 2022, 9],
  [['03月消费', '04月消费', '05月消费', '06月消费'], 2016, 3],
  [['1月份', '2月份', '3月份', '4月份'], 2014, 1],
  [['Jan', 'Feb', 'Mar', 'Apr'], 2014, 1],
  [['Fee May', 'Fee June', 'Fee July', 'Fee August'], 2018, 5],
])('%j are months of a year that is said elsewhere', async (names, year, first) => {
  const months = await look(names);
  expect([months?.count, months?.year]).toEqual([4, year]);
  const rows = await engine.query(
    `select period::varchar, value from (${months?.write('wide') ?? ''}) order by period`,
  );
  const day = (month: number): string => `${year}-${String(month).padStart(2, '0')}-01`;
  expect(Array.from({ length: rows.rowCount }, (_, row) => [0, 1].map((at) => rows.at(row, at)))).toEqual([
    [day(first), 10],
    [day(first + 3), 30],
  ]);
});

test('sums and means of months are no groups', async () => {
  const months = await look(['1月', '2月', '3月', '合计', '月均消费', '年龄', 'row_total']);
  expect(months?.all).toEqual(['1月', '2月', '3月', '合计', '月均消费', 'row_total']);
});

test('of several things by month the money is taken, the others are named and left out', async () => {
  const names = ['visits', 'fee'].flatMap((one) => [1, 2, 3].map((month) => `${one}_2024_0${month}`));
  const months = await look(names, ['1', '2', '3', '40', '50', '60']);
  expect([months?.label, months?.others]).toEqual([
    'fee_2024_01 … fee_2024_03',
    ['visits_2024_01 … visits_2024_03'],
  ]);
  const rows = await engine.query(months?.write('wide') ?? '');
  expect(rows.columns.map(({ name }) => name)).toEqual(['客户', 'value', 'period']);
  expect(Array.from({ length: rows.rowCount }, (_, row) => rows.at(row, 1))).toEqual([40, 50, 60]);
});

test.each([
  ['two months', ['2024-01', '2024-02'], undefined],
  ['numbered columns', ['PAY_1', 'PAY_2', 'PAY_3'], undefined],
  ['sums of months', ['近3月消费', '近6月消费', '近12月消费'], undefined],
  ['words with months in them', ['Mark', 'Decline', 'Marital', 'Mayor'], undefined],
  ['months of a year written in another way', ['FY23 1月', 'FY23 2月', 'FY23 3月'], undefined],
  ['words', ['2024-01', '2024-02', '2024-03'], ["'x'", "'y'", "'z'"]],
  ['a column that has a name which is made', ['2024-01', '2024-02', '2024-03', 'Period'], undefined],
])('%s are no months side by side', async (_, names, values) => {
  expect(await look(names, values)).toBeNull();
});
