import { expect, test } from 'vitest';
import { planPreview } from './plan-preview.ts';
import { toRecipe } from './to-recipe.ts';

const file = (rows: number, total: string): File =>
  new File(
    [`id,n\n${Array.from({ length: rows }, (_, row) => `C${row},${row}\n`).join('')}${total}`],
    'a.csv',
  );

test('a footer that was found is not kept: next month ends without one, or with another', async () => {
  const { preview } = await planPreview({ file: file(30, 'Total,435\n'), isWhole: true, recipe: {} });
  expect(preview.recipe.footer).toBe(1);
  const recipe = toRecipe(preview.recipe);
  expect(recipe).not.toHaveProperty('footer');
  const next = await planPreview({ file: file(40, ''), isWhole: true, recipe });
  expect(next.preview.setAside).toEqual([]);
  expect(next.preview.recipe.footer).toBe(0);
});

test('a footer that was asked for is kept, also that there is none', async () => {
  for (const footer of [0, 2]) {
    const { preview } = await planPreview({
      file: file(30, 'Total,435\n'),
      isWhole: true,
      recipe: { footer },
    });
    expect(toRecipe(preview.recipe)).toMatchObject({ footer });
  }
});
