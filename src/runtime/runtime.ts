import type { Engine } from '../engine/engine.ts';
import type { CellId, Notebook } from '../notebook/notebook.ts';
import type { BoundValue } from '../sql/bind-parameters.ts';
import type { CellState } from './cell-state.ts';

/** A loaded table that a data cell can stand on. `version` changes whenever its content does. */
export interface BoundTable {
  readonly relation: string;
  readonly version: string;
}

export interface RuntimeObserver {
  /** A cell's state changed. A stale answer never arrives: states come in order. */
  readonly onState?: (state: CellState) => void;
}

export interface Runtime {
  /** Takes the notebook as it is now; marks what no longer fits as stale. Runs nothing. */
  setNotebook(notebook: Notebook): void;
  /** The tables that data cells are bound to, by data cell name. */
  setTables(tables: Readonly<Record<string, BoundTable>>): void;
  /**
   * Sets a parameter by its name in SQL without `$` (`region`, `period_from`); null goes back to the input's default.
   */
  setInput(name: string, value: BoundValue | null): void;
  /** Runs these cells and what they need (all when left out). Resolves when nothing is queued or running; never rejects for a cell's failure. */
  run(ids?: readonly CellId[]): Promise<void>;
  /** Resolves when nothing is queued or running. */
  idle(): Promise<void>;
  /** Stops what is queued and running; stopped cells are stale. */
  stop(): Promise<void>;
  /** To be called from the engine's `onRestart`. Everything was lost in the engine except the loaded tables: all results are stale. */
  forgetResults(): void;
  state(id: CellId): CellState;
  states(): readonly CellState[];
}

export type RuntimeEngine = Pick<Engine, 'query'>;
