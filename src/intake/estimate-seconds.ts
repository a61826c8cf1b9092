const LEAST_MS = 1500;
const LEAST_PERCENT = 3;

/** Seconds until a piece of work is done, if it goes on as it did so far; undefined while that says nothing yet. */
export function estimateSeconds(percent: number, elapsedMs: number): number | undefined {
  if (elapsedMs < LEAST_MS || percent < LEAST_PERCENT || percent >= 100) return undefined;
  return Math.max(1, Math.round((elapsedMs * (100 - percent)) / percent / 1000));
}
