import { expect } from 'vitest';
import type { Value } from '../../src/engine/table.ts';

export type Row = Readonly<Record<string, Value>>;

/** Counts, words and nulls exactly, numbers to 1e-9 of their size (`within` for another bound). Only the expected keys are looked at. */
export function expectSame(found: Row | undefined, expected: Row | undefined, within = 1e-9): void {
  expect(expected).toBeDefined();
  for (const [key, value] of Object.entries(expected ?? {})) {
    const own = found?.[key];
    const place = `${key} of ${JSON.stringify(expected)}`;
    if (typeof value !== 'number' || Number.isInteger(value)) {
      const rounded = typeof own === 'number' && Math.abs(own - Number(value)) < 1e-12 ? value : own;
      expect(typeof value === 'number' ? rounded : own, place).toEqual(value);
    } else expect(Math.abs(Number(own) - value) / Math.abs(value), place).toBeLessThan(within);
  }
}
