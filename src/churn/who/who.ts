import type { GroupColumn } from './find-group.ts';

/** A row as the grid or a chart has it. */
export type WhoRow = Readonly<Record<string, unknown>>;

/** A number of an analysis that somebody points at. */
export interface WhoRequest {
  /** The number's relation. */
  readonly relation: string;
  /** Name of the churn cell behind it; null when it stands on none. */
  readonly lifetimes: string | null;
  /** Columns of the relation; they tell which analysis it is, whatever the cell is called. */
  readonly columns: readonly string[];
  /** The number's row. */
  readonly row: WhoRow;
  /** The number's column; null for a mark of a chart. */
  readonly column: string | null;
  /** SQL of the relation and of what it reads. */
  readonly sql: string;
  /** Values of the notebook's parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Columns of the lifetimes. */
  readonly groups: readonly GroupColumn[];
}

/** The customers behind a number: a relation and the condition on it, which may use the notebook's parameters. */
export interface Who {
  readonly from: string;
  readonly where: string;
}

/**
 * Why nobody can be listed: `test` – a statistic of a comparison; `outside` – the number is of another table; `setting` – a limit,
 * a day or a count of something else than customers; `own` – the notebook's own SQL; `definition` – no churn cell behind it;
 * `totals` – the file has no customers, only sums of them; `made` – it is worked out of other figures.
 */
export interface Nobody {
  readonly nobody: 'test' | 'outside' | 'setting' | 'own' | 'definition' | 'totals' | 'made';
  /** The figures that it is worked out of, where it is `made`. */
  readonly of?: readonly string[];
}

/** A request about a number behind which there is a churn cell. */
export interface Asked extends WhoRequest {
  readonly lifetimes: string;
  /** Whether the analysis counts in a period rather than once for all. */
  readonly isDated: boolean;
}

export type Rule = (asked: Asked) => Who | Nobody;

/** Columns that only one analysis has, and who stands behind its numbers. */
export type NamedRule = readonly [columns: readonly string[], rule: Rule];

export const test: Nobody = { nobody: 'test' };
export const setting: Nobody = { nobody: 'setting' };

/** Conditions that must all hold; `true` adds nothing. */
export function allOf(...conditions: readonly string[]): string {
  return conditions.filter((one) => one !== 'true').join(' and ') || 'true';
}
