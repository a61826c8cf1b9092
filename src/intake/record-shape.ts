import type { ColumnProfile } from './column-profile.ts';
import type { Subtotals } from './find-subtotals.ts';
import type { Dialect } from './scan-record.ts';

/** What a record must look like to be loaded. */
export interface RecordShape {
  readonly dialect: Dialect;
  /** Physical lines before the first record. */
  readonly skip: number;
  /** Cells of a record. */
  readonly width: number;
  /** Cells may be missing at a record's end. */
  readonly allowShort: boolean;
  /** A delimiter may stand at a record's end, with no cell after it. */
  readonly hasTail: boolean;
  /** The line on which another table begins. */
  readonly until?: number;
  /** Records at the end that are no data. */
  readonly footer?: number;
  /** The names, by which a header that comes again is known; with `takesAll` the records below it are loaded too. */
  readonly header?: readonly string[];
  readonly takesAll?: boolean;
  /** When given, subtotals between the rows are set aside. */
  readonly subtotals?: Subtotals;
  /** What the columns' cells have in common; when given, damaged records are mended by it. */
  readonly profiles?: readonly ColumnProfile[];
}

/** Whether only our own reader can read the text: the engine knows no runs, delimiters before the first cell, tables below one another, subtotals, or footers. */
export function needsCopy({ dialect, until, footer = 0, subtotals }: RecordShape): boolean {
  const { delimiter, quote, escape, isRun, hasLead, cuts } = dialect;
  // DuckDB drops a backslash that escapes nothing.
  const isOne =
    delimiter.length === 1 && delimiter.charCodeAt(0) < 128 && (escape === quote || escape === '');
  return (
    !isOne ||
    isRun === true ||
    hasLead === true ||
    cuts !== undefined ||
    subtotals?.isSeen === true ||
    until !== undefined ||
    footer > 0
  );
}

/** Why a record of `cells` cells does not fit, or nothing. */
export function findMisshape(
  shape: RecordShape,
  cells: number,
  isLastBlank: boolean,
): 'too-few-cells' | 'too-many-cells' | undefined {
  if (cells === shape.width) return undefined;
  if (cells < shape.width) return shape.allowShort ? undefined : 'too-few-cells';
  return shape.hasTail && cells === shape.width + 1 && isLastBlank ? undefined : 'too-many-cells';
}
