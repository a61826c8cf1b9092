import type { Column, Value } from '../engine/table.ts';
import type { CellId } from '../notebook/notebook.ts';
import type { Problem } from '../problem.ts';

export type CellStatus = 'stale' | 'queued' | 'running' | 'done' | 'failed' | 'blocked';

/** What the screen and the command line know of a cell. A new object for each change. */
export interface CellState {
  readonly id: CellId;
  readonly status: CellStatus;
  /** Content key of the result: hash of kind, SQL, parameters and the keys of what it reads. */
  readonly key: string | null;
  /** SQL name (quoted, with schema) to read the result's rows from; null when the kind has none. */
  readonly relation: string | null;
  readonly columns: readonly Column[];
  readonly rowCount: number | null;
  /** Running time of this cell's own SQL in milliseconds; null when the result was at hand. */
  readonly ms: number | null;
  /** Percent, while running. */
  readonly progress: number | null;
  readonly problem: Problem | null;
  /** Names of the cells that failed or are missing, when blocked. */
  readonly blockedBy: readonly string[];
  /** Text cells: the value of each `{{ expression }}`, by the expression's text. */
  readonly values: Readonly<Record<string, Value>>;
  /** Inputs: the choices a `from` relation gives, when the cell asks for them. */
  readonly choices: readonly string[];
}
