/** A cell by its row and column, both from 0; row −1 is the header. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** The cell that has the focus, and the one where the selected range began. */
export interface Selection {
  readonly anchor: CellPlace;
  readonly focus: CellPlace;
}

/** The selected range; the ends are included. */
export interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Rows of one PageUp or PageDown. */
  readonly page: number;
}

/** The cell alone. */
export function selectCell(place: CellPlace): Selection {
  return { anchor: place, focus: place };
}

export function toRange({ anchor, focus }: Selection): Range {
  return {
    top: Math.max(0, Math.min(anchor.row, focus.row)),
    bottom: Math.max(anchor.row, focus.row),
    left: Math.min(anchor.column, focus.column),
    right: Math.max(anchor.column, focus.column),
  };
}

export function isInRange({ top, bottom, left, right }: Range, row: number, column: number): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}

export function countCells({ top, bottom, left, right }: Range): number {
  return Math.max(0, bottom - top + 1) * (right - left + 1);
}

/** Where a key takes the focus; null for a key that does not move. `jump` is Ctrl or Cmd. */
export function moveFocus(
  { row, column }: CellPlace,
  key: string,
  jump: boolean,
  { rows, columns, page }: Extent,
): CellPlace | null {
  const to = (nextRow: number, nextColumn: number): CellPlace => ({
    row: Math.max(-1, Math.min(nextRow, rows - 1)),
    column: Math.max(0, Math.min(nextColumn, columns - 1)),
  });
  switch (key) {
    case 'ArrowUp':
      return jump ? to(0, column) : to(row - 1, column);
    case 'ArrowDown':
      return jump ? to(rows - 1, column) : to(row + 1, column);
    case 'ArrowLeft':
      return jump ? to(row, 0) : to(row, column - 1);
    case 'ArrowRight':
      return jump ? to(row, columns - 1) : to(row, column + 1);
    case 'PageUp':
      return to(Math.max(0, row - page), column);
    case 'PageDown':
      return to(row + page, column);
    case 'Home':
      return jump ? to(0, 0) : to(row, 0);
    case 'End':
      return jump ? to(rows - 1, columns - 1) : to(row, columns - 1);
    default:
      return null;
  }
}

/** The selection after a key: Shift keeps the anchor, and a range never takes in the header. */
export function moveSelection(
  selection: Selection,
  key: string,
  { shift, jump }: { readonly shift: boolean; readonly jump: boolean },
  extent: Extent,
): Selection | null {
  const focus = moveFocus(selection.focus, key, jump, extent);
  if (!focus) return null;
  if (!shift) return selectCell(focus);
  return { anchor: selection.anchor, focus: { ...focus, row: Math.max(0, focus.row) } };
}
