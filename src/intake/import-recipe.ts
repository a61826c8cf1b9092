/**
 * What the user says about a file, kept with the data cell as `import:`. What is left out is found from the file, so that
 * `{}` reads every file on its own, and a resolved recipe reads next month's file the same way.
 */
export interface ImportRecipe {
  /** As the Encoding standard spells it. */
  readonly encoding?: string;
  /** One or more characters; {@link SPACES} for runs of spaces; empty for a file of one column. */
  readonly delimiter?: string;
  /** Empty when no character quotes. */
  readonly quote?: string;
  readonly escape?: string;
  /** Lines left out at the top, before header and table; rows of a sheet. */
  readonly skip?: number;
  /** The lines (rows of a sheet) that hold the names, from 1 in the file; none when the columns have no names. */
  readonly header?: readonly number[];
  /** Records at the end that are no data: totals, notes. */
  readonly footer?: number;
  /** Whether subtotals between the rows are loaded as rows. */
  readonly subtotals?: boolean;
  /** Which of several tables in one file, from 1; `all` when they have the same columns. */
  readonly table?: number | 'all';
  /** Whether records with cells missing at their end are loaded. */
  readonly shortRows?: boolean;
  /** Whether a damaged record is mended when there is only one way to do it. */
  readonly mend?: boolean;
  readonly sheet?: string;
  /** Cells of the sheet, `B3:F200`. */
  readonly range?: string;
  /** Which file of an archive. */
  readonly member?: string;
  /** Files of an archive, or files that came together, that are loaded one after the other as one table. */
  readonly files?: readonly string[];
  /** The column that says from which of `files` a row is; {@link FILE_COLUMN}, when left out, and none for `false`. */
  readonly fileColumn?: string | false;
  /** Words that mean null, in every column. Left out: the usual ones, in columns that are not text. */
  readonly nulls?: readonly string[];
  /** By the name that the file gives the column. */
  readonly columns?: Readonly<Record<string, ColumnRecipe>>;
}

export interface ColumnRecipe {
  /** Another name. */
  readonly name?: string;
  /** `text`, the id of a form (`day-first`, `yes-no` …), or a family of forms: `number`, `date`, `timestamp`, `boolean`. */
  readonly form?: string;
  /** The user's yes: cells that do not fit the form become null. Without it they keep the column text. */
  readonly misfits?: 'null';
}

/** A recipe with every choice made, as a file was or would be read. `null` where the kind of file has no such thing. */
export interface ResolvedRecipe {
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly quote: string | null;
  readonly escape: string | null;
  readonly skip: number;
  readonly header: readonly number[];
  readonly footer: number;
  /** The footer was asked for; one that was found is this file's own and is not kept for the next. */
  readonly isFooterAsked?: boolean;
  readonly subtotals: boolean;
  readonly table: number | 'all';
  readonly shortRows: boolean;
  readonly mend: boolean;
  readonly sheet: string | null;
  readonly range: string | null;
  readonly member: string | null;
  /** Empty when it is one file. */
  readonly files: readonly string[];
  readonly fileColumn: string | false;
  readonly nulls: readonly string[];
  readonly columns: Readonly<Record<string, ColumnRecipe>>;
}

/** The delimiter of columns set apart by runs of spaces. */
export const SPACES = 'spaces';

/** What the column is called that says from which file a row is. */
export const FILE_COLUMN = 'file';

/** Words that mean null in a column of numbers, dates or truth values, ignoring case. Blank cells always do. */
export const NULL_WORDS: readonly string[] = [
  'NULL',
  '(null)',
  '\\N',
  'N/A',
  '#N/A',
  'NA',
  'NaN',
  'None',
  'nil',
  '-',
  '--',
  '—',
  '无',
  '空',
  '缺失',
  '#NULL!',
  '#VALUE!',
  '#DIV/0!',
  '#REF!',
  '#NAME?',
  '#NUM!',
];

/** A recipe without what only holds for an archive, unless the file is one by its name. */
export function fitRecipe(recipe: ImportRecipe, fileName: string): ImportRecipe {
  if (/\.(?:zip|tar|tgz|gz)$/i.test(fileName)) return recipe;
  return omitChoices(recipe, ['files', 'fileColumn', 'member']);
}

/** A recipe that leaves some choices open. */
export function omitChoices(recipe: ImportRecipe, keys: readonly (keyof ImportRecipe)[]): ImportRecipe {
  return Object.fromEntries(
    Object.entries(recipe).filter(([key]) => !keys.includes(key as keyof ImportRecipe)),
  );
}

/** A copy that can be sent to a worker, whatever the recipe was made of (a proxy cannot be sent). */
export function copyRecipe(recipe: ImportRecipe): ImportRecipe {
  return JSON.parse(JSON.stringify(recipe)) as ImportRecipe;
}
