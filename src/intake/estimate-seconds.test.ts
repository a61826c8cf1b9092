import { expect, test } from 'vitest';
import { estimateSeconds } from './estimate-seconds.ts';

test.each([
  [25, 10_000, 30],
  [50, 10_000, 10],
  [99.9, 10_000, 1],
  [25, 1000, undefined],
  [1, 10_000, undefined],
  [100, 10_000, undefined],
])('at %d %% after %d ms', (percent, elapsed, seconds) => {
  expect(estimateSeconds(percent, elapsed)).toBe(seconds);
});
