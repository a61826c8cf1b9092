import type { CellDraft, Recipe } from '../recipe.ts';

/**
 * The analysis with its steps folded while it is read: results that a chart draws, whose values stand in the text,
 * or that only prepare others. Tables that are the finding themselves stay open.
 */
export function foldSteps(recipe: Recipe): Recipe {
  return { ...recipe, write: (context) => fold(recipe.write(context)) };
}

function fold(drafts: readonly CellDraft[]): CellDraft[] {
  const drawn = new Set(
    drafts.flatMap(({ kind, attributes }) => (kind === 'chart' ? [attributes['from']] : [])),
  );
  const texts = drafts.flatMap(({ kind, body }) => (kind === 'text' ? [body] : [])).join('\n');
  const isStep = (name: string): boolean =>
    drawn.has(name) ||
    texts.includes(`{{ ${name}.`) ||
    /(?:bands|_edges|_texts|_told|_words|_groups)(?:_\d+)?$/.test(name);
  return drafts.map((draft) =>
    draft.kind === 'query' && draft.name !== undefined && !('view' in draft.attributes) && isStep(draft.name)
      ? { ...draft, attributes: { ...draft.attributes, folded: '' } }
      : draft,
  );
}
