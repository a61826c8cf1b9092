import type { Column, Value } from '../engine/table.ts';
import type { Cell } from '../notebook/notebook.ts';
import type { CellState } from '../runtime/cell-state.ts';
import type { BoundValue } from '../sql/bind-parameters.ts';

/** A cell after the run, with the first of its rows. */
export interface CellReport {
  readonly cell: Cell;
  readonly state: CellState;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Value[])[];
  /** Inputs: the values they were run with, by parameter name. */
  readonly parameters: Readonly<Record<string, BoundValue>>;
}

/** Whether a cell is what the exit code 0 promises: done with nothing wrong, and for a check without violations. */
export function isGood({ cell, state }: CellReport): boolean {
  return state.status === 'done' && state.problem === null && (cell.kind !== 'check' || state.rowCount === 0);
}
