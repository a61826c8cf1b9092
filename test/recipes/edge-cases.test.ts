// One table: each edge case by name with the figures that every analysis must give for it.
import { expect, test } from 'vitest';
import { expectSame, type Row } from './expect-same.ts';
import {
  fromFile,
  type HandRun,
  leave,
  readTexts,
  stay,
  useHandEngine,
  type Spell,
} from './hand-lifetimes.ts';

const { run: runByHand } = useHandEngine();

/** `relation`, or `relation@column=value` for the row with it, else the first row; null where there must be no row at all. */
type Expected = Readonly<Record<string, Row | null>>;

/** Nobody had begun by the start of 2023, so the two years cannot be compared, and the groups' parts have no value. */
const noYearBefore: Expected = {
  compare_facts: { change: null, p: null },
  mix_rate: { mix_effect: null, rate_effect: null },
  mix_facts: null,
};

/** Five customers of the same worth, each with one purchase on 10 May 2023, 601 days before the end of 2024. */
const alike: Expected = {
  rfm: { recency: 601, frequency: 1, monetary: 10, r: 5, f: 1, m: 1, segment: 'New' },
  'rfm_segments@segment=New': { n: 5, share: 1, money_share: 1 },
  'rfm_segments@segment=Champions': { n: 0, share: 0, money_share: 0 },
};

/** Rows that make no other customers: one ends before it starts, one starts after the as-of date, one has no name. */
const noCustomers: readonly Spell[] = [
  { id: 'X', from: '2024-05-01', to: '2024-04-01' },
  { id: 'Y', from: '2025-02-01' },
  { id: ' ', from: '2023-05-10' },
];
/** Customers with each row twice, and one more row that an overlapping later one goes on with. */
const doubled = (spells: readonly Spell[]): Spell[] => {
  const named = spells.map((one, at) => ({ ...one, id: `C${at}` }));
  return [...named, ...named, { ...named[0], id: 'C0 ', from: '2023-06-01', to: '2023-12-31' }];
};

/** What a case sets besides its spells. */
type Settings = Pick<HandRun, 'language' | 'inputs' | 'asOf' | 'has'>;

