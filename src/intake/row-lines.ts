/**
 * On which line of the file each loaded row begins, as pairs of a row and its line (both from 1, sorted): the rows up to the
 * next pair follow line by line. Mostly one pair.
 */
export type RowLines = Uint32Array<ArrayBuffer>;

const MOST_PAIRS = 4_000_000;

/** Takes the rows of a file one after the other. */
export function createRowLines(): { add(line: number): void; finish(): RowLines } {
  const pairs: number[] = [];
  let row = 0;
  let next = 0;
  return {
    add(line) {
      row++;
      if (line !== next && pairs.length < 2 * MOST_PAIRS) pairs.push(row, line);
      next = line + 1;
    },
    finish: () => new Uint32Array(pairs),
  };
}

/** The line on which a row begins. */
export function findRowLine(lines: RowLines, row: number): number {
  let low = 0;
  let high = lines.length / 2;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lines[2 * middle] ?? 0) <= row) low = middle;
    else high = middle;
  }
  return (lines[2 * low + 1] ?? 1) + row - (lines[2 * low] ?? 1);
}
