import type { Unit } from './definition.ts';

/** Mean days of the Gregorian calendar. */
export const daysPer: Readonly<Record<Unit, number>> = {
  day: 1,
  week: 7,
  month: 30.436875,
  quarter: 91.310625,
  year: 365.2425,
};
