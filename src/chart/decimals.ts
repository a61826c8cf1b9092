import type { Value } from '../engine/table.ts';

/** Decimals that the numbers of a column share: those from 1 on, and those below. */
export interface Decimals {
  readonly large: number;
  readonly small: number;
}

/** As many decimals as a number's size deserves, at most. */
export function mostDecimals(value: number): number {
  const size = Math.abs(value);
  // An amount of money as it was written keeps its cents.
  const isCents = Math.round(value * 100) / 100 === value;
  return size >= 1000 && !isCents ? 1 : size >= 1 ? 2 : 4;
}

/** The most decimals that any of the numbers has when each is written by itself. */
export function findDecimals(values: readonly Value[]): Decimals {
  let [large, small] = [0, 0];
  for (const value of values) {
    if (typeof value !== 'number' || !Number.isFinite(value) || Number.isInteger(value)) continue;
    if (Math.abs(value) >= 1) large = Math.max(large, countDecimals(value));
    else small = Math.max(small, countDecimals(value));
  }
  return { large, small };
}

function countDecimals(value: number): number {
  return value.toFixed(mostDecimals(value)).replace(/0+$/, '').split('.')[1]?.length ?? 0;
}

/** The decimals of one number: its own, or those of its column where these are more. A zero stays a zero. */
export function decimalsOf(value: number, among: Decimals | undefined): number {
  if (value === 0) return 0;
  const own = Number.isInteger(value) ? 0 : countDecimals(value);
  return Math.max(own, among ? (Math.abs(value) >= 1 ? among.large : among.small) : 0);
}
