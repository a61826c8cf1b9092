import type { Cell } from '../../notebook/notebook.ts';
import type { Problem } from '../../problem.ts';

/** A cell of a kind that this version does not run: it is shown as it is, and its name is missing for others. */
export function toUnknownKind(cell: Cell): Problem {
  return { code: 'unknown-kind', values: { kind: cell.kind } };
}
