import { statSync } from 'node:fs';
import type { Engine } from '../engine/engine.ts';
import { openSourceFile } from '../engine/open-source-file.ts';
import { importFile } from '../intake/import-file.ts';
import { relationName } from '../intake/relation-name.ts';
import type { Scratch } from '../intake/scratch.ts';
import { type Problem, toProblem } from '../problem.ts';
import type { BoundTable } from '../runtime/runtime.ts';

export interface BoundData {
  /** By data cell name. */
  readonly tables: Readonly<Record<string, BoundTable>>;
  /** Why a file could not be loaded, by data cell name. */
  readonly problems: ReadonlyMap<string, Problem>;
}

/** Loads each file once and says which table each data cell stands on. `files` is data cell name → path. */
export async function bindData(
  engine: Engine,
  scratch: Scratch,
  files: ReadonlyMap<string, string>,
): Promise<BoundData> {
  const loaded = new Map<string, BoundTable>();
  const tables: Record<string, BoundTable> = {};
  const problems = new Map<string, Problem>();
  for (const [cell, path] of files) {
    try {
      const table = loaded.get(path) ?? (await load(path));
      loaded.set(path, table);
      tables[cell] = table;
    } catch (error) {
      problems.set(cell, toProblem(error));
    }
  }
  return { tables, problems };

  async function load(path: string): Promise<BoundTable> {
    const file = await openSourceFile(path);
    const taken = [...loaded.values()].map((table) => table.relation);
    const { name } = relationName(file.name, taken);
    const { relation } = await importFile({ engine, file, relation: name, scratch });
    const { size, mtimeMs } = statSync(path);
    return { relation, version: `${path} ${size} ${mtimeMs}` };
  }
}
