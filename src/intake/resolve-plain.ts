import { FILE_COLUMN, type ImportRecipe, type ResolvedRecipe } from './import-recipe.ts';

/** The recipe of a file that brings its own names and types. */
export function resolvePlain(recipe: ImportRecipe): ResolvedRecipe {
  return {
    encoding: null,
    delimiter: null,
    quote: null,
    escape: null,
    skip: 0,
    header: [],
    footer: 0,
    table: 1,
    subtotals: false,
    shortRows: false,
    mend: false,
    sheet: null,
    range: null,
    member: recipe.member ?? null,
    files: recipe.files ?? [],
    fileColumn: recipe.fileColumn ?? FILE_COLUMN,
    nulls: [],
    columns: {},
  };
}
