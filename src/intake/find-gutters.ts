import { cutLine } from './find-cuts.ts';
import { isFrame } from './find-footer.ts';
import { looksTyped } from './looks-typed.ts';

const LINES_LOOKED_AT = 500;
const TITLES = 4;
const LEAST_ROWS = 4;
const LEAST_COLUMNS = 3;
const LEAST_TYPED = 2;
/** What a table may end with: a line of sums, a sentence. */
const LAST_LINES = 3;
/** As wide as two letters in print, so that a place in the line says nothing about the columns. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6\ud840-\ud8ff]/;

/**
 * Where the columns of a printed table begin that has no line of dashes, as mainframes print them: two blanks or more run
 * down between its columns. Only a table with a name above each column and values in some of them is taken for one.
 */
export function findGutters(text: string): readonly number[] | undefined {
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
  if (largest.some((line) => WIDE.test(line))) return undefined;
  let best: readonly number[] | undefined;
  for (let titles = 0; titles <= TITLES; titles++) {
    for (let last = 0; last <= LAST_LINES; last++) {
      const cuts = findCutsOf(largest.slice(titles, largest.length - last));
      if (cuts && cuts.length > (best?.length ?? 0)) best = cuts;
    }
  }
  return best;
}

function findCutsOf([names = '', ...rows]: readonly string[]): readonly number[] | undefined {
  if (rows.length < LEAST_ROWS || /[,;|\t"^~¦]/.test(names) || rows.some((row) => row.includes('\t')))
    return undefined;
  const cuts = findStarts([names, ...rows]);
  if (cuts.length < LEAST_COLUMNS) return undefined;
  const named = cutLine(names, cuts) ?? [''];
  if (named.some((name) => name === '' || looksTyped(name)) || isFrame(named)) return undefined;
  const cells = rows.map((row) => cutLine(row, cuts) ?? []);
  if (cells.some((row) => isFrame(row.filter((cell) => cell !== '')))) return undefined;
  const typed = cuts.filter((_, at) => {
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
