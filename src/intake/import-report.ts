import type { Engine } from '../engine/engine.ts';
import type { SourceFile } from '../engine/source.ts';
import type { Scratch } from './scratch.ts';
import type { SurveyRecords } from './survey-records.ts';

/** What can be loaded now; detection knows more kinds, see `detect-kind.ts`. */
export type LoadableKind = 'csv' | 'tsv' | 'parquet';

/** A line of the file that is not in the table. `line` counts from 1 in the file as it is on disk. */
export interface SetAside {
  readonly line: number;
  readonly reason: string;
  readonly text: string;
}

export interface ColumnReport {
  readonly name: string;
  /** DuckDB's type as `DESCRIBE` prints it. */
  readonly type: string;
  readonly nulls: number;
  /** Cells that kept a nearly typed column text; 0 for every other column. */
  readonly misfits: number;
  /** Up to three different misfits. */
  readonly examples: readonly string[];
  /** The type that all but the misfits fit. */
  readonly nearly?: string;
}

/** Something the user should see about how the file was read: a code of a sentence in `locale/`. */
export interface Notice {
  readonly code: NoticeCode;
  readonly values: Readonly<Record<string, string | number>>;
}

export type NoticeCode =
  | 'noticeHeaderOnly'
  | 'noticeNoHeader'
  | 'noticePreamble'
  | 'noticeNamesChanged'
  | 'noticeShortRows'
  | 'noticeRewritten';

/** The account of one file. Always `records = loaded + setAside.length`. */
export interface ImportReport {
  readonly file: string;
  readonly kind: LoadableKind;
  /** As the Encoding standard spells it, `utf-8`; null for Parquet. */
  readonly encoding: string | null;
  /** Empty for a file of one column; null for Parquet. */
  readonly delimiter: string | null;
  readonly relation: string;
  readonly records: number;
  readonly loaded: number;
  readonly setAside: readonly SetAside[];
  readonly columns: readonly ColumnReport[];
  readonly notices: readonly Notice[];
}

export type ImportStage = 'inspect' | 'rewrite' | 'load' | 'account';

/** `percent` is of the whole import and never falls. */
export interface ImportProgress {
  readonly stage: ImportStage;
  readonly percent: number;
  readonly rows?: number;
  readonly bytes?: number;
}

/** What the user says about the file; what is left out is found from the file. */
export interface ImportOptions {
  /** As the Encoding standard spells it. */
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly quote?: string;
  /** Whether the first record holds the names. */
  readonly header?: boolean;
  /** Records before the header. */
  readonly skip?: number;
}

export interface ImportJob {
  readonly engine: Pick<Engine, 'load' | 'query' | 'rename' | 'drop'>;
  readonly file: SourceFile;
  /** Name of the table to make in schema `files`. */
  readonly relation: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly options?: ImportOptions;
  /** Where copies are kept as long as their tables; Blobs, when left out. */
  readonly scratch?: Scratch;
  /** Who counts the records; this thread, when left out. */
  readonly survey?: SurveyRecords;
}
