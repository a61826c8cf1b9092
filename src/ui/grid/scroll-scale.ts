/**
 * A browser clips a very tall element (Firefox near 17.8 million px), so the scrolled element is at most this tall.
 * A result that needs more keeps its first and last `edge` pixels one to one; the middle is compressed.
 */
const limit = 8_000_000;
const edge = 100_000;

/** The height that the scrolled element really gets, for `total` px of rows. */
export function toScrollHeight(total: number): number {
  return Math.min(total, limit);
}

/** Where in the rows (px from their top) a real scroll position lies. */
export function toRowsTop(scrollTop: number, total: number, view: number): number {
  const [scrollEnd, rowsEnd] = [toScrollHeight(total) - view, total - view];
  if (scrollEnd >= rowsEnd || scrollTop <= edge) return scrollTop;
  if (scrollTop >= scrollEnd - edge) return rowsEnd - (scrollEnd - scrollTop);
  return edge + ((scrollTop - edge) * (rowsEnd - 2 * edge)) / (scrollEnd - 2 * edge);
}

/** The real scroll position that shows a place in the rows; the inverse of `toRowsTop`. */
export function toScrollTop(rowsTop: number, total: number, view: number): number {
  const [scrollEnd, rowsEnd] = [toScrollHeight(total) - view, total - view];
  if (scrollEnd >= rowsEnd || rowsTop <= edge) return rowsTop;
  if (rowsTop >= rowsEnd - edge) return scrollEnd - (rowsEnd - rowsTop);
  return edge + ((rowsTop - edge) * (scrollEnd - 2 * edge)) / (rowsEnd - 2 * edge);
}
