import type { Engine } from '../engine/engine.ts';
import type { SourceFile } from '../engine/source.ts';
import type { ImportRecipe, ResolvedRecipe } from './import-recipe.ts';
import type { Scratch } from './scratch.ts';
import type { IntakeTasks } from './intake-tasks.ts';

/** What can be loaded; detection knows more kinds, see `detect-kind.ts`. */
export type LoadableKind = 'csv' | 'tsv' | 'parquet' | 'xlsx' | 'xls' | 'json' | 'arrow';

/** A line of the file that is not in the table. `line` counts from 1 in the file as it is on disk. */
export interface SetAside {
  /** Which of several files. */
  readonly file?: string;
  readonly line: number;
  readonly reason: string;
  readonly text: string;
}

/** A damaged record that was loaded all the same, since there is only one way to read it. */
export interface Mended {
  readonly file?: string;
  readonly line: number;
  /** What was done: the key of a sentence is found with `toMendKey`. */
  readonly how: MendKind;
  readonly text: string;
}

export type MendKind = 'extra-delimiter' | 'missing-delimiter' | 'inner-quote' | 'loose-spaces';

/** Something that only the user can know. Until answered (in the recipe), the cells stay as the answer `taken` says. */
export interface Question {
  readonly column: string;
  /** The key of a sentence in `locale/`, with `values`. */
  readonly code: QuestionCode;
  readonly values: Readonly<Record<string, string | number>>;
  /** Forms to choose from, for `ImportRecipe.columns[…].form`. */
  readonly choices: readonly string[];
  readonly taken: string;
}

export type QuestionCode =
  | 'questionDayMonth'
  | 'questionBoolean'
  | 'questionOffset'
  | 'questionDecimal'
  | 'questionCreditDebit'
  | 'questionShortMonth'
  | 'questionRocDate';

export interface ColumnReport {
  readonly name: string;
  /** Its name in the file, where another was given. */
  readonly source?: string;
  /** Id of the form that its cells have, or `text`; absent for files that bring their types. */
  readonly form?: string;
  /** Words other than blanks that became null, and how often. */
  readonly nullWords?: readonly { readonly word: string; readonly count: number }[];
  /** Whether the misfits became null, as the recipe allows; otherwise they keep the column text. */
  readonly misfitsAreNull?: boolean;
  /** DuckDB's type as `DESCRIBE` prints it. */
  readonly type: string;
  readonly nulls: number;
  /** Cells that kept a nearly typed column text; 0 for every other column. */
  readonly misfits: number;
  /** Up to three different misfits. */
  readonly examples: readonly string[];
  /** The type that all but the misfits fit. */
  readonly nearly?: string;
  /** Id of the form with that type. */
  readonly nearlyForm?: string;
}

/** A cell that does not fit the type of its column. It is in the table as text, or null with the user's yes. */
export interface MisfitCell {
  /** Which of several files. */
  readonly file?: string;
  /** Where its record begins. */
  readonly line: number;
  /** From 1 in the table. */
  readonly row: number;
  readonly column: string;
  readonly text: string;
}

/** Something the user should see about how the file was read: a code of a sentence in `locale/`. */
export interface Notice {
  /** Which of several files. */
  readonly file?: string;
  readonly code: NoticeCode;
  readonly values: Readonly<Record<string, string | number>>;
}

export type NoticeCode =
  | 'noticeHeaderOnly'
  | 'noticeNoHeader'
  | 'noticePreamble'
  | 'noticeNamesChanged'
  | 'noticeShortRows'
  | 'noticeRewritten'
  | 'noticeMended'
  | 'noticeFooter'
  | 'noticeSubtotals'
  | 'noticeOtherTable'
  | 'noticeNulBytes'
  | 'noticeHeaderRows'
  | 'noticePercent'
  | 'noticeTenThousands'
  | 'noticePeriodStart'
  | 'noticeEra'
  | 'noticeUtc'
  | 'noticeOffset'
  | 'noticeOtherSheets'
  | 'noticeMember'
  | 'noticeJsonPart'
  | 'noticeStrayCells'
  | 'noticeDumpNulls'
  | 'noticeGuards'
  | 'noticeShortenedIds';

/** One of several files that became one table. */
export interface FileAccount {
  readonly file: string;
  readonly encoding: string | null;
  readonly records: number;
  readonly loaded: number;
  readonly setAside: number;
}

/** The account of one file, or of several that became one table. Always `records = loaded + setAside.length`. */
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
  /** The cells behind the columns' `misfits`, by column and row; the first {@link MOST_MISFITS} of them. */
  readonly misfitCells: readonly MisfitCell[];
  /** Records that were mended; they are among `loaded`. */
  readonly mended: readonly Mended[];
  readonly questions: readonly Question[];
  /** How the file was read, to be kept for the next one. */
  readonly recipe: ResolvedRecipe;
  /** Of several files each; the sums are those of the report. */
  readonly files?: readonly FileAccount[];
}

export const MOST_MISFITS = 100_000;

export type ImportStage = 'inspect' | 'rewrite' | 'load' | 'account';

/** `percent` is of the whole import and never falls. */
export interface ImportProgress {
  readonly stage: ImportStage;
  readonly percent: number;
  readonly rows?: number;
  readonly bytes?: number;
}

export interface ImportJob {
  readonly engine: Pick<Engine, 'load' | 'convert' | 'query' | 'rename' | 'drop' | 'write'>;
  readonly file: SourceFile;
  /** Name of the table to make in schema `files`. */
  readonly relation: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly recipe?: ImportRecipe;
  /** Where copies are kept as long as their tables; Blobs, when left out. */
  readonly scratch?: Scratch;
  /** Who does the heavy work; this thread, when left out. */
  readonly tasks?: IntakeTasks;
}
