/** One line of the table that the bench prints. */
export interface Line {
  readonly what: string;
  readonly ours: string;
  readonly bare: string;
  readonly ratio: string;
  readonly goal: string;
  /** Of the page's main thread, while ours ran. */
  readonly 'longest task': string;
}

/** Times of one thing, ours and bare in turn, in milliseconds. */
export interface Pairs {
  readonly ours: readonly number[];
  readonly bare: readonly number[];
  readonly longestTask: number;
}

/** The medians, and the median of the ratios of each pair. */
export function toLine(what: string, { ours, bare, longestTask }: Pairs, goal: string): Line {
  const ratios = ours.map((ms, index) => ms / (bare[index] ?? NaN));
  return {
    what,
    ours: seconds(median(ours)),
    bare: seconds(median(bare)),
    ratio: median(ratios).toFixed(2),
    goal,
    'longest task': task(longestTask),
  };
}

/** A line of one figure that is not compared. */
export function toFigure(what: string, ours: string, goal: string, rest: Partial<Line> = {}): Line {
  return { what, ours, bare: '', ratio: '', goal, 'longest task': '', ...rest };
}

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

export const task = (ms: number): string => (ms === 0 ? '< 50 ms' : `${Math.round(ms)} ms`);

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
