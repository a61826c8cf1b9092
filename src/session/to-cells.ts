import type { CellDraft } from '../churn/recipe.ts';
import type { StartCell } from '../churn/start/write-start.ts';
import type { RecipeCell } from './recipes.ts';

/** Drafts of `churn/` as cells to insert; their names are new already. */
export function toRecipeCells(drafts: readonly (CellDraft | StartCell)[]): RecipeCell[] {
  return drafts.map(({ kind, name, attributes, body }) => ({ kind, name: name ?? null, attributes, body }));
}
