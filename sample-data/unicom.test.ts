import { expect, test } from 'vitest';
import { readResult } from '../test/notebooks/read-result.ts';
import { readCsvRows } from './read-csv-rows.ts';
import { createUnicomFiles } from './unicom/create-unicom-files.ts';

const files = new Map(createUnicomFiles());
const customers = readCsvRows(files.get('unicom-customers.en.csv') ?? '');
const usage = readCsvRows(files.get('unicom-usage.en.csv') ?? '');
const quarters = [...new Set(usage.map((row) => row['quarter'] ?? ''))].toSorted();

type Row = (typeof customers)[number];
const day = (text: string | undefined): number => Date.parse(text ?? '') / 86_400_000;
const isEarly = (one: Row): boolean =>
  one['end_date'] !== '' && day(one['end_date']) - day(one['start_date']) < 90;
const atStart = customers.filter(
  (one) => (one['start_date'] ?? '') < '2024-01-01' && (!one['end_date'] || one['end_date'] >= '2024-01-01'),
);
const base = atStart.filter((one) => !isEarly(one));
const revenue = new Map(
  usage.map((row) => [`${row['customer_id'] ?? ''} ${row['quarter'] ?? ''}`, Number(row['monthly_revenue'])]),
);
const revenueOf = (one: Row, quarter: string | undefined): number =>
  revenue.get(`${one['customer_id'] ?? ''} ${quarter ?? ''}`) ?? 0;
const isDowngraded = (one: Row): boolean =>
  one['end_date'] === '' &&
  quarters.some((quarter, at) => {
    const [before, after] = [revenueOf(one, quarter), revenueOf(one, quarters[at + 2])];
    return at + 2 < quarters.length && before >= 100 && after <= before / 2;
  });
const shareLost = (column: string, value: string): number => {
  const group = base.filter((one) => one[column] === value);
  return group.filter((one) => one['end_date'] !== '' || isDowngraded(one)).length / group.length;
};
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

test('who left within three months is removed, and counted', () => {
  const [row] = readResult('unicom-churn.en', 'excluded_facts');
  expect(row).toMatchObject({
    early: customers.filter(isEarly).length,
    everyone: customers.length,
    at_start: atStart.length - base.length,
  });
  expect(customers.filter(isEarly).length).toBeGreaterThan(50);
});

test('both definitions, the value by outcome matrix and the revenue lost come out as counted by hand', () => {
  const left = base.filter((one) => one['end_date'] !== '');
  const downgraded = base.filter(isDowngraded);
  const first = quarters[0];
  const last = quarters.at(-1);
  const gone = sum(left.map((one) => revenueOf(one, first)));
  const fallen = sum(downgraded.map((one) => revenueOf(one, first) - revenueOf(one, last)));
  expect(readResult('unicom-churn.en', 'headline')[0]).toMatchObject({
    at_start: base.length,
    left: left.length,
    downgraded: downgraded.length,
    revenue_lost: gone + fallen,
  });
  expect(downgraded.length).toBeGreaterThan(10);
  const high = base.filter((one) => revenueOf(one, first) >= 100);
  const row = readResult('unicom-churn.en', 'matrix_facts')[0];
  expect(row).toMatchObject({
    high_n: high.length,
    high_left: high.filter((one) => one['end_date'] !== '').length,
    high_downgraded: high.filter(isDowngraded).length,
  });
});

test('prepaid customers, incomplete contact data and short contracts are lost more often', () => {
  expect(shareLost('payment', 'prepaid')).toBeGreaterThan(1.5 * shareLost('payment', 'postpaid'));
  expect(shareLost('contact_data', 'incomplete')).toBeGreaterThan(
    1.5 * shareLost('contact_data', 'complete'),
  );
  expect(shareLost('contract_months', '0')).toBeGreaterThan(1.5 * shareLost('contract_months', '24'));
});

test('some of the registered customers make no call, and some bring less than they cost', () => {
  const [first, last] = [quarters[0], quarters.at(-1)];
  const registered = usage.filter((row) => row['quarter'] === last);
  const active = registered.filter((row) => Number(row['calls']) > 0);
  expect(readResult('unicom-churn.en', 'activity_facts')[0]).toMatchObject({
    registered_last: registered.length,
    active_last: active.length,
    zero_last: registered.length - active.length,
  });
  expect(active.length).toBeLessThan(registered.length);
  const low = base.filter((one) => revenueOf(one, first) < 50);
  expect(readResult('unicom-churn.en', 'cost_facts')[0]).toMatchObject({
    low_at_loss: low.filter((one) => revenueOf(one, first) < Number(one['monthly_cost'])).length,
  });
});

test('the Chinese files hold the same customers and quarters', () => {
  const rest = (name: string): string[] => (files.get(name) ?? '').split('\n').slice(1);
  expect(rest('unicom-usage.zh.csv')).toEqual(rest('unicom-usage.en.csv'));
  const ids = (name: string): string[] => rest(name).map((line) => line.split(',').slice(0, 3).join(' '));
  expect(ids('unicom-customers.zh.csv')).toEqual(ids('unicom-customers.en.csv'));
});
