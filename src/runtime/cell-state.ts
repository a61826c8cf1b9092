import type { Column, Value } from '../engine/table.ts';
import type { CellId } from '../notebook/notebook.ts';
import type { Problem } from '../problem.ts';

/** A relation that a cell yields beside its main one. */
export interface PartState {
  /** SQL name (quoted, with schema) to read its rows from. */
  readonly relation: string;
  readonly columns: readonly Column[];
  readonly rowCount: number | null;
}

export type CellStatus = 'stale' | 'queued' | 'running' | 'done' | 'failed' | 'blocked';

/**
 * What the screen and the command line know of a cell. A new object for each change.
 * A stale, queued or running cell shows its last result until the next one comes.
 * A text cell shows the values it could fetch also when it failed or is blocked.
 */
export interface CellState {
  readonly id: CellId;
  readonly status: CellStatus;
  /** Content key of the result: hash of kind, SQL, parameters and the keys of what it reads. */
  readonly key: string | null;
  /** SQL name (quoted, with schema) to read the result's rows from; null when the kind has none. */
  readonly relation: string | null;
  readonly columns: readonly Column[];
  /** Null also for a query kept as a view: counting would run it. */
  readonly rowCount: number | null;
  /** The relations of a cell that yields several, beside its main one, by part: `exclusions` is `<cell>_exclusions`. */
  readonly parts: Readonly<Record<string, PartState>>;
  /** Running time of this cell's own SQL in milliseconds; null when the result was at hand. */
  readonly ms: number | null;
  /** Percent, while running. */
  readonly progress: number | null;
  /** Why it failed; `unknown-kind` also on a cell that this version keeps but does not run. */
  readonly problem: Problem | null;
  /** Names of the cells that failed or are missing, when blocked. */
  readonly blockedBy: readonly string[];
  /** Text cells: the value of each `{{ expression }}`, by the expression's text. */
  readonly values: Readonly<Record<string, Value>>;
  /** Inputs: the choices a `from` relation gives, when the cell asks for them. */
  readonly choices: readonly string[];
}

const unknown = {
  status: 'stale',
  key: null,
  relation: null,
  columns: [],
  rowCount: null,
  parts: {},
  ms: null,
  progress: null,
  problem: null,
  blockedBy: [],
  values: {},
  choices: [],
} as const;

/** A cell of which nothing is known yet. */
export function createCellState(id: CellId): CellState {
  return { id, ...unknown };
}
