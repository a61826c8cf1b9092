import { moveSelection, selectCell, type CellPlace, type Extent, type Selection } from './selection.ts';

/** What a key asks of the grid. */
export type KeyIntent =
  | { readonly does: 'select'; readonly selection: Selection; readonly reveal: boolean }
  | { readonly does: 'resize'; readonly by: number }
  | { readonly does: 'sort' | 'open' | 'copy' };

/** Where the keyboard stands. */
export interface KeyState {
  readonly active: CellPlace;
  readonly selection: Selection | null;
  /** Whether more than one cell is selected. */
  readonly isMany: boolean;
  readonly extent: Extent;
}

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** Pixels that one press of Shift and an arrow makes a column wider. */
const widthStep = 16;

/** What a key means in the grid; null for a key that is none of its business. */
export function readKey({ key, ctrlKey, metaKey, shiftKey: shift }: Key, state: KeyState): KeyIntent | null {
  const jump = ctrlKey || metaKey;
  return state.active.row < 0 && !jump
    ? (readHeaderKey(key, shift) ?? readMove(key, shift, jump, state))
    : (readCellKey(key, shift, jump, state) ?? readMove(key, shift, jump, state));
}

function readHeaderKey(key: string, shift: boolean): KeyIntent | null {
  if (shift && key === 'ArrowLeft') return { does: 'resize', by: -widthStep };
  if (shift && key === 'ArrowRight') return { does: 'resize', by: widthStep };
  return key === 'Enter' || key === ' ' ? { does: 'sort' } : null;
}

function readCellKey(
  key: string,
  shift: boolean,
  jump: boolean,
  { active, isMany, extent }: KeyState,
): KeyIntent | null {
  const [{ row, column }, { rows, columns }] = [active, extent];
  const select = (anchor: CellPlace, focus: CellPlace): KeyIntent => ({
    does: 'select',
    selection: { anchor, focus },
    reveal: false,
  });
  if (key === 'Enter' && !jump && !shift) return { does: 'open' };
  if (key === ' ' && jump && rows > 0) return select({ row: 0, column }, { row: rows - 1, column });
  if (key === ' ' && shift) return select({ row, column: columns - 1 }, { row, column: 0 });
  if (key === 'Escape' && isMany) return select(active, active);
  if (!jump) return null;
  if (key.toLowerCase() === 'a' && rows > 0)
    return select({ row: 0, column: 0 }, { row: rows - 1, column: columns - 1 });
  return key.toLowerCase() === 'c' && !shift ? { does: 'copy' } : null;
}

function readMove(
  key: string,
  shift: boolean,
  jump: boolean,
  { active, selection, extent }: KeyState,
): KeyIntent | null {
  const moved = moveSelection(selection ?? selectCell(active), key, { shift, jump }, extent);
  return moved && { does: 'select', selection: moved, reveal: true };
}