const cases: readonly (readonly [string, readonly Spell[] | string, Expected, Settings?])[] = [
  [
    'everyone left, in a file of doubled customers, with starts after ends and after the as-of date',
    fromFile([...doubled(leave(5)), ...noCustomers]),
    {
      ...noYearBefore,
      ...alike,
      kpi: {
        customers_at_start: 5,
        leavers: 5,
        churn_rate: 1,
        churn_high: 1,
        customers_at_end: 0,
        monthly_churn_rate: 1,
        lifetime_months: 1,
        monthly_revenue_lost: 50,
        revenue_churn_rate: 1,
        lifetime_value: 10,
        cost_of_churn: 600,
      },
      'trend@period=2024-03-01': {
        at_start: 5,
        leavers: 5,
        at_end: 0,
        churn_rate: 1,
        change_in_points: 100,
        value_churn_rate: 1,
      },
      'trend@period=2024-04-01': { at_start: 0, leavers: 0, churn_rate: null },
      // 5 left of 5 + 5 + 5 who were there when January, February and March began.
      trend_facts: {
        periods: 12,
        churn_rate: 1 / 3,
        peak_period: '2024-03-01',
        last_period: '2024-03-01',
        last_rate: 1,
        last_change: 100,
      },
      // The score rose by 1 a month, and three months do not tell a correlation.
      'lags@lag=0': { periods: 3, r: Math.sqrt(3) / 2 },
      'lags@lag=2': { periods: 1, r: null },
      lag_facts: null,
      phases: { phase: 1, periods: 3, churn_rate: 1 / 3 },
      'definitions@period=2024-03-01': { active_at_start: 5, leavers: 5, rate: 1 },
      cohorts: null,
      segments: { n: 5, leavers: 5, churn_rate: 1, share_of_leavers: 1, lift: 1, value_lost: 50 },
      segment_tests: null,
      segment_facts: { dimension: null, overall_rate: 1, small_groups: 3 },
      two_way: { n: 5, leavers: 5, churn_rate: 1 },
      drivers: { p: null, q: null, cramers_v: 0, is_suspect: false },
      driver_facts: { columns: 3, significant: 0, suspects: 0, dimension: null },
      reasons: {
        reason: 'Price',
        leavers: 5,
        share: 1,
        value: 50,
        value_share: 1,
        early_share: null,
        late_share: 1,
      },
      reason_facts: { leavers: 5, top_share: 1, unknown_share: 0 },
      reasons_by_segment: { label: 'A', leavers: 5, share: 1 },
      value_tiers: { place: 1, n: 5, leavers: 5, value_churn_rate: 1, share_of_value_lost: 1 },
      survival: { time: 326, at_risk: 5, events: 5, survival: 0, std_err: null, low: null },
      survival_facts: {
        n: 5,
        events: 5,
        median: 326,
        median_low: null,
        restricted_mean: 326,
        restricted_mean_se: 0,
      },
      'waterfall@step=Left': { change: -5, bottom: 0, top: 5 },
      export_facts: { at_start: 5, lost: 5, missing: 0, churn_rate: 1, at_end: 0 },
      export_mix_facts: { mix_effect: 0, rate_effect: 100, change: 100 },
    },
  ],
  [
    'nobody left, in a file whose ends are all in the future',
    fromFile([...doubled(leave(5, '2025-06-30')), ...noCustomers]),
    {
      ...noYearBefore,
      ...alike,
      kpi: {
        customers_at_start: 5,
        leavers: 0,
        churn_rate: 0,
        churn_low: 0,
        retention_rate: 1,
        customers_at_end: 5,
        monthly_churn_rate: 0,
        lifetime_months: null,
        lifetime_value: null,
        monthly_revenue_lost: 0,
        cost_of_churn: 0,
      },
      trend: { at_start: 5, leavers: 0, at_end: 5, churn_rate: 0 },
      trend_facts: { periods: 12, churn_rate: 0, last_period: '2024-12-01', last_rate: 0, last_change: 0 },
      lags: { r: null },
      lag_facts: null,
      phases: { phase: 1, periods: 12, churn_rate: 0, phase_name: 'stable' },
      definitions: { active_at_start: 5, leavers: 0, rate: 0 },
      segments: { n: 5, leavers: 0, churn_rate: 0, share_of_leavers: null, lift: null },
      segment_tests: null,
      drivers: { p: null, q: null, cramers_v: 0, is_suspect: false },
      driver_facts: { dimension: null },
      reasons: { reason: 'Unknown', leavers: 0, share: null },
      reason_facts: { leavers: 0, top_reason: null, top_by_value: null },
      reason_details: null,
      reasons_by_segment: null,
      value_tiers: { n: 5, leavers: 0, value_lost: 0, share_of_value_lost: null },
      survival: { time: 601, at_risk: 5, events: 0, censored: 5, survival: 1, low: null },
      survival_facts: { median: null, restricted_mean: 365, restricted_mean_se: 0 },
      'waterfall@step=At end': { change: 5 },
      export_facts: { at_start: 5, lost: 0, kept: 5, churn_rate: 0, at_end: 5 },
      // Nobody has left in either: nothing to take apart, and the text says so.
      export_mix: { mix_effect: 0, rate_effect: 0 },
      export_mix_facts: null,
    },
  ],
  [
    'there is one customer',
    stay(1),
    {
      ...noYearBefore,
      // Wilson at 0 of 1: the upper end is z² ÷ (1 + z²).
      kpi: {
        customers_at_start: 1,
        leavers: 0,
        churn_low: 0,
        churn_high: 1.959963984540054 ** 2 / (1 + 1.959963984540054 ** 2),
      },
      trend_facts: { churn_rate: 0 },
      segments: { n: 1, is_small: true },
      segment_facts: { dimension: null, overall_rate: 0 },
      driver_facts: { dimension: null },
      rfm: { r: 5, f: 1, m: 1 },
      rfm_facts: { customers: 1, best_share: 0, best_money: 0, risk_n: 0 },
      value_tiers: { place: 1, n: 1, value_share: 1 },
      tier_facts: { top_share: null, lost_share: 0 },
      survival_facts: { n: 1, events: 0, median: null, restricted_mean: 365 },
      export_facts: { at_start: 1, kept: 1, churn_rate: 0 },
    },
  ],
  [
    'there is one customer, who left',
    leave(1),
    {
      kpi: { leavers: 1, churn_rate: 1, churn_low: 1 / (1 + 1.959963984540054 ** 2), customers_at_end: 0 },
      'trend@period=2024-03-01': { at_start: 1, leavers: 1, at_end: 0 },
      cohorts: null,
      definitions: { active_at_start: 1, leavers: 0 },
      segments: { label: 'A', n: 1, leavers: 1, lift: 1, is_small: true },
      drivers: { p: null, is_suspect: false },
      reasons: { reason: '价格', leavers: 1, share: 1 },
      value_tiers: { n: 1, leavers: 1, share_of_value_lost: 1 },
      rfm: { r: 5, f: 1, m: 1 },
      survival: { time: 326, at_risk: 1, events: 1, survival: 0 },
      survival_facts: { median: 326, restricted_mean: 326, restricted_mean_se: 0 },
      survival_tests: null,
      'waterfall@step=流失': { change: -1 },
      export_facts: { lost: 1, churn_rate: 1 },
    },
    { language: 'zh' },
  ],
  [
    'there are no customers at all',
    [],
    {
      kpi: { customers_at_start: 0, leavers: 0, churn_rate: null, churn_low: null, customers_at_end: 0 },
      trend: null,
      trend_facts: { periods: 0, churn_rate: null },
      phases: null,
      lags: null,
      definitions: null,
      cohorts: null,
      segments: null,
      segment_facts: { dimension: null, overall_rate: null, small_groups: 0 },
      drivers: null,
      driver_facts: { columns: 0 },
      reasons: { reason: '未知', leavers: 0, share: null },
      value_tiers: null,
      rfm: null,
      rfm_facts: { customers: null, risk_n: 0 },
      survival: null,
      survival_facts: null,
      survival_tests: null,
      compare_facts: { change: null, at_start: 0, at_end: 0 },
      mix_rate: null,
      export_facts: { at_start: 0, churn_rate: null, at_end: 0 },
      export_mix: null,
    },
    { language: 'zh' },
  ],
  [
    'the period begins after everyone had left',
    [{ from: '2010-01-01', to: '2011-01-01' }],
    {
      kpi: { customers_at_start: 0, churn_rate: null, customers_at_end: 0 },
      trend: { at_start: 0, churn_rate: null },
      trend_facts: { periods: 12, churn_rate: null, last_period: null },
      phases: null,
      segments: null,
      value_tiers: null,
      reasons: { reason: 'Unknown', leavers: 0 },
      survival_facts: { n: 1, events: 1, median: 365 },
      export_facts: { at_start: 0, churn_rate: null },
    },
  ],
  [
    'every group value is empty',
    [...stay(3), ...leave(2)].map((one) => ({ ...one, plan: null })),
    {
      'segments@dimension=plan': { label: 'Unknown', n: 5, leavers: 2, churn_rate: 0.4, lift: 1 },
      reasons_by_segment: { label: 'Unknown', leavers: 2, share: 1 },
      mix_rate: { label: 'Unknown', n_after: 5, rate_after: 0.4 },
      'drivers@dimension=plan': { p: null, is_suspect: false },
      export_mix: {
        label: 'Unknown',
        n_before: 5,
        n_after: 5,
        rate_after: 0.4,
        mix_effect: 0,
        rate_effect: 0.4,
      },
    },
  ],
  [
    'there is a group of one',
    [...stay(4), ...leave(3), { from: '2023-01-01', to: '2024-02-02', plan: 'lonely' }],
    {
      'segments@label=lonely': {
        n: 1,
        leavers: 1,
        churn_rate: 1,
        share_of_leavers: 0.25,
        lift: 2,
        is_small: true,
      },
      // Expected of 1: 0.5 left; of 7: 3.5. (0.5² ÷ 0.5) · 2 + (0.5² ÷ 3.5) · 2.
      'segment_tests@dimension=plan': {
        chi_square: 1 + 1 / 7,
        df: 1,
        cramers_v: Math.sqrt((1 + 1 / 7) / 8),
        is_rough: true,
      },
      'export_mix@label=lonely': {
        n_before: 1,
        n_after: 1,
        rate_before: 0,
        rate_after: 1,
        mix_effect: 0,
        rate_effect: 1 / 8,
      },
      // The one of 366 days before the year of the others: left on day 397.
      survival: { time: 326, at_risk: 8, events: 3, survival: 5 / 8 },
      'survival@time=397': { at_risk: 5, events: 1, survival: 1 / 2 },
    },
  ],
  [
    'all began on one day and left on one day: ties',
    [...leave(4), ...stay(4)],
    {
      kpi: { churn_rate: 0.5 },
      survival: { time: 326, at_risk: 8, events: 4, survival: 0.5, std_err: Math.sqrt((0.5 * 0.5) / 8) },
      // The curve stays at one half to the end: the median is the day on which it got there.
      survival_facts: { median: 326, restricted_mean: 326 + 39 / 2 },
      'segments@dimension=Tenure (days)': { n: 8, leavers: 4 },
      value_tiers: { place: 1, n: 8, leavers: 4 },
      rfm: { r: 5, f: 1, m: 1 },
    },
  ],
  [
    'two customers come back, one of them twice',
    [
      { id: 'a', spell: 1, from: '2024-01-10', to: '2024-02-10' },
      { id: 'a', spell: 2, from: '2024-04-10', to: '2024-05-10' },
      { id: 'a', spell: 3, from: '2024-07-10' },
      { id: 'b', spell: 1, from: '2024-01-10', to: '2024-03-10' },
      { id: 'b', spell: 2, from: '2024-05-05', to: '2024-06-05' },
    ],
    {
      kpi: {
        customers_at_start: 0,
        churn_rate: null,
        new_customers: 2,
        reactivated: 3,
        new_leavers: 4,
        customers_at_end: 1,
      },
      // Of 1, 2, 1 … at the start of February, March and June each one left; April's return left in May.
      'trend@period=2024-05-01': { at_start: 1, reactivated: 1, leavers: 1, at_end: 1 },
      'waterfall@step=Returned': { change: 3 },
      // Only first spells: 31 and 60 days.
      survival_facts: { n: 2, events: 2, median: 45.5 },
      'rfm@customer_id=a': { frequency: 3, monetary: 30 },
      'definitions@period=2024-05-01': { active_at_start: 1, leavers: 1, rate: 1 },
      'retention_curve@age=3': { cohorts: 1, size: 2, stayed: 1, retention: 0.5 },
      // Nobody was there when the year began; the reasons of all four spells that ended in it are not on record.
      segments: null,
      drivers: null,
      reasons: { reason: 'Unknown', leavers: 4, share: 1 },
      value_tiers: null,
      export_facts: { at_start: 0, lost: 0, at_end: 1 },
    },
  ],
  [
    'starts on a leap day and at the ends of months',
    [
      { from: '2024-01-31', to: '2024-02-29', reason: 'price' },
      { from: '2024-01-31' },
      { from: '2024-02-29' },
      { from: '2023-02-28', to: '2024-02-29', reason: 'price' },
    ],
    {
      kpi: { customers_at_start: 1, new_customers: 3, leavers: 1, new_leavers: 1, customers_at_end: 2 },
      trend: { period: '2024-01-01', at_start: 1, new: 2, leavers: 0, at_end: 3 },
      'trend@period=2024-02-01': { at_start: 3, new: 1, leavers: 2, at_end: 2, churn_rate: 2 / 3 },
      'definitions@period=2024-02-01': { active_at_start: 3, leavers: 2, rate: 2 / 3 },
      'cohorts@cohort=2024-02-01': { age: 0, size: 1, stayed: 1 },
      // One of the two of January left in the month after, the one of February stayed.
      'retention_curve@age=1': { cohorts: 2, size: 3, stayed: 2, retention: 2 / 3 },
      segments: { n: 1, leavers: 1 },
      drivers: { p: null },
      // After 29 days, and after 366.
      reasons: { reason: 'Price', leavers: 2, share: 1, early_share: 1, late_share: 1 },
      value_tiers: { n: 1, leavers: 1 },
      'rfm@customer_id=C2': { recency: 306, frequency: 1 },
      survival: { time: 29, at_risk: 4, events: 1, survival: 0.75 },
      'survival@time=366': { at_risk: 1, events: 1, survival: 0 },
      survival_facts: { median: 366 },
      'waterfall@step=At end': { change: 2 },
      compare_facts: { at_start: 1, at_end: 2 },
      export_facts: { at_start: 1, lost: 1, new: 2, at_end: 2 },
    },
  ],
  [
    'weeks go across a year’s end',
    [
      { from: '2024-12-30', to: '2025-01-05', reason: 'price' },
      { from: '2024-12-31' },
      { from: '2025-01-01' },
      { from: '2024-12-23', to: '2025-01-02', reason: 'price' },
    ],
    {
      kpi: { customers_at_start: 0, new_customers: 4, leavers: 0, new_leavers: 2, customers_at_end: 2 },
      'trend@period=2024-12-30': {
        at_start: 1,
        new: 3,
        leavers: 1,
        new_leavers: 1,
        at_end: 2,
        churn_rate: 1,
      },
      'trend@period=2025-01-06': { at_start: 2, leavers: 0, at_end: 2, is_complete: true },
      'cohorts@cohort=2024-12-30': { age: 0, size: 3, stayed: 2 },
      'cohorts@cohort=2024-12-23': { age: 0, size: 1, stayed: 1 },
      segments: null,
      reasons: { reason: 'Price', leavers: 2, share: 1 },
      value_tiers: null,
      'rfm@customer_id=C3': { recency: 20 },
      survival: { time: 6, at_risk: 4, events: 1, survival: 0.75 },
      'survival@time=10': { at_risk: 3, events: 1, survival: 0.5 },
      survival_facts: { median: 10 },
      compare_facts: { at_start: 0, at_end: 2 },
      export_facts: { at_start: 0, at_end: 2 },
    },
    {
      asOf: '2025-01-12',
      inputs: { grain: 'week', period_from: '2024-12-16', period_to: '2025-01-12' },
    },
  ],
  [
    'there is no column of starts and none of ends',
    [...leave(2), ...stay(3)],
    {
      kpi: { customers: 5, leavers: 2, churn_rate: 0.4, monthly_revenue_lost: 20, revenue_churn_rate: 0.4 },
      segments: { n: 5, leavers: 2, churn_rate: 0.4, lift: 1 },
      two_way: { n: 5, leavers: 2 },
      reasons: { reason: 'Price', leavers: 2, share: 1 },
      value_tiers: { n: 5, leavers: 2, value_lost: 20 },
      survival: { time: 326, at_risk: 5, events: 2, survival: 0.6 },
      survival_facts: { n: 5, events: 2, median: null },
    },
    { has: ['customer_id', 'churned', 'tenure', 'value', 'reason'] },
  ],
];

