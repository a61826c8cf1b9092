import type { Cell, CellId, Notebook } from '../notebook/notebook.ts';
import type { Problem } from '../problem.ts';
import type { CellState } from '../runtime/cell-state.ts';
import { foldName } from '../sql/fold-name.ts';

/** A cell that keeps another from running. */
export interface Cause {
  readonly name: string;
  /** Null when no cell of this notebook has the name any more. */
  readonly id: CellId | null;
  /** What is wrong there. */
  readonly problem: Problem | null;
}

/** The cells behind a blocked one, in the order that the runtime found them. */
export function findCauses(
  { blockedBy }: Pick<CellState, 'blockedBy'>,
  { cells }: Pick<Notebook, 'cells'>,
  states: ReadonlyMap<CellId, Pick<CellState, 'problem'>>,
): Cause[] {
  return blockedBy.map((name) => {
    const cell = cells.find((one: Cell) => one.name !== null && foldName(one.name) === foldName(name));
    return { name, id: cell?.id ?? null, problem: (cell && states.get(cell.id)?.problem) ?? null };
  });
}
