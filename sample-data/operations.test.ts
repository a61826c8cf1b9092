import { expect, test } from 'vitest';
import { findDifferences } from '../test/notebooks/find-differences.ts';
import { readResult } from '../test/notebooks/read-result.ts';
import { createOperationsFiles } from './operations/create-operations-files.ts';
import { readCsvRows } from './read-csv-rows.ts';

const files = new Map(createOperationsFiles());
const months = readCsvRows(files.get('operations-monthly.en.csv') ?? '').map((row) => {
  const number = (name: string): number => Number(row[name]);
  return {
    month: row['month'] ?? '',
    start: number('customers_at_start'),
    joined: number('new_customers'),
    end: number('customers_at_end'),
    revenue: number('revenue'),
    orders: number('orders'),
    cost: number('marketing_cost'),
    brought: number('marketing_revenue'),
  };
});

/** The formulas as the operations report states them. */
const expected = months.map((one) => {
  const retention = (one.end - one.joined) / one.start;
  const customers = (one.start + one.end) / 2;
  const spend = one.revenue / customers;
  const cycle = customers / one.orders;
  const lifetime = 1 / (1 - retention) / cycle;
  return {
    month: one.month,
    retention,
    churn: 1 - retention,
    revenue_per_customer: spend,
    lifetime_value: spend * cycle * lifetime,
    marketing_return: (one.brought - one.cost) / one.cost,
  };
});

test('every month of every indicator is what its formula gives', () => {
  const rows = readResult('operations-tracking.en', 'kpi').toReversed();
  const actual = rows.map((row) =>
    Object.fromEntries(Object.keys(expected[0] ?? {}).map((name) => [name, row[name]])),
  );
  expect(actual).toHaveLength(18);
  expect(findDifferences(actual, expected, 1e-12)).toEqual([]);
});

test('the table of the month has five indicators with target, change, a picture of twelve months and the formula', () => {
  const table = readResult('operations-tracking.en', 'tracking_table');
  const [last, before] = [expected.at(-1), expected.at(-2)];
  expect(table.map((row) => row['indicator'])).toEqual([
    'Retention',
    'Churn',
    'Revenue per customer (yuan)',
    'Lifetime value (yuan)',
    'Return on marketing',
  ]);
  const change = 100 * ((last?.retention ?? 0) - (before?.retention ?? 0));
  expect(table[0]).toMatchObject({
    value: `${(100 * (last?.retention ?? 0)).toFixed(2)}%`,
    target: '96.00%',
    result: 'missed',
    'vs month': `+${change.toFixed(2)} pts`,
    formula: '(8,660 − 471) ÷ 8,575',
  });
  for (const row of table) expect(row['12 months']).toMatch(/^[▁▂▃▄▅▆▇█]{12}$/);
});

test('each month begins where the one before ended, and churn is worst in the summer of 2024', () => {
  for (const [at, one] of months.entries()) if (at > 0) expect(one.start).toBe(months[at - 1]?.end);
  const worst = expected.toSorted((a, b) => b.churn - a.churn)[0];
  expect(worst?.month).toBe('2024-07-01');
  expect(readResult('operations-tracking.en', 'history')[0]?.['worst_churn']).toBeCloseTo(
    worst?.churn ?? 0,
    12,
  );
});

test('the Chinese file holds the same months', () => {
  const rows = (name: string): string[] => (files.get(name) ?? '').split('\n').slice(1);
  expect(rows('operations-monthly.zh.csv')).toEqual(rows('operations-monthly.en.csv'));
});
