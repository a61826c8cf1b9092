import type { SampleRecord } from './scan-sample.ts';

/**
 * Whether the records below have one cell more than the names, the first: R writes the names of rows there, in quotes, and
 * no name above them. They differ, or count the rows.
 */
export function hasRowNames(names: readonly string[], data: readonly SampleRecord[]): boolean {
  const width = names.length + 1;
  const first = data.map(({ cells }) => cells[0] ?? '');
  if (data.length < 2 || data.some(({ cells }) => cells.length !== width)) return false;
  const isQuoted = (at: number): boolean => data.every(({ quotedAt }) => quotedAt.includes(at));
  const isPlain = (at: number): boolean => data.every(({ quotedAt }) => !quotedAt.includes(at));
  if (!isQuoted(0)) return false;
  if (first.every((cell, at) => cell === String(at + 1))) return true;
  // In a file with quotes around everything the last name may be the one that is missing.
  return names.some((_, at) => isPlain(at + 1)) && new Set(first).size === first.length;
}

/** Without quotes only numbers that count the rows are sure to be no data. */
function countsRows(names: readonly string[], data: readonly SampleRecord[]): boolean {
  const isCounted = ({ cells }: SampleRecord, at: number): boolean =>
    cells.length === names.length + 1 && cells[0] === String(at + 1);
  return data.length > 1 && data.every(isCounted);
}

/** The names with a blank one for the names of rows. */
export function withRowNames(
  names: readonly string[],
  data: readonly SampleRecord[],
  { delimiter }: { readonly delimiter: string },
): readonly string[] {
  return hasRowNames(names, data) || (delimiter === ' ' && countsRows(names, data)) ? ['', ...names] : names;
}
