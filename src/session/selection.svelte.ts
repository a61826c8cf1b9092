import { SvelteSet } from 'svelte/reactivity';
import type { CellId } from '../notebook/notebook.ts';

/** `command`: keys act on the cell. `edit`: keys go into its text. */
export type Mode = 'command' | 'edit';

/** Which cell the keyboard acts on, and how. */
export class Selection {
  id = $state.raw<CellId | null>(null);
  mode = $state.raw<Mode>('command');
  /** Code is folded, results first. */
  reading = $state.raw(false);
  /** Cells whose code was opened or folded by hand, against the reading mode. */
  readonly flipped: SvelteSet<CellId> = new SvelteSet<CellId>();
  /** Counts up when the keyboard moved the selection, so that the screen brings the cell into view. */
  moves = $state.raw(0);

  select(id: CellId | null, mode: Mode = 'command'): void {
    this.id = id;
    this.mode = id === null ? 'command' : mode;
  }

  /** Selects, scrolls there and puts the focus on it. */
  moveTo(id: CellId | null, mode: Mode = 'command'): void {
    this.select(id, mode);
    this.moves += 1;
  }

  setReading(reading: boolean): void {
    this.reading = reading;
    this.flipped.clear();
    if (reading) this.mode = 'command';
  }

  showsCode(id: CellId): boolean {
    return this.reading === this.flipped.has(id);
  }

  flipCode(id: CellId): void {
    if (!this.flipped.delete(id)) this.flipped.add(id);
  }
}
