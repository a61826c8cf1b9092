import { expect, test } from 'vitest';
import { readResult } from '../test/notebooks/read-result.ts';
import { readCsvRows } from './read-csv-rows.ts';
import { createYearlyFiles } from './yearly/create-yearly-files.ts';

const files = new Map(createYearlyFiles());
const customers = readCsvRows(files.get('yearly-customers.en.csv') ?? '');
const base = customers.filter(
  (one) => (one['start_date'] ?? '') < '2024-01-01' && (!one['end_date'] || one['end_date'] >= '2024-01-01'),
);
const leavers = base.filter((one) => one['end_date'] !== '');
const naming = (...reasons: readonly string[]): number =>
  leavers.filter((one) => reasons.includes(one['reason'] ?? '')).length / leavers.length;
const revenueOf = (rows: typeof customers): number =>
  rows.reduce((sum, one) => sum + Number(one['yearly_revenue']), 0);

test('20 % of the customers at the start of the year leave in it', () => {
  expect(leavers.length / base.length).toBe(0.2);
  expect(readResult('yearly-summary.en', 'year')[0]).toMatchObject({
    at_start: base.length,
    leavers: leavers.length,
    churn_rate: 0.2,
    revenue_lost: revenueOf(leavers),
    revenue: revenueOf(base),
  });
});

test('40 % of the leavers name quality, defects or late delivery, and 25 % a competitor', () => {
  expect(naming('Functional defects', 'Late delivery')).toBe(0.4);
  expect(naming('Functional defects')).toBeGreaterThan(0.1);
  expect(naming('Late delivery')).toBeGreaterThan(0.1);
  expect(naming('Went to a competitor')).toBe(0.25);
  expect(readResult('yearly-summary.en', 'reason_groups').slice(0, 2)).toMatchObject([
    { reason_group: 'quality', leavers: 80, share: 0.4 },
    { reason_group: 'a competitor', leavers: 50, share: 0.25 },
  ]);
  expect(readResult('yearly-summary.zh', 'reason_groups').slice(0, 2)).toMatchObject([
    { reason_group: '产品质量', share: 0.4 },
    { reason_group: '竞争对手', share: 0.25 },
  ]);
});

test('the year before is counted the same way, and quality has grown since', () => {
  const earlier = customers.filter(
    (one) =>
      (one['start_date'] ?? '') < '2023-01-01' && (!one['end_date'] || one['end_date'] >= '2023-01-01'),
  );
  const gone = earlier.filter((one) => one['end_date']?.startsWith('2023'));
  const [year] = readResult('yearly-summary.en', 'year');
  expect(year).toMatchObject({ at_start_before: earlier.length, leavers_before: gone.length });
  const [quality] = readResult('yearly-summary.en', 'reason_groups');
  const before = gone.filter((one) => /defects|Late/.test(one['reason'] ?? '')).length / gone.length;
  expect(quality).toMatchObject({ share_before: before });
  expect(before).toBeLessThan(0.35);
});

test('the months add up, and the card says what the year says', () => {
  const months = readResult('yearly-summary.en', 'months').map((row) => Number(row['leavers']));
  expect(months).toHaveLength(12);
  expect(months.reduce((sum, one) => sum + one, 0)).toBe(leavers.length);
  expect(readResult('yearly-summary.en', 'headline_card')[0]).toMatchObject({ 'churn rate': 0.2 });
});

test('the Chinese file holds the same customers', () => {
  const ids = (name: string): string[] =>
    (files.get(name) ?? '').split('\n').map((line) => line.split(',').slice(0, 4).join(' '));
  expect(ids('yearly-customers.zh.csv').slice(1)).toEqual(ids('yearly-customers.en.csv').slice(1));
});
