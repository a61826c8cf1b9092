import { type TableBlock, findBlock, isTable } from './find-block.ts';
import { columnsBelow } from './columns-below.ts';
import { NULL_WORDS } from './import-recipe.ts';
import { fillForward, joinHeader } from './join-header.ts';
import { looksTyped } from './looks-typed.ts';
import { isNullWord } from './null-words.ts';
import type { SampleRecord } from './scan-sample.ts';
import { areTypedNames } from './typed-names.ts';

/** The layout of a delimited text: which records come before the table and which of them hold names. */
export interface Layout {
  /** Records before the table: titles, notes, and a line drawn under the names. */
  readonly preamble: readonly SampleRecord[];
  /** The records that hold the names, mostly one; none when the table has no names. */
  readonly header: readonly SampleRecord[];
  /** The records of the sample that are data. */
  readonly data: readonly SampleRecord[];
  /** Cells in most of the data records. */
  readonly width: number;
}

const MAX_PREAMBLE = 30;
const MAX_HEADER = 4;

/** What the user says about the top of the file: lines, from 1. */
export interface LayoutOptions {
  readonly header?: readonly number[] | undefined;
  readonly skip?: number | undefined;
}

/** Finds preamble and header of a sample. What the user says in `options` is not questioned. */
export function detectLayout(records: readonly SampleRecord[], options: LayoutOptions): Layout {
  const rows = records.filter((record) => !record.isBlank || records.length === 1);
  if (options.header && options.header.length > 0) return layoutByLines(rows, options.header);
  const block = findBlock(rows);
  const usual = block?.width ?? usualLength(rows);
  const skip =
    options.skip === undefined
      ? countPreamble(rows, usual, block)
      : rows.filter(({ line }) => line <= (options.skip ?? 0)).length;
  const table = rows.slice(skip);
  const lines = options.header ? 0 : countHeader(table);
  const header = table.slice(0, lines);
  return toLayout(rows.slice(0, skip), header, table.slice(lines), block);
}

function toLayout(
  preamble: readonly SampleRecord[],
  header: readonly SampleRecord[],
  below: readonly SampleRecord[],
  block: TableBlock | undefined,
): Layout {
  const hasRuler = header.length > 0 && below[0] !== undefined && isRuler(below[0]);
  const data = hasRuler ? below.slice(1) : below;
  const names = header.at(-1)?.cells.length ?? 0;
  const width = data.length === 0 ? names : (block?.width ?? usualLength(data, names));
  return { preamble: hasRuler ? [...preamble, ...below.slice(0, 1)] : preamble, header, data, width };
}

function layoutByLines(rows: readonly SampleRecord[], lines: readonly number[]): Layout {
  const first = Math.min(...lines);
  const last = Math.max(...lines);
  const header = rows.filter(({ line }) => lines.includes(line));
  return toLayout(
    rows.filter(({ line }) => line < first),
    header,
    rows.filter(({ line }) => line > last),
    findBlock(rows),
  );
}

/** How many cells most records have, lines drawn left out; of two lengths as frequent, that of the names, else the longer. */
function usualLength(rows: readonly SampleRecord[], names?: number): number {
  const counts = new Map<number, number>();
  const counted = rows.filter((row) => row.cells.length > 1 || !isRuler(row));
  for (const { cells } of counted) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const isNames = (length: number): number => Number(length === names);
  return (
    [...counts].sort(
      ([a, often], [b, oftenB]) => oftenB - often || isNames(b) - isNames(a) || b - a,
    )[0]?.[0] ?? 0
  );
}

/** A preamble is lines with far fewer cells than the table, at its top. A header that is a little short is no preamble. */
function countPreamble(rows: readonly SampleRecord[], usual: number, block: TableBlock | undefined): number {
  if (usual < 2) return 0;
  const start = block?.rows[0] ? rows.indexOf(block.rows[0]) : 0;
  const first = rows.findIndex((row, index) => {
    const filled = row.cells.filter((cell) => cell.trim() !== '').length;
    if (isLabelled(row.cells, usual) || isComment(rows, index)) return false;
    // A few values above the names; a few words there may be names of groups.
    const isFew = index < start && filled * 2 <= usual && row.cells.some(looksTyped);
    if (isFew && !isHeader(row.cells, rows.slice(index + 1))) return false;
    const isPair = usual === 2 && row.cells.length === 2 && !isTitle(row, rows.slice(index + 1));
    return row.cells.length * 2 > usual && (filled > 1 || isPair);
  });
  return first > 0 && first <= MAX_PREAMBLE ? first : 0;
}

/** A line behind a `#` with names above values further down; without them it holds the names itself. */
function isComment(rows: readonly SampleRecord[], index: number): boolean {
  const isMarked = (row: SampleRecord | undefined): boolean => row?.cells[0]?.trim().startsWith('#') === true;
  if (!isMarked(rows[index])) return false;
  const next = rows.findIndex((row, at) => at > index && !isMarked(row));
  return next > 0 && isTable(rows.slice(next));
}

