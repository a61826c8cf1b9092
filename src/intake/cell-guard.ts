import { quoteText } from '../sql/quote.ts';

/**
 * What stands around the values of a column and is no part of them: `="00123"` and `'00123`, by which exports keep Excel
 * from changing a value, and the spaces or tabs that fill cells up to one width.
 */
export type CellGuard = 'formula' | 'apostrophe' | 'padding';

const FORMULA = /^="([^"]*)"\s*$/;
const APOSTROPHE = /^'(?=[0-9+=-])/;

/** What tells each guard, and how many cells it takes. Two that are filled up to one width are enough for that. */
const SIGNS: readonly (readonly [
  guard: CellGuard,
  least: number,
  fits: (cells: readonly string[]) => boolean,
])[] = [
  ['formula', 3, (cells) => isHalf(cells, (cell) => FORMULA.test(cell))],
  ['apostrophe', 3, (cells) => cells.every((cell) => APOSTROPHE.test(cell) && !cell.endsWith("'"))],
  ['padding', 2, (cells) => isOfOneWidth(cells) && cells.every((cell) => cell !== cell.trimEnd())],
  ['padding', 3, (cells) => isHalf(cells, (cell) => cell.trim() !== cell) && isFilledUp(cells)],
];

/** The guard of a column's cells (blanks left out), or nothing. */
export function maybeGuard(cells: readonly string[]): CellGuard | undefined {
  return SIGNS.find(([, least, fits]) => cells.length >= least && fits(cells))?.[0];
}

function isHalf(cells: readonly string[], test: (cell: string) => boolean): boolean {
  return cells.filter(test).length * 2 >= cells.length;
}

function isOfOneWidth(cells: readonly string[]): boolean {
  return cells.every(({ length }) => length === cells[0]?.length);
}

function isFilledUp(cells: readonly string[]): boolean {
  return (
    isOfOneWidth(cells) ||
    isHalf(cells, (cell) => /^\t|\t *$/.test(cell)) ||
    cells.every((cell) => /^[ \t]|[ \t]$/.test(cell))
  );
}

/** The value inside its guard. */
export function removeGuard(cell: string, guard: CellGuard | undefined): string {
  if (guard === 'formula') return cell.replace(FORMULA, '$1');
  if (guard === 'apostrophe') return cell.replace(APOSTROPHE, '');
  return guard === 'padding' ? trimPadding(cell) : cell;
}

/** In one pass: a pattern would begin anew at each space of a long cell. */
function trimPadding(cell: string): string {
  const isPadding = (at: number): boolean => cell[at] === ' ' || cell[at] === '\t';
  let start = 0;
  let end = cell.length;
  while (start < end && isPadding(start)) start++;
  while (end > start && isPadding(end - 1)) end--;
  return cell.slice(start, end);
}

/** SQL of {@link removeGuard}; an empty value is null. */
export function guardedValue(c: string, guard: CellGuard | undefined): string {
  if (guard === undefined) return c;
  const replace = (pattern: string): string =>
    `regexp_replace(${c}, ${quoteText(pattern)}, ${quoteText('\\1')})`;
  const value =
    guard === 'formula'
      ? replace('^="([^"]*)"\\s*$')
      : guard === 'apostrophe'
        ? replace("^'([0-9+=-])")
        : `trim(${c}, ' \t')`;
  return `nullif(${value}, '')`;
}
