import { ProblemError } from '../problem.ts';

/** One of several files, and the names of its columns. */
export interface NamedFile {
  readonly file: string;
  readonly names: readonly string[];
}

/**
 * Where each column of `first` stands in `other`: the same columns, ignoring case, in any order.
 * @throws ProblemError `files-differ` with the columns that one of them lacks
 */
export function matchColumns(first: NamedFile, other: NamedFile): number[] {
  const lacks = (names: readonly string[], among: readonly string[]): string[] =>
    names.filter((name) => !among.some((one) => foldColumn(one) === foldColumn(name)));
  const missing = lacks(first.names, other.names);
  const extra = lacks(other.names, first.names);
  if (missing.length + extra.length > 0)
    throw new ProblemError({
      code: 'files-differ',
      values: { file: other.file, first: first.file, missing: toList(missing), extra: toList(extra) },
    });
  const folded = other.names.map(foldColumn);
  return first.names.map((name) => folded.indexOf(foldColumn(name)));
}

/** A column's name as SQL compares it. */
export function foldColumn(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function toList(names: readonly string[]): string {
  const MOST = 8;
  const shown = names.slice(0, MOST).map((name) => `“${name}”`);
  return names.length === 0 ? '–' : `${shown.join(', ')}${names.length > MOST ? ', …' : ''}`;
}
