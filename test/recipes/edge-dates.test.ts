import { expect, test } from 'vitest';
import { expectSame, type Row } from './expect-same.ts';
import { leave, useHandEngine, stay } from './hand-lifetimes.ts';

const { runOn } = useHandEngine();

test('who leaves on the last day of a month left in that month; who starts on its first day is new in it', async () => {
  const run = await runOn(
    [...leave(1, '2024-01-31'), ...leave(1, '2024-02-29'), { from: '2024-02-01' }, { from: '2024-01-31' }],
    ['trend'],
  );
  const found = await run.rows('trend');
  expectSame(found[0], { period: '2024-01-01', at_start: 2, new: 1, leavers: 1, new_leavers: 0, at_end: 2 });
  expectSame(found[1], { period: '2024-02-01', at_start: 2, new: 1, leavers: 1, new_leavers: 0, at_end: 2 });
  expectSame(found[2], { period: '2024-03-01', at_start: 2, new: 0, leavers: 0, new_leavers: 0, at_end: 2 });
});

test('leap day and month ends: a cohort of 29 February is that of February, a year later it has age 12', async () => {
  const run = await runOn(
    [
      { from: '2024-02-29', to: '2025-02-28' },
      { from: '2024-02-29' },
      { from: '2024-01-31', to: '2024-02-29' },
      { from: '2024-01-31' },
    ],
    ['cohorts'],
    { period_from: '2024-01-01', period_to: '2025-03-31' },
    '2025-03-31',
  );
  const found = await run.rows('cohorts');
  const at = (cohort: string, age: number): Row | undefined =>
    found.find((row) => row['cohort'] === cohort && row['age'] === age);
  expectSame(at('2024-02-01', 11), { size: 2, stayed: 2 });
  expectSame(at('2024-02-01', 12), { size: 2, stayed: 1 });
  expectSame(at('2024-01-01', 0), { size: 2, stayed: 2 });
  expectSame(at('2024-01-01', 1), { size: 2, stayed: 1 });
});

test('weeks across a year belong to one week, from Monday', async () => {
  const run = await runOn(
    [...leave(1, '2025-01-01'), ...leave(1, '2024-12-31'), ...stay(2)],
    ['trend'],
    { grain: 'week', period_from: '2024-12-01', period_to: '2025-01-12' },
    '2025-01-08',
  );
  const found = await run.rows('trend');
  expectSame(
    found.find((row) => row['period'] === '2024-12-30'),
    { at_start: 4, leavers: 2, at_end: 2, is_complete: true },
  );
  expect(found.at(-1)).toMatchObject({ period: '2025-01-06', is_complete: false });
});

test('an unfinished last period is marked and left out of the averages', async () => {
  const run = await runOn(
    [...leave(1, '2024-11-15'), ...leave(3, '2024-12-05'), ...stay(6)],
    ['trend'],
    { period_from: '2024-11-01', period_to: '2024-12-31' },
    '2024-12-20',
  );
  expect((await run.rows('trend')).map((row) => row['is_complete'])).toEqual([true, false]);
  expectSame((await run.rows('trend_facts'))[0], { periods: 1, churn_rate: 0.1 });
});

test('who came and left within one period is counted apart', async () => {
  const run = await runOn([...stay(4), { from: '2024-03-05', to: '2024-03-20' }], ['trend', 'kpi']);
  const march = (await run.rows('trend')).find((row) => row['period'] === '2024-03-01');
  expectSame(march, { at_start: 4, new: 1, leavers: 0, new_leavers: 1, at_end: 4, churn_rate: 0 });
  expectSame((await run.rows('kpi'))[0], {
    new_customers: 1,
    leavers: 0,
    new_leavers: 1,
    customers_at_end: 4,
  });
});

test('reactivated twice: each return is a return, not a new customer; the cohort keeps its member', async () => {
  const run = await runOn(
    [
      { id: 'a', spell: 1, from: '2024-01-10', to: '2024-02-10' },
      { id: 'a', spell: 2, from: '2024-04-10', to: '2024-05-10' },
      { id: 'a', spell: 3, from: '2024-07-10' },
      { id: 'b', spell: 1, from: '2024-01-10', to: '2024-03-10' },
      { id: 'b', spell: 2, from: '2024-05-05', to: '2024-06-05' },
    ],
    ['trend', 'cohorts', 'kpi'],
  );
  expect(run.wrong).toEqual([]);
  expect((await run.rows('trend')).map((row) => row['reactivated'])).toEqual([
    0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 0, 0,
  ]);
  expectSame((await run.rows('kpi'))[0], { new_customers: 2, reactivated: 3, customers_at_end: 1 });
  const found = await run.rows('cohorts');
  expect(found.slice(0, 8).map((row) => row['stayed'])).toEqual([2, 1, 0, 1, 1, 0, 1, 1]);
  expect(found.slice(0, 8).map((row) => row['stayed_or_back'])).toEqual([2, 2, 2, 2, 2, 1, 1, 1]);
});

test('rolling ages count from each customer’s own day', async () => {
  const spells = [
    { from: '2024-01-31', to: '2024-02-05' },
    { from: '2024-01-01', to: '2024-02-05' },
  ];
  const rolling = await (await runOn(spells, ['cohorts'], { cohort_boundary: 'rolling' })).rows('cohorts');
  expect(rolling.slice(0, 2).map((row) => row['stayed'])).toEqual([1, 0]);
  const calendar = await (await runOn(spells, ['cohorts'])).rows('cohorts');
  expect(calendar.slice(0, 2).map((row) => row['stayed'])).toEqual([2, 0]);
});

test('no phase is a single period, the first neither', async () => {
  const months = [2, 20, 20, 20, 20, 20];
  const run = await runOn(
    [...stay(400), ...months.flatMap((count, at) => leave(count, `2024-0${at + 1}-15`))],
    ['trend'],
    { period_from: '2024-01-01', period_to: '2024-06-30' },
    '2024-06-30',
  );
  expect((await run.rows('trend')).map((row) => row['leavers'])).toEqual(months);
  const found = await run.rows('phases');
  expect(found.map((row) => Number(row['periods'])).filter((count) => count < 2)).toEqual([]);
});
