import type { Column, Table } from '../../engine/table.ts';

/** Pixel width of a text in one font. */
export type MeasureText = (text: string) => number;

/** Names are bolder than cells. */
export interface Measures {
  readonly cell: MeasureText;
  readonly name: MeasureText;
}

const [narrowest, widest, padding, tightPadding] = [72, 320, 26, 25];

/** Room beside a name for the arrow of the sort. */
const arrow = 18;

/**
 * A width for each column, from its name, its type and a sample of its cells. Columns that miss `room` pixels by little
 * give up the space beside their names and some of their padding, so that the last one is not cut.
 */
export function fitColumns(
  columns: readonly Column[],
  sample: Table | undefined,
  textOf: (table: Table, row: number, column: number) => string,
  measure: Measures,
  caption: (column: Column, index: number) => string = () => '',
  room = Infinity,
): number[] {
  const rows = sample ? Math.min(sample.rowCount, Math.max(4, Math.round(2000 / columns.length))) : 0;
  const fitted = columns.map((column, index) => {
    const texts = Array.from({ length: rows }, (_, row) => (sample ? textOf(sample, row, index) : ''));
    const longest = Math.max(0, ...texts.map(countUnits));
    // Among texts of about the same length the widest is not always the one with most characters: `155.87%`, `2,788.0`.
    const rivals = new Set(
      texts.filter((text) => countUnits(text) >= longest - 2).map((text) => text.slice(0, 80)),
    );
    const widestText = Math.max(0, ...[...rivals].slice(0, 30).map(measure.cell));
    const name = measure.name(column.name);
    const header = Math.max(name, measure.cell(caption(column, index)) * 0.9);
    const clamp = (needed: number, least: number): number =>
      Math.round(Math.min(Math.max(needed, least), widest));
    return {
      loose: clamp(Math.max(Math.min(header + arrow, 220), widestText) + padding, narrowest),
      tight: clamp(Math.max(Math.min(name, 220), widestText) + tightPadding, 48),
    };
  });
  const loose = fitted.reduce((sum, one) => sum + one.loose, 0);
  const tight = fitted.reduce((sum, one) => sum + one.tight, 0);
  if (loose <= room || tight > room) return fitted.map((one) => one.loose);
  const share = (room - tight) / (loose - tight);
  return fitted.map((one) => Math.floor(one.tight + share * (one.loose - one.tight)));
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
