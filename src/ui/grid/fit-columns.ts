import type { Column, Table } from '../../engine/table.ts';

/** Pixel width of a text in the grid's font. */
export type MeasureText = (text: string) => number;

const [narrowest, widest, padding] = [72, 320, 26];

/** A width for each column, from its name, its type and a sample of its cells. */
export function fitColumns(
  columns: readonly Column[],
  sample: Table | undefined,
  textOf: (table: Table, row: number, column: number) => string,
  measure: MeasureText,
  caption: (column: Column) => string = () => '',
): number[] {
  const rows = sample ? Math.min(sample.rowCount, Math.max(4, Math.round(2000 / columns.length))) : 0;
  return columns.map((column, index) => {
    let longest = '';
    let length = 0;
    for (let row = 0; sample && row < rows; row += 1) {
      const text = textOf(sample, row, index);
      const units = countUnits(text);
      if (units > length) [longest, length] = [text, units];
    }
    const header = Math.min(Math.max(measure(column.name), measure(caption(column)) * 0.9) + 18, 220);
    const needed = Math.max(header, measure(longest.slice(0, 80)));
    return Math.round(Math.min(Math.max(needed + padding, narrowest), widest));
  });
}

/** Display width in half-width characters: a Chinese character takes two. Cheap, to choose which text to measure. */
function countUnits(text: string): number {
  let units = 0;
  for (let index = 0; index < text.length && index < 80; index += 1)
    units += text.charCodeAt(index) < 0x2e80 ? 1 : 2;
  return units;
}

/** Left edge of every column, and the whole width as last element. */
export function toOffsets(widths: readonly number[]): number[] {
  const offsets = [0];
  for (const width of widths) offsets.push((offsets.at(-1) ?? 0) + width);
  return offsets;
}

/** Index of the column that covers `x`. */
export function findColumn(offsets: readonly number[], x: number): number {
  let [low, high] = [0, offsets.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= x) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
