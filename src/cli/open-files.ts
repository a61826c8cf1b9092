import { openSourceFile } from '../engine/open-source-file.ts';
import type { SourceFile } from '../engine/source.ts';
import { bundleName } from '../intake/bundle-name.ts';
import type { ImportRecipe } from '../intake/import-recipe.ts';
import { uniqueNames, writeTar } from '../intake/write-tar.ts';

/**
 * One file as it is, several as one archive with the recipe that makes them one table.
 * @throws ProblemError `file-gone`
 */
export async function openFiles(
  paths: readonly string[],
  recipe: ImportRecipe,
): Promise<{ file: SourceFile; recipe: ImportRecipe }> {
  const files = await Promise.all(paths.map(openSourceFile));
  const [first, ...others] = files;
  if (first && others.length === 0) return { file: first, recipe };
  const names = files.map(({ name }) => name);
  return { file: writeTar(bundleName(names), files), recipe: { ...recipe, files: uniqueNames(names) } };
}
