import { createRandom, type Random } from '../random.ts';
import { daysIn, toDay } from '../to-day.ts';
import type { Subscriber, Usage } from './subscriber.ts';

const FIRST_YEAR = 2022;
const MONTHS = 36;
/** Usage is on file from the last quarter of 2023 on. */
const FIRST_USAGE_MONTH = 21;

export interface Network {
  readonly subscribers: readonly Subscriber[];
  readonly usage: readonly Usage[];
}

/** Lives through the months of 2022 to 2024; the usage of a quarter is that of everyone present at its end. */
export function simulateNetwork(seed: number): Network {
  const random = createRandom(seed);
  const subscribers: Subscriber[] = [];
  const usage: Usage[] = [];
  for (let month = 0; month < MONTHS; month++) {
    const joiners = month < 24 ? 42 : 26;
    const present = subscribers.filter((one) => one.ended === null);
    for (let at = 0; at < joiners; at++)
      subscribers.push(createSubscriber(random, month, subscribers.length));
    for (const one of present) leaveOrStay(random, one, month);
    if (month % 3 === 2 && month >= FIRST_USAGE_MONTH)
      for (const one of subscribers.filter((other) => other.ended === null))
        usage.push(useQuarter(random, one, month - 2));
  }
  return { subscribers, usage };
}

function createSubscriber(random: Random, month: number, before: number): Subscriber {
  const payment = random.chance(0.46) ? 'prepaid' : 'postpaid';
  const contracts =
    payment === 'prepaid' ? { 0: 70, 12: 22, 24: 8, 36: 0 } : { 0: 14, 12: 34, 24: 38, 36: 14 };
  const tier = random.pick(
    payment === 'prepaid' ? { low: 55, middle: 35, high: 10 } : { low: 22, middle: 42, high: 36 },
  );
  const [least, width] = { low: [18, 30], middle: [52, 46], high: [108, 130] }[tier] ?? [];
  return {
    id: String(1001 + before),
    started: toDay(FIRST_YEAR, month, 1 + random.below(daysIn(FIRST_YEAR, month))),
    startMonth: month,
    payment,
    contact: random.chance(payment === 'prepaid' ? 0.42 : 0.12) ? 'incomplete' : 'complete',
    contract: Number(random.pick(contracts)) as Subscriber['contract'],
    isQuiet: random.chance(payment === 'prepaid' ? 0.16 : 0.06),
    cost: 19 + random.below(20) + (tier === 'high' ? 12 : 0),
    arpu: (least ?? 0) + random.below(width ?? 1),
    ended: null,
    endMonth: null,
  };
}

/** From the month after the start on. One of value who stays may move to a cheap plan instead. */
function leaveOrStay(random: Random, one: Subscriber, month: number): void {
  const tenure = month - one.startMonth;
  const byPayment = one.payment === 'prepaid' ? 1.5 : 0.75;
  const byContact = one.contact === 'incomplete' ? 1.5 : 0.9;
  const byContract = one.contract === 0 ? 1.25 : one.contract === 12 ? 1.1 : 0.6;
  const byCalls = one.isQuiet ? 3 : 0.9;
  const byTenure = tenure <= 2 ? 2.6 : 1;
  const monthly = 0.0145 * byPayment * byContact * byContract * byCalls * byTenure;
  const stays = !random.chance(monthly);
  const moves = random.chance(0.016);
  const day = 1 + random.below(daysIn(FIRST_YEAR, month));
  const keep = 0.28 + random.below(14) / 100;
  if (!stays) {
    one.ended = toDay(FIRST_YEAR, month, day);
    one.endMonth = month;
  } else if (moves && one.arpu >= 100) one.arpu = Math.round(one.arpu * keep);
}

function useQuarter(random: Random, one: Subscriber, month: number): Usage {
  const isSilent = one.isQuiet ? random.chance(0.8) : random.chance(0.012);
  return {
    id: one.id,
    quarter: toDay(FIRST_YEAR, month, 1),
    arpu: Math.round((one.arpu * (94 + random.below(13))) / 100),
    calls: isSilent ? 0 : 12 + random.below(340),
  };
}
