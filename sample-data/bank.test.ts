import { expect, test } from 'vitest';
import { readResult } from '../test/notebooks/read-result.ts';
import { createBankFiles } from './bank/create-bank-files.ts';
import { readCsvRows } from './read-csv-rows.ts';

const files = new Map(createBankFiles());
const customers = readCsvRows(files.get('bank-customers.en.csv') ?? '');

type Row = (typeof customers)[number];
const atStart = (year: number): Row[] =>
  customers.filter(
    (one) => (one['opened'] ?? '') < `${year}-01-01` && (!one['closed'] || one['closed'] >= `${year}-01-01`),
  );
const leftIn = (year: number, rows: readonly Row[]): Row[] =>
  rows.filter((one) => one['closed']?.startsWith(String(year)));
const rateOf = (rows: readonly Row[]): number => leftIn(2024, rows).length / rows.length;
const isYoung = (one: Row): boolean => Number(one['age']) >= 25 && Number(one['age']) <= 35;

test('the churn rate rises every year', () => {
  const rates = [2020, 2021, 2022, 2023, 2024].map(
    (year) => leftIn(year, atStart(year)).length / atStart(year).length,
  );
  expect(rates).toEqual(rates.toSorted((a, b) => a - b));
  expect(readResult('bank-churn.en', 'trend').map((row) => row['churn_rate'])).toEqual(rates);
  expect(readResult('bank-churn.en', 'trend_facts')[0]).toMatchObject({ changes: 4, rises: 4 });
});

test('ages 25 to 35 are over half of all leavers, and under a third of customers', () => {
  const base = atStart(2024);
  const leavers = leftIn(2024, base);
  // Accounts close in the year counted, so the age on file is the age at its start.
  const share = leavers.filter(isYoung).length / leavers.length;
  expect(share).toBeGreaterThan(0.5);
  expect(base.filter(isYoung).length / base.length).toBeLessThan(1 / 3);
  expect(readResult('bank-churn.en', 'age_facts')[0]).toMatchObject({
    label: '25–35',
    share_of_leavers: share,
  });
});

test('low satisfaction and cumbersome procedures lead the reasons', () => {
  const leavers = leftIn(2024, customers);
  const counts = new Map<string, number>();
  for (const one of leavers) counts.set(one['reason'] ?? '', (counts.get(one['reason'] ?? '') ?? 0) + 1);
  const order = [...counts].toSorted((a, b) => b[1] - a[1]).map(([reason]) => reason);
  expect(order.slice(0, 2)).toEqual(['Low satisfaction', 'Cumbersome procedures']);
  expect(readResult('bank-churn.en', 'reason_facts')[0]).toMatchObject({
    leavers: leavers.length,
    first_reason: 'Low satisfaction',
    second_reason: 'Cumbersome procedures',
    unknown_share: (counts.get('') ?? 0) / leavers.length,
  });
});

test('new customers leave most, and the longer they are here the less', () => {
  const base = atStart(2024);
  const opened = (from: number, to: number): Row[] =>
    base.filter(
      (one) => Number(one['opened']?.slice(0, 4)) >= from && Number(one['opened']?.slice(0, 4)) <= to,
    );
  const rates = [opened(2023, 2023), opened(2021, 2022), opened(2018, 2020), opened(2015, 2017)].map(rateOf);
  expect(rates).toEqual(rates.toSorted((a, b) => b - a));
  expect(readResult('bank-churn.en', 'stage_facts')[0]).toMatchObject({ high_label: 'new' });
});

test('the score of the year before tells leavers from those who stay', () => {
  const groups = readResult('bank-churn.en', 'score_groups').map((row) => Number(row['churn_rate']));
  expect(groups).toEqual(groups.toSorted((a, b) => b - a));
  expect(readResult('bank-churn.en', 'score_facts')[0]?.['auc']).toBeGreaterThan(0.7);
});

test('the Chinese file holds the same customers', () => {
  const ids = (name: string): string[] =>
    (files.get(name) ?? '').split('\n').map((line) => line.split(',').slice(0, 4).join(' '));
  expect(ids('bank-customers.zh.csv').slice(1)).toEqual(ids('bank-customers.en.csv').slice(1));
});
