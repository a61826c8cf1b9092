import { type Cuts, cutLine, toPlaces } from './find-cuts.ts';
import { isFrame } from './find-footer.ts';
import { looksTyped } from './looks-typed.ts';

const LINES_LOOKED_AT = 500;
const TITLES = 4;
const LEAST_ROWS = 4;
const LEAST_COLUMNS = 3;
const LEAST_TYPED = 2;
/** What a table may end with: a line of sums, a sentence. */
const LAST_LINES = 3;

/**
 * Where the columns of a printed table begin that has no line of dashes, as mainframes print them: two blanks or more run
 * down between its columns. Only a table with a name above each column and values in some of them is taken for one.
 */
export function findGutters(text: string): Cuts | undefined {
  const lines = text
    .slice(0, 100_000)
    .split(/\r\n|\n|\r/)
    .slice(0, LINES_LOOKED_AT);
  let block: string[] = [];
  let largest: string[] = [];
  for (const line of [...lines, '']) {
    if (line.trim() !== '') block.push(line.trimEnd());
    else {
      if (block.length > largest.length) largest = block;
      block = [];
    }
  }
  let best: Cuts | undefined;
  for (let titles = 0; titles <= TITLES; titles++) {
    for (let last = 0; last <= LAST_LINES; last++) {
      const cuts = findCutsOf(largest.slice(titles, largest.length - last));
      if (cuts && cuts.starts.length > (best?.starts.length ?? 0)) best = cuts;
    }
  }
  return best;
}

function findCutsOf([names = '', ...rows]: readonly string[]): Cuts | undefined {
  if (rows.length < LEAST_ROWS || /[,;|\t"^~¦]/.test(names) || rows.some((row) => row.includes('\t')))
    return undefined;
  // As printed: of a text without wide characters it is the same.
  const starts = findStarts([names, ...rows].map(toPlaces));
  const cuts = { starts, isWide: true };
  if (starts.length < LEAST_COLUMNS) return undefined;
  const named = cutLine(names, cuts) ?? [''];
  if (named.some((name) => name === '' || looksTyped(name)) || isFrame(named)) return undefined;
  const cells = rows.map((row) => cutLine(row, cuts) ?? []);
  if (cells.some((row) => isFrame(row.filter((cell) => cell !== '')))) return undefined;
  const typed = starts.filter((_, at) => {
    const column = cells.map((row) => row[at] ?? '').filter((cell) => cell !== '');
    return column.length * 2 > rows.length && column.every(looksTyped);
  });
  return typed.length >= LEAST_TYPED ? cuts : undefined;
}

/**
 * Where columns begin that two blanks or more keep apart in every line. Words begin below one another, and the cut is there;
 * numbers end so and may be longer further down, and the cut is half way to what stands before them.
 */
function findStarts(lines: readonly string[]): number[] {
  const width = Math.max(...lines.map((line) => line.length));
  const filled = Array.from({ length: width }, (_, at) => lines.some((line) => (line[at] ?? ' ') !== ' '));
  const columns: { from: number; to: number }[] = [];
  let to = -2;
  filled.forEach((isFilled, at) => {
    if (!isFilled) return;
    const last = columns.at(-1);
    if (last && at <= to + 1) last.to = at + 1;
    else columns.push({ from: at, to: at + 1 });
    to = at + 1;
  });
  return columns.map(({ from, to: end }, index) => {
    const before = columns[index - 1];
    if (!before) return 0;
    const cells = lines.map((line) => line.slice(from, end)).filter((cell) => cell.trim() !== '');
    return cells.every((cell) => !cell.startsWith(' ')) ? from : Math.ceil((before.to + from) / 2);
  });
}