/** A few cells that say what they are: `单位：某公司`, `Period: 2024-01`, `已支出:2笔,20.50元`. They stand above a table and below it. */
export function isLabelled(cells: readonly string[], width: number): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const isFew = filled.length > 0 && filled.length * 2 <= width;
  if (isFew && cells.length < width && isNamed(filled[0] ?? '')) return true;
  return isFew && filled.every((cell, at) => isNamed(cell) || /[:：]$/u.test(filled[at - 1] ?? ''));
}

function isNamed(cell: string): boolean {
  return /\p{L}/u.test(cell.slice(0, Math.max(0, cell.search(/[:：]/))));
}

/** A line drawn under the names, of as many cells as they. */
function isRuler({ cells }: SampleRecord): boolean {
  return cells.every((cell) => /^[-=+:_ ]*$/.test(cell)) && cells.some((cell) => /[-=_]{2}/.test(cell));
}

/** Of two columns the second is blank, and the next record holds two names. */
function isTitle({ cells }: SampleRecord, [next, ...rest]: readonly SampleRecord[]): boolean {
  if (cells[0]?.trim() === '' || cells[1]?.trim() !== '' || next?.cells.length !== 2) return false;
  return next.cells.every((cell) => cell.trim() !== '') && isHeader(next.cells, rest);
}

/** How many records at the top of a table hold names: 0 when the first one is data. */
function countHeader(table: readonly SampleRecord[]): number {
  const [first, ...rest] = table;
  if (!first || !isHeader(first.cells, rest)) return 0;
  const isGroup = first.cells.some((cell) => cell.trim() === '') && first.cells.length > 2;
  let count = 1;
  while (count < MAX_HEADER && count + 1 < table.length) {
    const next = table[count] as SampleRecord;
    if (!isNextHeader(first, next, table.slice(count + 1), isGroup)) break;
    count++;
  }
  return count;
}

/** A second row of names repeats the first, names what a group row left open, or has words (units, questions) wherever values stand below it. */
function isNextHeader(
  first: SampleRecord,
  next: SampleRecord,
  rest: readonly SampleRecord[],
  isGroup: boolean,
): boolean {
  const cells = next.cells.map((cell) => cell.trim());
  if (cells.length < 2 || cells.length !== first.cells.length) return false;
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length === 0 || isRuler(next)) return false;
  const columns = columnsBelow(cells, rest);
  if (
    filled.some(looksTyped) &&
    !(isGroup && areTypedNames(cells, columns, fillForward(first.cells, cells.length)))
  )
    return false;
  if (cells.every((cell, index) => cell === first.cells[index]?.trim())) return true;
  const typed = columns.flatMap((below, index) =>
    below.length > 0 && share(below, looksTyped) >= 0.8 ? [index] : [],
  );
  const isNamed = typed.length > 0 && (isGroup || typed.every((index) => isName(cells[index] ?? '')));
  const named = isGroup ? joinHeader([first.cells, next.cells]) : filled;
  if (!isNamed || new Set(named).size * 2 <= named.length) return false;
  if (isGroup) return cells.every((cell, index) => cell !== '' || first.cells[index]?.trim() !== '');
  const isLikeOthers = cells.some((cell, index) => isOfShape(cell, columns[index] ?? []));
  return typed.length >= 2 && typed.length * 2 >= cells.length && !isLikeOthers;
}

function isName(cell: string): boolean {
  return cell !== '' && !isNullWord(cell, NULL_WORDS);
}

/** Whether a cell with digits is written as most others are: `C001` as `C002`. */
function isOfShape(cell: string, others: readonly string[]): boolean {
  const toShape = (text: string): string => text.replace(/\d+/g, '9').replace(/\p{L}+/gu, 'a');
  return (
    /\d/.test(cell) && others.length > 0 && share(others, (other) => toShape(other) === toShape(cell)) > 0.5
  );
}

/**
 * Names are texts that are not values and do not come again below them. A cell that reads as a value speaks against a
 * header, unless it is of another kind than the values below it; a column of values under a word speaks for one.
 */
export function isHeader(first: readonly string[], rest: readonly SampleRecord[]): boolean {
  const names = first.map((cell) => cell.trim());
  if (names.every((name) => name === '')) return false;
  const columns = columnsBelow(names, rest);
  if (names.some(looksTyped)) {
    const filled = names.filter((name) => name !== '');
    return new Set(filled).size === filled.length && areTypedNames(names, columns);
  }
  const blanks = names.filter((name) => name === '').length;
  const isTypedBelow = columns.some((cells, index) => {
    const values = cells.filter((cell) => cell !== names[index]);
    return names[index] !== '' && values.length > 0 && share(values, looksTyped) >= 0.8;
  });
  if (isTypedBelow) return true;
  if (blanks * 2 > names.length) return false;
  return !columns.some((cells, index) => names[index] !== '' && cells.includes(names[index] ?? ''));
}

function share(cells: readonly string[], test: (cell: string) => boolean): number {
  return cells.filter(test).length / cells.length;
}
