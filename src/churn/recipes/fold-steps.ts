import type { CellDraft, Recipe } from '../recipe.ts';

/**
 * The analysis with its steps folded while it is read: results that a chart draws, whose values stand in the text,
 * or that only prepare others, views and models among them. Tables that are the finding themselves stay open.
 */
export function foldSteps(recipe: Recipe): Recipe {
  return { ...recipe, write: (context) => fold(recipe.write(context)) };
}

function fold(drafts: readonly CellDraft[]): CellDraft[] {
  const drawn = new Set(
    drafts.flatMap(({ kind, attributes }) => (kind === 'chart' ? [attributes['from']] : [])),
  );
  const texts = drafts.flatMap(({ kind, body }) => (kind === 'text' ? [body] : [])).join('\n');
  const queries = drafts.flatMap(({ kind, body }) => (kind === 'query' ? [body] : [])).join('\n');
  const isStep = ({ kind, name, attributes }: CellDraft): boolean =>
    name !== undefined &&
    ((kind === 'model' && queries.includes(`from ${name}`)) ||
      (kind === 'query' &&
        ('view' in attributes ||
          drawn.has(name) ||
          texts.includes(`{{ ${name}.`) ||
          /(?:bands|_edges|_texts|_told|_words|_groups)(?:_\d+)?$/.test(name))));
  return drafts.map((draft) =>
    isStep(draft) ? { ...draft, attributes: { ...draft.attributes, folded: '' } } : draft,
  );
}
