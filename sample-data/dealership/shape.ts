import type { Failure, Model, Outcome, RepairReason, Station, StationReason } from './lost-customer.ts';

/** What the call-backs of one month found, as exact counts. */
export interface MonthShape {
  readonly month: string;
  readonly failures: Record<Failure, number>;
  /** Of those reached. The first two are parted below. */
  readonly outcomes: Record<Outcome, number>;
  readonly stations: Record<Station, number>;
  readonly stationReasons: Record<StationReason, number>;
  readonly repairReasons: Record<RepairReason, number>;
}

/** June: 620 on the list, 186 of them (30 %) not reached, 48 for a wrong number; 39 out of warranty lost to repair shops. */
export const MONTHS: readonly MonthShape[] = [
  {
    month: '2024-05',
    failures: {
      wrongNumber: 41,
      deadNumber: 27,
      switchedOff: 25,
      noAnswer: 33,
      refused: 14,
      busy: 7,
      forwarded: 8,
      moved: 9,
    },
    outcomes: { station: 158, repair: 34, sold: 55, notDue: 87, willReturn: 76 },
    stations: { eastGate: 55, southRing: 36, highTech: 30, airport: 21, county: 10, otherStation: 6 },
    stationReasons: { nearer: 64, waiting: 33, attitude: 22, offers: 20, friend: 19 },
    repairReasons: { tooFar: 12, costHigh: 9, carElsewhere: 6, passing: 4, other: 3 },
  },
  {
    month: '2024-06',
    failures: {
      wrongNumber: 48,
      deadNumber: 29,
      switchedOff: 27,
      noAnswer: 36,
      refused: 17,
      busy: 8,
      forwarded: 9,
      moved: 12,
    },
    outcomes: { station: 171, repair: 39, sold: 57, notDue: 88, willReturn: 79 },
    stations: { eastGate: 52, southRing: 41, highTech: 33, airport: 24, county: 13, otherStation: 8 },
    stationReasons: { nearer: 68, waiting: 37, attitude: 24, offers: 21, friend: 21 },
    repairReasons: { tooFar: 13, costHigh: 11, carElsewhere: 6, passing: 5, other: 4 },
  },
];

export const MODELS: Record<Model, number> = { compact: 34, sedan: 30, suv: 26, van: 10 };

/** A car is in warranty for three years. */
export const WARRANTY_DAYS = 1095;
/** A customer is on the list after half a year without a visit. */
export const LOST_AFTER_DAYS = 183;
/** Of those whose warranty the outcome does not settle. */
export const IN_WARRANTY_SHARE = 0.62;