const filled = cases.map(
  ([name, spells, expected, settings = {}]) => [name, spells, expected, settings] as const,
);

test.each(filled)(
  '%s: every analysis gives the figures worked out by hand',
  async (_, spells, expected, settings) => {
    const run = await runByHand({ spells, beside: true, ...settings });
    expect(run.wrong).toEqual([]);
    for (const [place, row] of Object.entries(expected)) {
      const [relation = '', key, wanted] = place.split(/[@=]/);
      const found = (await run.rows(relation)).filter(
        (one) => key === undefined || String(one[key]) === wanted,
      );
      if (row === null) expect([place, found]).toEqual([place, []]);
      else expectSame(found[0] && { in: place, ...found[0] }, { in: place, ...row });
    }
    const numbers = await Promise.all(
      run.cells
        .filter(({ cell, state }) => cell.kind === 'query' && state.relation)
        .map(({ cell }) => run.rows(cell.name ?? '')),
    );
    expect(
      numbers
        .flat()
        .flatMap(Object.values)
        .filter((one) => typeof one === 'number' && !Number.isFinite(one)),
    ).toEqual([]);
    // A sentence has all of its numbers, or another stands in its place.
    const gaps = readTexts(run, settings.language).filter((line) =>
      /(?<![\p{L}“])–|null|NaN|undefined/u.test(line),
    );
    expect(gaps).toEqual([]);
  },
  60_000,
);
