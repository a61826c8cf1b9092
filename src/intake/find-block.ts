import { columnsBelow } from './columns-below.ts';
import { looksTyped } from './looks-typed.ts';
import type { SampleRecord } from './scan-sample.ts';
import { areTypedNames } from './typed-names.ts';

/** A table among notes: from the record of its names to its last one. */
export interface TableBlock {
  readonly width: number;
  readonly rows: readonly SampleRecord[];
}

const LEAST_BELOW = 2;
const MOST_ABOVE = 30;
const MOST_BELOW = 20;
const NEARLY_ALL = 0.8;

/**
 * The one table of a sample, however many notes stand above and below it: a record of names, below it records of as many
 * cells, of which one column at least holds values, and around it nothing but records of fewer cells, or other tables below it.
 * @param rows blank lines left out
 */
export function findBlock(rows: readonly SampleRecord[]): TableBlock | undefined {
  const runs = findRuns(rows).sort((a, b) => b.width * (b.to - b.from) - a.width * (a.to - a.from));
  for (const { from: first, to, width } of runs) {
    const names = rows.slice(first, to).findIndex(({ cells }) => countFilled(cells) * 2 > width);
    const from = first + names;
    if (names < 0 || from > MOST_ABOVE || rows.length - to > MOST_BELOW) continue;
    const block = rows.slice(from, to);
    const tables = runs.filter((run) => run.from >= to && isTable(rows.slice(run.from, run.to)));
    const isOther = (at: number): boolean => tables.some((run) => at >= run.from && at < run.to);
    const isAlone = rows.every((row, at) => (at >= from && at < to) || isNote(row, width) || isOther(at));
    if (isAlone && isTable(block)) return { width, rows: block };
  }
  return undefined;
}

function findRuns(rows: readonly SampleRecord[]): { from: number; to: number; width: number }[] {
  const runs: { from: number; to: number; width: number }[] = [];
  for (const [index, { cells, flaw }] of rows.entries()) {
    const run = runs.at(-1);
    if (flaw) continue;
    if (run?.to === index && run.width === cells.length) run.to++;
    else runs.push({ from: index, to: index + 1, width: cells.length });
  }
  return runs.filter(({ from, to, width }) => width > 1 && to - from > LEAST_BELOW);
}

function isNote({ cells, flaw }: SampleRecord, width: number): boolean {
  const filled = countFilled(cells);
  return !flaw && (filled * 2 <= width || (filled < width && !cells.some(looksTyped)));
}

/** Whether a record stands above values as their names do. */
export function isTable([names, ...below]: readonly SampleRecord[]): boolean {
  if (!names) return false;
  const words = names.cells.map((cell) => cell.trim());
  if (words.some(looksTyped) && !areTypedNames(words, columnsBelow(words, below))) return false;
  return names.cells.some((name, at) => {
    const filled = below.map(({ cells }) => cells[at] ?? '').filter((cell) => cell.trim() !== '');
    const values = filled.filter(looksTyped).length;
    return name.trim() !== '' && values >= LEAST_BELOW && values >= filled.length * NEARLY_ALL;
  });
}

function countFilled(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}
