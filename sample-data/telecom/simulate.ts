import { createRandom, type Random } from '../random.ts';
import * as shape from './shape.ts';
import type { Indicators, Subscriber } from './subscriber.ts';

/** The operator's customers in the order they came, and the indicators of each month of the window. */
export interface Operator {
  readonly subscribers: readonly Subscriber[];
  readonly indicators: readonly Indicators[];
}

/** Lives through the months one by one: new customers come, some of those present leave. */
export function simulateOperator(seed: number): Operator {
  const random = createRandom(seed);
  const subscribers: Subscriber[] = [];
  const indicators: Indicators[] = [];
  let present: Subscriber[] = [];
  for (let month = 0; month < shape.MONTHS; month++) {
    const joiners = createJoiners(random, month, subscribers.length);
    if (month >= shape.WINDOW_START) indicators.push(indicatorsOf(month, present.length));
    const rate =
      shape.WINDOW_CHURN[month - shape.WINDOW_START] ??
      shape.EARLIER_CHURN[month % shape.EARLIER_CHURN.length] ??
      0;
    leave(random, present, month, Math.round((present.length * rate) / 10_000));
    leave(random, joiners, month, Math.round((joiners.length * shape.FIRST_MONTH_CHURN) / 10_000));
    subscribers.push(...joiners);
    present = [...present, ...joiners].filter((one) => one.ended === null);
  }
  return { subscribers, indicators };
}

function createJoiners(random: Random, month: number, before: number): Subscriber[] {
  const growth = 1 + month / 600;
  const count = Math.round((shape.JOINERS[month % 12] ?? 0) * growth);
  const days = Array.from({ length: count }, () => 1 + random.below(daysIn(month))).sort((a, b) => a - b);
  return days.map((day, index) => {
    const plan = random.pick(shape.planWeights(month));
    const fees = shape.FEES[plan];
    return {
      id: `C${String(before + index + 1).padStart(5, '0')}`,
      started: toDay(month, day),
      startMonth: month,
      plan,
      region: random.pick(shape.REGIONS),
      channel: random.pick(shape.CHANNELS),
      age: random.chance(0.015) ? null : 18 + Math.floor((random.below(34) + random.below(34)) * 0.9),
      payment: random.pick(shape.paymentWeights(plan)),
      fee: fees[random.below(fees.length)] ?? 0,
      ended: null,
      reason: null,
    };
  });
}

/** Exactly `count` of `pool` leave, drawn by their weights; a leaver is never drawn twice. */
function leave(random: Random, pool: readonly Subscriber[], month: number, count: number): void {
  for (let left = 0; left < count;) {
    const one = pool[random.below(pool.length)];
    if (!one || one.ended !== null) continue;
    if (!random.chance(shape.leavingWeight(one, month) / shape.HIGHEST_WEIGHT)) continue;
    const first = one.startMonth === month ? Number(one.started.slice(8)) : 1;
    one.ended = toDay(month, first + random.below(daysIn(month) - first + 1));
    const reason = random.pick(shape.reasonWeights(one, month));
    one.reason = random.chance(shape.BLANK_REASON) ? null : reason;
    left++;
  }
}

function indicatorsOf(month: number, customers: number): Indicators {
  const at = month - shape.WINDOW_START;
  return {
    month: toDay(month, 1),
    satisfaction: shape.SATISFACTION[at] ?? 0,
    complaints: Math.round((customers * (shape.COMPLAINTS[at] ?? 0)) / 10_000),
    competitorOffers: shape.COMPETITOR_OFFERS[at] ?? 0,
    planAge: shape.PLAN_AGE[at] ?? 0,
  };
}

function daysIn(month: number): number {
  return new Date(Date.UTC(shape.FIRST_YEAR, month + 1, 0)).getUTCDate();
}

function toDay(month: number, day: number): string {
  return new Date(Date.UTC(shape.FIRST_YEAR, month, day)).toISOString().slice(0, 10);
}
