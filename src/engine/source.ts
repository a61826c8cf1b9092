/** A file as the platform gives it: a DOM `File`, or its like in Node (`path` set). Read in slices, never whole. */
export interface SourceFile {
  readonly name: string;
  readonly size: number;
  readonly path?: string;
  slice(start?: number, end?: number): Blob;
}

/** A column of a loaded table made anew: of `type`, by an expression over the table's columns. */
export interface Conversion {
  readonly name: string;
  readonly type: string;
  readonly expression: string;
}

/** A delimited UTF-8 text file. `select` makes the table's columns from those that are read: as text, where no type is given. */
export interface CsvSource {
  readonly kind: 'csv';
  readonly file: SourceFile;
  readonly delimiter: string;
  /** Empty when the file has no quoting. */
  readonly quote: string;
  readonly escape: string;
  /** Physical lines before the header (or before the first record, when there is no header). */
  readonly skip: number;
  readonly header: boolean;
  /** Column names in file order, already unique. */
  readonly names: readonly string[];
  /**
   * The types that the reader itself gives to columns, by name. A line with a cell that it cannot read so is rejected, and it takes
   * `12.5` for a BIGINT: for columns of which the caller knows better.
   */
  readonly types?: Readonly<Record<string, string>>;
  /** The table's columns: SQL expressions over those that are read. */
  readonly select: readonly { readonly name: string; readonly expression: string }[];
  /** What becomes of the table's columns once all of them are there. */
  readonly conversions?: readonly Conversion[];
  /** All records end with it. Without it the engine finds out, and may take a line end inside of quotes for one. */
  readonly newLine?: '\n';
  /** Whether lines that do not fit are left out without a word, for callers that find and count them themselves: telling them takes the engine forty times as long. */
  readonly leavesOutRejects?: boolean;
  /** Missing cells at a line's end become null instead of setting the line aside. */
  readonly allowShort?: boolean;
}

/** A Parquet file, read by row group. */
export interface ParquetSource {
  readonly kind: 'parquet';
  readonly file: SourceFile;
  /** The first rows are enough: about so many, and at least that, are loaded. */
  readonly rows?: number;
  /** What becomes of the table's columns once all of them are there. */
  readonly conversions?: readonly Conversion[];
}

export type Source = CsvSource | ParquetSource;
