import type { ImportRecipe } from '../intake/import-recipe.ts';
import type { ImportReport, LoadableKind } from '../intake/import-report.ts';
import { ProblemError } from '../problem.ts';

const TEXT: readonly LoadableKind[] = ['csv', 'tsv'];
const SHEET: readonly LoadableKind[] = ['xlsx', 'xls'];

/** Options that only some kinds of file have a use for. */
const KINDS: Partial<Record<keyof ImportRecipe, readonly LoadableKind[]>> = {
  encoding: TEXT,
  delimiter: TEXT,
  quote: TEXT,
  escape: TEXT,
  sheet: SHEET,
  range: SHEET,
  header: [...TEXT, ...SHEET],
  skip: [...TEXT, ...SHEET],
  footer: [...TEXT, ...SHEET],
  table: [...TEXT, ...SHEET],
  subtotals: [...TEXT, ...SHEET],
  shortRows: [...TEXT, ...SHEET],
};
const NAMES: Partial<Record<keyof ImportRecipe, string>> = {
  header: 'header-line',
  shortRows: 'short-rows',
  fileColumn: 'file-column',
};

/**
 * What was asked for must have had a meaning for the file that was found.
 * @throws ProblemError `cli-option-unfit`
 */
export function checkOptionsFit(asked: ImportRecipe, { file, kind, recipe }: ImportReport): void {
  const unfit = (Object.keys(asked) as (keyof ImportRecipe)[]).find((key) => {
    if (key === 'member') return recipe.member === null;
    if (key === 'fileColumn') return recipe.files.length === 0;
    return KINDS[key]?.includes(kind) === false;
  });
  if (unfit !== undefined)
    throw new ProblemError({
      code: 'cli-option-unfit',
      values: { option: `--${NAMES[unfit] ?? unfit}`, file, kind },
    });
}
