import { createRandom, type Random } from '../random.ts';
import { daysIn, toDay } from '../to-day.ts';

export type Reason = 'defects' | 'late' | 'competitor' | 'price' | 'service' | 'business' | 'blank';
export type Region = 'east' | 'south' | 'north' | 'west';

/** How many leave in a year for which reason: 150 in 2023; 200 in 2024, of whom 80 name quality and 50 a competitor. */
const LEAVERS: Record<2023 | 2024, Record<Reason, number>> = {
  2023: { defects: 26, late: 16, competitor: 27, price: 38, service: 20, business: 15, blank: 8 },
  2024: { defects: 47, late: 33, competitor: 50, price: 30, service: 16, business: 14, blank: 10 },
};
/** Customers of 2020 to 2022 who are still there when 2023 begins, and those who come in 2023 and 2024. */
const JOINERS = { earlier: 940, 2023: 210, 2024: 165 };
const NEW_LEAVERS = 9;

export interface Client {
  id: string;
  readonly started: string;
  readonly region: Region;
  /** Yuan a year. */
  readonly revenue: number;
  ended: string | null;
  reason: Reason | null;
}

/** A company's customers: 1,000 when 2024 begins, of whom exactly 200 leave in it. */
export function simulateYears(seed: number): readonly Client[] {
  const random = createRandom(seed);
  const clients = Array.from({ length: JOINERS.earlier }, () => createClient(random, 2020, 36));
  leaveInYear(random, clients, 2023);
  clients.push(...Array.from({ length: JOINERS[2023] }, () => createClient(random, 2023, 12)));
  leaveInYear(random, clients, 2024);
  const fresh = Array.from({ length: JOINERS[2024] }, () => createClient(random, 2024, 9));
  for (const one of fresh.slice(0, NEW_LEAVERS)) {
    one.ended = toDay(2024, 9 + random.below(3), 1 + random.below(28));
    one.reason = random.pick(LEAVERS[2024]);
  }
  clients.push(...fresh);
  clients.sort((a, b) => (a.started < b.started ? -1 : a.started > b.started ? 1 : 0));
  for (const [at, one] of clients.entries()) one.id = `K${String(at + 1).padStart(4, '0')}`;
  return clients;
}

function createClient(random: Random, year: number, months: number): Client {
  const month = random.below(months);
  const size = random.pick({ small: 58, middle: 30, large: 12 });
  const [least, width] = { small: [20, 100], middle: [120, 380], large: [500, 1500] }[size] as [
    number,
    number,
  ];
  return {
    id: '',
    started: toDay(year, month, 1 + random.below(daysIn(year, month))),
    region: random.pick({ east: 38, south: 27, north: 21, west: 14 }),
    revenue: 100 * (least + random.below(width)),
    ended: null,
    reason: null,
  };
}

/** Exactly as many leave as the year's table says; small and recent customers more readily. */
function leaveInYear(random: Random, clients: readonly Client[], year: 2023 | 2024): void {
  const months = { 0: 6, 1: 5, 2: 8, 3: 8, 4: 7, 5: 9, 6: 8, 7: 9, 8: 11, 9: 10, 10: 9, 11: 10 };
  for (const [reason, count] of Object.entries(LEAVERS[year]) as [Reason, number][])
    for (let left = 0; left < count;) {
      const one = clients[random.below(clients.length)];
      if (!one || one.ended !== null) continue;
      const bySize = one.revenue < 12_000 ? 1 : one.revenue < 50_000 ? 0.75 : 0.5;
      const byTenure = one.started >= `${year - 1}-01-01` ? 1 : 0.7;
      if (!random.chance(bySize * byTenure)) continue;
      const month = Number(random.pick(months));
      one.ended = toDay(year, month, 1 + random.below(daysIn(year, month)));
      one.reason = reason;
      left++;
    }
}
