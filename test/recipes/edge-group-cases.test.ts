// Edge cases of groups by name, with the figures that every analysis must give for them.
import { test } from 'vitest';
import { checkCase, noYearBefore, type EdgeCase } from './check-case.ts';
import { leave, stay, useHandEngine } from './hand-lifetimes.ts';

const { run } = useHandEngine();

const cases: readonly EdgeCase[] = [
  [
    'every group value is empty',
    [...stay(3), ...leave(2)].map((one) => ({ ...one, plan: null })),
    {
      ...noYearBefore,
      cohorts: null,
      kpi: { customers_at_start: 5, leavers: 2, churn_rate: 0.4 },
      'trend@period=2024-03-01': { at_start: 5, leavers: 2, at_end: 3, churn_rate: 0.4 },
      two_way: { row_label: 'Unknown', column_label: '≥ 10', n: 5, leavers: 2, churn_rate: 0.4 },
      reasons: { reason: 'Price', leavers: 2, share: 1, value: 20 },
      value_tiers: { place: 1, n: 5, leavers: 2, value: 50, value_lost: 20, value_churn_rate: 0.4 },
      'rfm_segments@segment=New': { n: 5, share: 1 },
      survival: { time: 326, at_risk: 5, events: 2, survival: 0.6 },
      export_facts: { at_start: 5, lost: 2, churn_rate: 0.4, at_end: 3 },
      'segments@dimension=plan': { label: 'Unknown', n: 5, leavers: 2, churn_rate: 0.4, lift: 1 },
      reasons_by_segment: { label: 'Unknown', leavers: 2, share: 1 },
      'mix_rate@label=Unknown': { n_after: 5, rate_after: 0.4, mix_effect: null },
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
      ...noYearBefore,
      cohorts: null,
      kpi: { customers_at_start: 8, leavers: 4, churn_rate: 0.5 },
      'trend@period=2024-02-01': { at_start: 8, leavers: 1, at_end: 7, churn_rate: 1 / 8 },
      'trend@period=2024-03-01': { at_start: 7, leavers: 3, at_end: 4, churn_rate: 3 / 7 },
      two_way: { row_label: 'A', n: 7, leavers: 3, churn_rate: 3 / 7 },
      // Wilson at 1 of 1: the lower end is 1 ÷ (1 + z²).
      'two_way@row_label=lonely': { n: 1, leavers: 1, low: 1 / (1 + 1.959963984540054 ** 2), is_small: true },
      // R: pchisq(8 / 7, 1, lower.tail = FALSE). The other two columns have one group each.
      'drivers@dimension=plan': {
        place: 1,
        groups: 2,
        chi_square: 8 / 7,
        p: 0.28504940740261275,
        q: 0.28504940740261275,
        high_label: null,
        is_suspect: false,
      },
      'drivers@dimension=Value': { groups: 1, p: null, cramers_v: 0 },
      reasons: { reason: 'Price', leavers: 3, share: 0.75, value: 30, value_share: 0.75 },
      'reasons@reason=Unknown': { leavers: 1, share: 0.25 },
      'reasons_by_segment@label=lonely': { reason: 'Unknown', leavers: 1, share: 1 },
      value_tiers: { place: 1, n: 8, leavers: 4, value_churn_rate: 0.5 },
      // Two years less a day ago, when the fifths of all the others end at 601 days.
      'rfm@customer_id=C7': { recency: 730, r: 1, f: 1, m: 1, segment: 'Lost' },
      'rfm_segments@segment=Lost': { n: 1, share: 1 / 8, money_share: 1 / 8 },
      mix_rate: { label: 'A', n_before: 0, n_after: 7, rate_after: 3 / 7, mix_effect: null },
      export_facts: { at_start: 8, lost: 4, churn_rate: 0.5, at_end: 4 },
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
      'survival@time=397.0': { at_risk: 5, events: 1, survival: 1 / 2 },
    },
  ],
  [
    'ties: all began on one day and left on one day, two columns part them alike, two reasons are as frequent',
    [
      ...leave(3).map((one, at) => ({ ...one, reason: at === 0 ? 'price' : 'service' })),
      ...stay(1),
      ...[...leave(1), ...stay(3)].map((one) => ({ ...one, plan: 'B', value: 20 })),
    ],
    {
      ...noYearBefore,
      cohorts: null,
      kpi: { customers_at_start: 8, leavers: 4, churn_rate: 0.5 },
      'trend@period=2024-03-01': { at_start: 8, leavers: 4, at_end: 4, change_in_points: 50 },
      'segments@label=A': { n: 4, leavers: 3, size_rank: 1 },
      'segments@label=B': { n: 4, leavers: 1, size_rank: 2 },
      'segments@dimension=Tenure (days)': { n: 8, leavers: 4 },
      // The edges of four 10s and four 20s are 10, 10, 20, 20.
      two_way: { row_label: 'A', column_label: '10 – < 20', n: 4, leavers: 3, churn_rate: 0.75 },
      'two_way@row_label=B': { column_label: '≥ 20', n: 4, leavers: 1, churn_rate: 0.25 },
      // Of each four two are expected: four times 1² ÷ 2. R: p.adjust of two of pchisq(2, 1, lower.tail = FALSE). By name where alike.
      'drivers@place=1': {
        dimension: 'Value',
        chi_square: 2,
        cramers_v: 0.5,
        p: 0.15729920705028447,
        q: 0.15729920705028447,
      },
      'drivers@place=2': {
        dimension: 'plan',
        chi_square: 2,
        cramers_v: 0.5,
        p: 0.15729920705028447,
        q: 0.15729920705028447,
      },
      'drivers@place=3': { dimension: 'Tenure (days)', p: null, q: null },
      driver_facts: { columns: 3, significant: 0, dimension: 'Value' },
      // Two of each; the prices are those of 10 and of 20.
      'reasons@place=1': {
        reason: 'Price',
        leavers: 2,
        share: 0.5,
        cumulative_share: 0.5,
        value: 30,
        place_by_value: 1,
      },
      'reasons@place=2': { leavers: 2, share: 0.5, cumulative_share: 1, value: 20, place_by_value: 2 },
      'value_tiers@place=2': {
        n: 4,
        leavers: 1,
        value: 80,
        value_share: 2 / 3,
        value_lost: 20,
        share_of_value_lost: 0.4,
      },
      'value_tiers@place=1': { n: 4, leavers: 3, value: 40, value_lost: 30, value_churn_rate: 0.75 },
      'rfm@customer_id=C0': { r: 5, f: 1, m: 1 },
      'rfm@customer_id=C4': { r: 5, f: 1, m: 3 },
      survival: { time: 326, at_risk: 8, events: 4, survival: 0.5, std_err: Math.sqrt((0.5 * 0.5) / 8) },
      // The curve stays at one half to the end: the median is the day on which it got there.
      survival_facts: { median: 326, restricted_mean: 326 + 39 / 2 },
      mix_rate: { label: 'A', n_before: 0, n_after: 4, rate_after: 0.75, mix_effect: null },
      export_facts: { at_start: 8, lost: 4, churn_rate: 0.5 },
      export_mix: {
        label: 'A',
        n_before: 4,
        rate_before: 0,
        rate_after: 0.75,
        mix_effect: 0,
        rate_effect: 0.375,
      },
    },
  ],
  [
    'a million groups of one',
    `select i::varchar as customer_id, 1 as spell, date '2022-06-01' as started_on, if(i % 4 = 0, date '2024-06-01', null) as ended_on,
      1.0::double as value, null::varchar as reason, i::varchar as plan from range(1000000) t(i)`,
    {
      'segments@dimension=plan': { n: 1, churn_rate: 1, is_small: true },
      // Of each leaver 0.75² ÷ 0.25 + 0.75² ÷ 0.75 = 3, of each other ⅓: together as many as there are customers, so V is 1.
      segment_tests: { groups: 1_000_000, df: 999_999 },
      two_way: { n: 1, is_others: false },
      'two_way@is_others=true': { n: 999_980 },
    },
    { keys: ['segments'], inputs: { rows: 'plan', across: 'Value' }, beside: false },
  ],
  [
    'a hundred thousand groups of one',
    `select i::varchar as customer_id, 1 as spell, date '2022-06-01' as started_on, if(i % 4 = 0, date '2024-06-01', null) as ended_on,
      1.0::double as value, null::varchar as reason, i::varchar as plan from range(100000) t(i)`,
    {
      // R: pchisq(1e5, 99999, lower.tail = FALSE).
      'drivers@dimension=plan': { groups: 100_000, p: 0.49851322909373935, cramers_v: 1, is_suspect: true },
      reasons: { reason: 'Unknown', leavers: 25_000, share: 1, value: 25_000 },
      'reasons_by_segment@is_others=true': { leavers: 24_980, share: 1 },
      compare_facts: { rate_before: 0, rate_after: 0.25, change: 25, at_end: 75_000, fewest: null },
      'mix_rate@label=4': {
        n_before: 1,
        n_after: 1,
        rate_before: 0,
        rate_after: 1,
        mix_effect: 0,
        rate_effect: 1e-5,
      },
      mix_facts: { dimension: 'plan', mix_effect: 0, rate_effect: 25, change: 25 },
    },
    { keys: ['drivers', 'reasons', 'compare'], beside: false },
  ],
];

test.each(cases.map((hand) => [hand[0], hand] as const))(
  '%s: every analysis gives the figures worked out by hand',
  async (_, hand) => {
    await checkCase(run, hand);
  },
  240_000,
);
