import type { ColumnRecipe, ImportRecipe, ResolvedRecipe } from '../intake/import-recipe.ts';

/** A choice about a file; `undefined` leaves it to be found from the file. */
export type RecipeChange = { readonly [Key in keyof ImportRecipe]?: ImportRecipe[Key] | undefined };

/** Choices that stand on others: with another sheet or delimiter, header lines and columns are found anew. */
const RESTS_ON: Partial<Record<keyof ImportRecipe, readonly (keyof ImportRecipe)[]>> = {
  files: ['member', 'sheet', 'range', 'header', 'skip', 'footer', 'table', 'columns'],
  member: ['files', 'fileColumn', 'sheet', 'range', 'header', 'skip', 'footer', 'table', 'columns'],
  sheet: ['range', 'header', 'skip', 'footer', 'table', 'columns'],
  table: ['header', 'skip', 'footer', 'columns'],
  range: ['header', 'skip', 'footer', 'columns'],
};

/** A recipe with some choices changed. What says the same as the automatic reading is left out. */
export function changeRecipe(
  recipe: ImportRecipe,
  change: RecipeChange,
  automatic: ResolvedRecipe | null,
): ImportRecipe {
  const dropped = Object.keys(change).flatMap((key) => RESTS_ON[key as keyof ImportRecipe] ?? []);
  const kept = Object.entries(recipe).filter(([key]) => !dropped.includes(key as keyof ImportRecipe));
  const merged = Object.entries({ ...Object.fromEntries(kept), ...change });
  return Object.fromEntries(
    merged.filter(([key, value]) => {
      if (value === undefined) return false;
      if (key === 'columns') return Object.keys(value as object).length > 0;
      return automatic === null || !isSame(value, automatic[key as keyof ResolvedRecipe]);
    }),
  ) as ImportRecipe;
}

/** The columns of a recipe with one of them changed; `undefined` takes a choice back. */
export function changeColumn(
  { columns = {} }: ImportRecipe,
  source: string,
  change: { readonly [Key in keyof ColumnRecipe]?: ColumnRecipe[Key] | undefined },
): Readonly<Record<string, ColumnRecipe>> {
  const entries = Object.entries({ ...columns[source], ...change }).filter(
    ([, value]) => value !== undefined,
  );
  const others = Object.fromEntries(Object.entries(columns).filter(([name]) => name !== source));
  return entries.length === 0 ? others : { ...others, [source]: Object.fromEntries(entries) as ColumnRecipe };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
