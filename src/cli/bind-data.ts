import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { openSourceFile } from '../engine/open-source-file.ts';
import { importFile } from '../intake/import-file.ts';
import { type ImportRecipe, fitRecipe } from '../intake/import-recipe.ts';
import type { ImportReport } from '../intake/import-report.ts';
import { parseRecipe } from '../intake/parse-recipe.ts';
import { relationName } from '../intake/relation-name.ts';
import type { Scratch } from '../intake/scratch.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { parseDataSpec } from '../notebook/parse-data-spec.ts';
import { type Problem, toProblem } from '../problem.ts';
import type { BoundTable } from '../runtime/runtime.ts';
import { openFiles } from './open-files.ts';

export interface BoundData {
  /** By data cell name. */
  readonly tables: Readonly<Record<string, BoundTable>>;
  /** Why a file could not be loaded, by data cell name. */
  readonly problems: ReadonlyMap<string, Problem>;
}

/**
 * Loads each file once, as the data cell says that it is read, and says which table each data cell stands on. `files` is
 * data cell name → path. `onLoaded` is called once for each file.
 */
export async function bindData(
  engine: Engine,
  scratch: Scratch,
  files: ReadonlyMap<string, string>,
  notebook: Notebook,
  onLoaded: (report: ImportReport) => void,
): Promise<BoundData> {
  const loaded = new Map<string, BoundTable>();
  const tables: Record<string, BoundTable> = {};
  const problems = new Map<string, Problem>();
  for (const [cell, path] of files) {
    try {
      const recipe = readRecipe(notebook, cell);
      const key = `${path} ${JSON.stringify(recipe)}`;
      const table = loaded.get(key) ?? (await load(path, recipe));
      loaded.set(key, table);
      tables[cell] = table;
    } catch (error) {
      problems.set(cell, toProblem(error));
    }
  }
  return { tables, problems };

  async function load(path: string, recipe: ImportRecipe): Promise<BoundTable> {
    const several = (recipe.files ?? []).map((name) => join(dirname(path), name));
    const isOne = several.length === 0 || existsSync(path);
    const { file, recipe: own } = isOne
      ? { file: await openSourceFile(path), recipe: fitRecipe(recipe, path) }
      : await openFiles(several, recipe);
    const taken = [...loaded.values()].map((table) => table.relation);
    const { name } = relationName(file.name, taken);
    const report = await importFile({ engine, file, relation: name, scratch, recipe: own });
    onLoaded(report);
    const stamps = (isOne ? [path] : several).map((one) => {
      const { size, mtimeMs } = statSync(one);
      return `${one} ${size} ${mtimeMs}`;
    });
    return { relation: report.relation, version: `${stamps.join(' ')} ${JSON.stringify(recipe)}` };
  }
}

function readRecipe({ cells }: Notebook, name: string): ImportRecipe {
  const cell = cells.find((one) => one.kind === 'data' && one.name === name);
  return parseRecipe(cell && parseDataSpec(cell.body).import);
}
