import type { Cell, Row } from './to-rows.ts';

export interface Point {
  readonly key: Exclude<Cell, null>;
  readonly value: number;
}

/** One number for each key, by a Vega-Lite aggregate (`count`, `sum`, `mean`, `median`, `min`, `max`) or, without one, the rows' own. Null when it cannot be told: another aggregate, or several rows stacked on a key. */
export function groupValues(
  rows: readonly Row[],
  key: string,
  value: string | null,
  aggregate: string | null,
  single: boolean,
): Point[] | null {
  const groups = new Map<Exclude<Cell, null>, number[]>();
  for (const row of rows) {
    const at = row[key] ?? null;
    const number = value === null ? 1 : row[value];
    if (at === null || typeof number !== 'number') continue;
    groups.set(at, [...(groups.get(at) ?? []), number]);
  }
  const points = [...groups].flatMap(([at, numbers]) => {
    if (aggregate === null)
      return single && numbers.length > 1 ? [null] : numbers.map((one) => ({ key: at, value: one }));
    const reduce = aggregates[aggregate];
    return [reduce ? { key: at, value: reduce(numbers) } : null];
  });
  return points.every((point) => point !== null) ? points : null;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;

const aggregates: Readonly<Record<string, (numbers: readonly number[]) => number>> = {
  count: (numbers) => numbers.length,
  sum,
  mean,
  average: mean,
  median(numbers) {
    const sorted = [...numbers].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 === 1
      ? (sorted[middle] ?? NaN)
      : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
  },
  min: (numbers) => numbers.reduce((a, b) => Math.min(a, b)),
  max: (numbers) => numbers.reduce((a, b) => Math.max(a, b)),
};
