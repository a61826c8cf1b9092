import type { Column } from '../../engine/table.ts';
import { toOffsets } from './fit-columns.ts';

const [narrowest, widest] = [48, 900];

/** Widths of the columns: fitted to their content until the reader sets one; hers stay with the column's name. */
export class ColumnWidths {
  private fitted = $state.raw<readonly number[]>([]);
  private set = $state.raw<Readonly<Record<string, number>>>({});
  private columns = $state.raw<readonly Column[]>([]);
  readonly widths: readonly number[] = $derived(
    this.columns.map((column, index) => this.set[keyOf(column, index)] ?? this.fitted[index] ?? 120),
  );
  /** Left edge of every column, then the whole width. */
  readonly offsets: readonly number[] = $derived(toOffsets(this.widths));

  fit(columns: readonly Column[], widths: readonly number[]): void {
    this.columns = columns;
    this.fitted = widths;
  }

  resize(index: number, width: number): void {
    const column = this.columns[index];
    if (!column) return;
    const inside = Math.round(Math.max(narrowest, Math.min(width, widest)));
    this.set = { ...this.set, [keyOf(column, index)]: inside };
  }

  /** Back to the fitted width. */
  release(index: number): void {
    const column = this.columns[index];
    if (!column) return;
    const gone = keyOf(column, index);
    this.set = Object.fromEntries(Object.entries(this.set).filter(([key]) => key !== gone));
  }
}

/** Columns may share a name, so the place counts too. */
function keyOf(column: Column, index: number): string {
  return `${index} ${column.name}`;
}
