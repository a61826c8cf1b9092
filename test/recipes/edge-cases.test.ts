import { expect, test } from 'vitest';
import { recipes } from '../../src/churn/recipes/recipe-list.ts';
import { expectSame, type Row } from './expect-same.ts';
import {
  fromFile,
  handColumns,
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

const cases: readonly (readonly [string, readonly Spell[] | string, Expected])[] = [
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
      reasons: { reason: 'Price', leavers: 1, share: 1 },
      survival: { time: 326, at_risk: 1, events: 1, survival: 0 },
      survival_facts: { median: 326, restricted_mean: 326, restricted_mean_se: 0 },
      export_facts: { lost: 1, churn_rate: 1 },
    },
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
      reasons: { reason: 'Unknown', leavers: 0, share: null },
      value_tiers: null,
      rfm: null,
      rfm_facts: { customers: null, risk_n: 0 },
      survival: null,
      survival_facts: null,
      compare_facts: { change: null, at_start: 0, at_end: 0 },
      mix_rate: null,
      export_facts: { at_start: 0, churn_rate: null, at_end: 0 },
      export_mix: null,
    },
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
    },
  ],
];

test.each(cases)(
  '%s: every analysis gives the figures worked out by hand',
  async (_, spells, expected) => {
    const run = await runByHand({ spells, beside: true });
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
    // A sentence has all of its numbers, or another stands in its place; the “–” of an interval is explained where it stands.
    const gaps = readTexts(run).filter(
      (line) => /(?<![\p{L}“])–|null|NaN|undefined/u.test(line) && !line.includes('“–” means'),
    );
    expect(gaps).toEqual([]);
  },
  60_000,
);

test('in Chinese no sentence has a gap either', async () => {
  for (const spells of [leave(5), []]) {
    const run = await runByHand({ spells, beside: true, language: 'zh' });
    expect(run.wrong).toEqual([]);
    expect(
      readTexts(run, 'zh').filter(
        (line) => /(?<![\p{L}“])–|null|NaN|undefined/u.test(line) && !line.includes('“–”表示'),
      ),
    ).toEqual([]);
  }
}, 60_000);

test('a second insertion of the same analyses takes new names and shares the parameters', async () => {
  const context = {
    language: 'zh' as const,
    lifetimes: 'lifetimes',
    has: new Set(handColumns),
    segments: [],
    sides: {},
    asOf: '2024-12-31',
  };
  const first = recipes.find((one) => one.key === 'trend')?.write({ ...context, taken: new Set() }) ?? [];
  const taken = new Set(first.flatMap((one) => (one.name === undefined ? [] : [one.name])));
  const second = recipes.find((one) => one.key === 'trend')?.write({ ...context, taken }) ?? [];
  expect(second.map((one) => one.name).filter((name) => name !== undefined && taken.has(name))).toEqual([]);
  expect(second.some((one) => one.name === 'trend_2')).toBe(true);
  expect(second.filter((one) => one.kind === 'input')).toEqual([]);
});
