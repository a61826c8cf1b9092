import type { Random } from '../random.ts';
import { createRandom } from '../random.ts';
import type { LostCustomer, Model } from './lost-customer.ts';
import * as shape from './shape.ts';

type Finding = Pick<LostCustomer, 'failure' | 'outcome' | 'station' | 'reason'>;

/** The lists of the lost and their call-backs, month by month, in the order of the calls. */
export function callBack(seed: number): LostCustomer[] {
  const random = createRandom(seed);
  const all: LostCustomer[] = [];
  for (const month of shape.MONTHS) {
    const findings = shuffle(random, findingsOf(random, month));
    const days = findings.map(() => 1 + random.below(28)).sort((a, b) => a - b);
    for (const [at, finding] of findings.entries())
      all.push(toCustomer(random, all.length, toDay(month.month, days[at] ?? 1), finding));
  }
  return all;
}

/** Exactly the counts of the month: one finding for each customer. */
function findingsOf(random: Random, month: shape.MonthShape): Finding[] {
  const none = { failure: null, outcome: null, station: null, reason: null };
  const stations = shuffle(random, repeat(month.stations));
  const stationReasons = shuffle(random, repeat(month.stationReasons));
  const repairReasons = shuffle(random, repeat(month.repairReasons));
  return [
    ...repeat(month.failures).map((failure) => ({ ...none, failure })),
    ...repeat(month.outcomes).map((outcome) => {
      if (outcome === 'station')
        return { ...none, outcome, station: stations.pop() ?? null, reason: stationReasons.pop() ?? null };
      if (outcome === 'repair') return { ...none, outcome, reason: repairReasons.pop() ?? null };
      return { ...none, outcome };
    }),
  ];
}

function toCustomer(random: Random, before: number, called: string, finding: Finding): LostCustomer {
  const { outcome } = finding;
  const inWarranty =
    outcome === 'station' || (outcome !== 'repair' && random.chance(shape.IN_WARRANTY_SHARE));
  const age = inWarranty
    ? 420 + random.below(shape.WARRANTY_DAYS - 430)
    : shape.WARRANTY_DAYS + 10 + random.below(1500);
  return {
    id: `V${String(before + 1).padStart(4, '0')}`,
    model: random.pick<Model>(shape.MODELS),
    bought: addDays(called, -age),
    lastVisit: addDays(called, -(shape.LOST_AFTER_DAYS + random.below(200))),
    inWarranty,
    called,
    ...finding,
  };
}

function repeat<K extends string>(counts: Readonly<Record<K, number>>): K[] {
  return (Object.entries(counts) as [K, number][]).flatMap(([key, count]) =>
    Array.from({ length: count }, () => key),
  );
}

function shuffle<T>(random: Random, items: readonly T[]): T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(random.below(left.length), 1));
}

function toDay(month: string, day: number): string {
  return `${month}-${String(day).padStart(2, '0')}`;
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
