import type { Value } from '../engine/table.ts';
import type { ImportJob, LoadableKind, Mended, Notice, Question, SetAside } from './import-report.ts';
import type { ResolvedRecipe } from './import-recipe.ts';

/** What a preview needs of an import. */
export type PreviewJob = Pick<ImportJob, 'file' | 'recipe' | 'signal' | 'scratch' | 'tasks'> & {
  readonly engine: Pick<ImportJob['engine'], 'query' | 'load' | 'convert' | 'drop'>;
};

/** The first rows of a file as they will be loaded, and all that can be chosen about it. */
export interface ImportPreview {
  readonly file: string;
  readonly kind: LoadableKind;
  /** How the file is read now: the recipe asked for, filled in from the file. */
  readonly recipe: ResolvedRecipe;
  readonly choices: ImportChoices;
  readonly columns: readonly PreviewColumn[];
  /** Cells in the order of `columns`. */
  readonly rows: readonly (readonly Value[])[];
  /** The first lines as they stand in the file, and what each is taken for. Empty for files that are no text or sheet. */
  readonly lines: readonly PreviewLine[];
  /** Of the part that was read. */
  readonly setAside: readonly SetAside[];
  readonly mended: readonly Mended[];
  readonly notices: readonly Notice[];
  readonly questions: readonly Question[];
  /** Whether the part that was read is the whole file, so that the preview decides everything. */
  readonly isWhole: boolean;
}

/** What a user can choose from; empty lists where the kind of file leaves no choice. */
export interface ImportChoices {
  readonly encodings: readonly string[];
  /** As in `ImportRecipe.delimiter`. */
  readonly delimiters: readonly string[];
  readonly quotes: readonly string[];
  readonly sheets: readonly SheetChoice[];
  /** Files of an archive that can be read. */
  readonly members: readonly string[];
  /** Tables found one below the other. */
  readonly tables: readonly TableChoice[];
}

export interface SheetChoice {
  readonly name: string;
  /** Used cells, `A1:F200`; empty when the sheet is. */
  readonly range: string;
  readonly isHidden: boolean;
}

export interface TableChoice {
  /** As in `ImportRecipe.table`. */
  readonly table: number;
  /** Its first line. */
  readonly line: number;
  readonly columns: number;
}

export interface PreviewColumn {
  /** The name in the file: the key in `ImportRecipe.columns`. */
  readonly source: string;
  readonly name: string;
  /** DuckDB's type. */
  readonly type: string;
  /** Id of the form taken, or `text`. */
  readonly form: string;
  /** What the sample would also allow, `text` always among them. */
  readonly forms: readonly string[];
  /** Cells of the sample that do not fit the form that was asked for, and the first three. */
  readonly misfits: number;
  readonly examples: readonly string[];
}

export interface PreviewLine {
  /** From 1 in the file. */
  readonly line: number;
  readonly text: string;
  readonly role: 'skipped' | 'header' | 'data' | 'set-aside';
}
