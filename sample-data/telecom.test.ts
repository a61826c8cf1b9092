import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { createSampleFiles } from './sample-files.ts';

const folder = import.meta.dirname;
const files = createSampleFiles();

interface Row {
  readonly started: string;
  readonly ended: string;
  readonly plan: string;
  readonly payment: string;
  readonly reason: string;
}

const cells = (name: string): string[][] =>
  (files.get(name) ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));

const customers: Row[] = cells('telecom-customers.en.csv')
  .slice(1)
  .map(([, started = '', ended = '', plan = '', , , , payment = '', , reason = '']) => ({
    started,
    ended,
    plan,
    payment,
    reason,
  }));

/** The 12 months of 2024 and the one after, as ISO first days. */
const months = Array.from({ length: 13 }, (_, at) =>
  at < 12 ? `2024-${String(at + 1).padStart(2, '0')}-01` : '2025-01-01',
);
const isPresent = (one: Row, day: string): boolean =>
  one.started < day && (one.ended === '' || one.ended >= day);
const leftIn = (one: Row, from: string, before: string): boolean => one.ended >= from && one.ended < before;

const rates = months.slice(0, 12).map((month, at) => {
  const atStart = customers.filter((one) => isPresent(one, month));
  return atStart.filter((one) => leftIn(one, month, months[at + 1] ?? '')).length / atStart.length;
});
const windowRate = (keep: (one: Row) => boolean): number => {
  const atStart = customers.filter((one) => isPresent(one, '2024-01-01') && keep(one));
  return atStart.filter((one) => one.ended !== '').length / atStart.length;
};

test('the committed Parquet files hold the same rows as the CSV files', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const name of [...files.keys()].filter((one) => one.startsWith('telecom-'))) {
    const path = join(folder, name.replace(/csv$/, 'parquet'));
    const table = await connection.runAndReadAll(`select columns(*)::varchar from '${path}'`);
    const rows = table.getRowsJson().map((row) => row.map((cell) => String(cell ?? '')));
    expect([table.columnNames(), ...rows], name).toEqual(cells(name));
  }
  connection.closeSync();
});

test('every customer is consistent: unique, started by the last day, never left before starting, reasons for leavers only', () => {
  expect(customers.length).toBeGreaterThanOrEqual(20_000);
  expect(new Set(cells('telecom-customers.en.csv').map((row) => row[0])).size).toBe(customers.length + 1);
  for (const one of customers) {
    const days = [one.started, one.ended].filter((day) => day !== '');
    if (days.some((day) => !/^20\d\d-\d\d-\d\d$/.test(day) || day < '2020-01-01' || day > '2024-12-31'))
      expect.fail(`a day outside the sample: ${days.join(' ')}`);
    if (one.ended !== '' && one.ended < one.started) expect.fail(`left before starting: ${days.join(' ')}`);
    if (one.ended === '' && one.reason !== '') expect.fail(`a reason without leaving: ${one.reason}`);
  }
});

test('the churn rate is flat for three months, surges from April, peaks in July and falls in the last two months', () => {
  const [january = 0, february = 0, march = 0, april = 0, may = 0, june = 0, july = 0] = rates;
  const flat = [january, february, march];
  expect(Math.max(...flat) / Math.min(...flat)).toBeLessThan(1.05);
  expect(april / march).toBeGreaterThan(1.3);
  expect([april, may, june, july]).toEqual([april, may, june, july].toSorted((a, b) => a - b));
  expect(july).toBe(Math.max(...rates));
  expect(july / january).toBeGreaterThan(2.5);
  const [september = 0, october = 0, november = 0, december = 0] = rates.slice(8);
  expect(october / september).toBeGreaterThan(0.95);
  expect(november / october).toBeLessThan(0.8);
  expect(december / november).toBeLessThan(0.85);
});

test('satisfaction falls and complaints rise in April, competitor offers appear in May, plans age until a new one', () => {
  const rows = cells('telecom-indicators.en.csv').slice(1);
  const series = (column: number): number[] => rows.map((row) => Number(row[column]));
  expect(rows.map((row) => row[0])).toEqual(months.slice(0, 12));
  const [satisfaction, complaints, offers, planAge] = [1, 2, 3, 4].map(series) as [
    number[],
    number[],
    number[],
    number[],
  ];
  expect(Math.max(...satisfaction.slice(3))).toBeLessThan(Math.min(...satisfaction.slice(0, 3)) - 3);
  expect(complaints[3]).toBeGreaterThan(1.5 * Math.max(...complaints.slice(0, 3)));
  expect(offers.map((count) => count > 0)).toEqual(months.slice(0, 12).map((_, at) => at >= 4));
  expect(planAge.slice(0, 10)).toEqual(planAge.slice(0, 10).toSorted((a, b) => a - b));
  expect(planAge[10]).toBeLessThan(planAge[9] ?? 0);
});

test('prepaid customers and new customers leave most', () => {
  expect(windowRate((one) => one.payment === 'prepaid')).toBeGreaterThan(
    1.8 * windowRate((one) => one.payment === 'postpaid'),
  );
  expect(windowRate((one) => one.started >= '2023-07-01')).toBeGreaterThan(
    1.25 * windowRate((one) => one.started < '2023-01-01'),
  );
});

test('reasons shift towards competitors after their offers appear, and some stay unknown', () => {
  const share = (from: string, before: string, reason: string): number => {
    const leavers = customers.filter((one) => leftIn(one, from, before));
    return leavers.filter((one) => one.reason === reason).length / leavers.length;
  };
  expect(share('2024-01-01', '2024-05-01', 'Competitor offer')).toBeLessThan(0.08);
  expect(share('2024-06-01', '2025-01-01', 'Competitor offer')).toBeGreaterThan(0.25);
  expect(share('2024-01-01', '2025-01-01', '')).toBeGreaterThan(0.05);
  expect(share('2024-01-01', '2025-01-01', 'Unknown')).toBeGreaterThan(0.02);
});

test('the Chinese files say the same as the English ones, word for word', () => {
  const words = new Map<string, string>();
  const english = cells('telecom-customers.en.csv');
  for (const [at, row] of cells('telecom-customers.zh.csv').entries())
    for (const [column, cell] of row.entries()) {
      const key = `${column}:${english[at]?.[column] ?? ''}`;
      if ((words.get(key) ?? cell) !== cell) expect.fail(`two translations of ${key}`);
      words.set(key, cell);
    }
  expect(words.get('7:prepaid')).toBe('预付费');
  expect(new Set([...words].map(([key, word]) => `${key.split(':')[0]}:${word}`)).size).toBe(words.size);
});
