import { createRandom, type Random } from '../random.ts';
import { daysIn, toDay } from '../to-day.ts';

const FIRST_YEAR = 2015;
const MONTHS = 120;
/** Of those present, leavers a year in basis points: slow until 2020, then more each year. */
const YEARLY_CHURN = [400, 400, 400, 420, 440, 480, 580, 780, 1040, 1380];

export const REASONS = {
  service: 30,
  procedures: 25,
  fees: 11,
  competitor: 11,
  distance: 8,
  moved: 7,
  other: 4,
  blank: 6,
};
export type Reason = keyof typeof REASONS;
export type Channel = 'branch' | 'mobile' | 'payroll';

/** One account holder. Months count from January 2015 (0). */
export interface Holder {
  readonly id: string;
  readonly opened: string;
  readonly openMonth: number;
  /** Years, on the last day of 2024 or when the account was closed. */
  readonly age: number;
  readonly channel: Channel;
  readonly products: number;
  /** The last survey's answer, 1 to 5. */
  readonly satisfaction: number;
  /** Yuan held, monthly average. */
  readonly assets: number;
  closed: string | null;
  reason: Reason | null;
}

/** A bank's account holders in the order in which they came. */
export function simulateBank(seed: number): readonly Holder[] {
  const random = createRandom(seed);
  const holders: Holder[] = [];
  for (let month = 0; month < MONTHS; month++) {
    const present = holders.filter((one) => one.closed === null);
    const yearly = YEARLY_CHURN[Math.floor(month / 12)] ?? 0;
    leave(
      random,
      present,
      month,
      Math.round((present.length * yearly) / 120_000 + random.below(100) / 100 - 0.5),
    );
    for (let at = 0; at < 17; at++) holders.push(openAccount(random, month, holders.length));
  }
  return holders;
}

function openAccount(random: Random, month: number, before: number): Holder {
  const ages = { young: 9, early: 33, middle: 27, late: 20, old: 13 };
  const [least, width] = { young: [19, 6], early: [25, 11], middle: [36, 10], late: [46, 10], old: [56, 20] }[
    random.pick(ages)
  ] as [number, number];
  const products = Number(random.pick({ 1: 44, 2: 30, 3: 17, 4: 9 }));
  return {
    id: `B${String(10001 + before).slice(1)}`,
    opened: toDay(FIRST_YEAR, month, 1 + random.below(daysIn(FIRST_YEAR, month))),
    openMonth: month,
    age: least + random.below(width),
    channel: random.pick({ branch: 45, mobile: 35, payroll: 20 }),
    products,
    satisfaction: Number(random.pick({ 1: 8, 2: 15, 3: 31, 4: 30, 5: 16 })),
    assets: 100 * (8 + random.below(120) + products * random.below(160)),
    closed: null,
    reason: null,
  };
}

function leave(random: Random, present: readonly Holder[], month: number, count: number): void {
  for (let left = 0; left < count;) {
    const one = present[random.below(present.length)];
    if (!one || one.closed !== null || !random.chance(leavingWeight(one, month) / 27)) continue;
    one.closed = toDay(FIRST_YEAR, month, 1 + random.below(daysIn(FIRST_YEAR, month)));
    one.reason = random.pick(REASONS);
    left++;
  }
}

/** How likely one is to be among a month's leavers, relative to others. */
function leavingWeight(one: Holder, month: number): number {
  const tenure = month - one.openMonth;
  const byAge = one.age < 25 ? 1.2 : one.age <= 35 ? 3.7 : one.age <= 45 ? 1 : 0.7;
  const byStage = tenure < 12 ? 2.4 : tenure < 36 ? 1.5 : tenure < 72 ? 0.9 : 0.6;
  const bySatisfaction = [2, 1.6, 1, 0.75, 0.6][one.satisfaction - 1] ?? 1;
  const byProducts = one.products === 1 ? 1.5 : one.products === 2 ? 0.9 : 0.6;
  return byAge * byStage * bySatisfaction * byProducts;
}
