import { toRowsTop, toScrollHeight, toScrollTop } from './scroll-scale.ts';

/**
 * Which rows are in sight. Rows are drawn `shift` px above their place in the rows, so that they lie inside an element
 * that is never taller than a browser allows. Small steps (wheel, keys, touch) move one to one; a jump of the scrollbar
 * is scaled; `settle` brings the two together when scrolling has stopped.
 */
export class RowScroll {
  readonly rowHeight: number;
  rowCount = $state(0);
  /** Height of the part of the body that shows rows. */
  view = $state(0);
  /** Where the real scrollbar is. */
  scrollTop = $state(0);
  /** How far the place in the rows is ahead of the scrollbar. */
  shift = $state(0);

  constructor(rowHeight: number) {
    this.rowHeight = rowHeight;
  }

  get total(): number {
    return this.rowCount * this.rowHeight;
  }

  get height(): number {
    return toScrollHeight(this.total);
  }

  get rowsTop(): number {
    return this.scrollTop + this.shift;
  }

  /** The browser has scrolled. */
  scrolled(scrollTop: number): void {
    const step = scrollTop - this.scrollTop;
    const end = this.height - this.view;
    const jumped = Math.abs(step) > Math.max(3 * this.view, 1000);
    const atEdge = scrollTop <= 0 || scrollTop >= end - 1;
    this.scrollTop = scrollTop;
    if (jumped || atEdge) this.shift = toRowsTop(scrollTop, this.total, this.view) - scrollTop;
  }

  /** Puts the scrollbar where it belongs for the rows in sight; gives its new position. */
  settle(): number {
    return this.place(this.rowsTop);
  }

  /** The scroll position that brings a row into sight; the rows move with it only as far as they must. */
  reveal(row: number): number {
    const top = row * this.rowHeight;
    if (top < this.rowsTop) return this.place(top);
    if (top + this.rowHeight > this.rowsTop + this.view) return this.place(top + this.rowHeight - this.view);
    return this.scrollTop;
  }

  /** First row and the row after the last one that are at least partly within `extra` rows of the view. */
  range(extra: number): readonly [number, number] {
    const first = Math.floor(this.rowsTop / this.rowHeight) - extra;
    const end = Math.ceil((this.rowsTop + this.view) / this.rowHeight) + extra;
    return [Math.max(0, Math.min(first, this.rowCount)), Math.max(0, Math.min(end, this.rowCount))];
  }

  private place(rowsTop: number): number {
    const inside = Math.max(0, Math.min(rowsTop, this.total - this.view));
    this.scrollTop = Math.round(toScrollTop(inside, this.total, this.view));
    this.shift = inside - this.scrollTop;
    return this.scrollTop;
  }
}
