import { join } from 'node:path';
import type { Engine } from '../../src/engine/engine.ts';
import { openSourceFile } from '../../src/engine/open-source-file.ts';
import { createFileScratch } from '../../src/cli/create-file-scratch.ts';
import { importFile } from '../../src/intake/import-file.ts';

/** Loads a file as `files."<relation>"`, through the app's own import. */
export async function loadFile(engine: Engine, path: string, relation: string): Promise<void> {
  const scratch = await createFileScratch();
  try {
    await importFile({ engine, file: await openSourceFile(path), relation, scratch });
  } finally {
    await scratch.remove();
  }
}

export async function loadSample(engine: Engine, name: string, relation: string): Promise<void> {
  await loadFile(engine, join(import.meta.dirname, '../../sample-data', name), relation);
}
