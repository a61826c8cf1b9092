import type { Cell } from './notebook.ts';

/** The function, computed once for each cell. Cells are values that never change, so nothing goes out of date. */
export function memoByCell<T>(compute: (cell: Cell) => T): (cell: Cell) => T {
  const known = new WeakMap<Cell, { readonly value: T }>();
  return (cell) => {
    const found = known.get(cell) ?? { value: compute(cell) };
    known.set(cell, found);
    return found.value;
  };
}
