import { afterAll, beforeAll, expect } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import type { SourceFile } from '../engine/source.ts';
import type { Value } from '../engine/table.ts';
import { importFile } from './import-file.ts';
import type { ImportRecipe } from './import-recipe.ts';
import type { ImportReport } from './import-report.ts';

/** What a test asks of a loaded table. */
export interface TestLoad {
  readonly file: SourceFile;
  readonly report: ImportReport;
  /** `name TYPE, name TYPE`. */
  readonly columns: string;
  readonly rows: readonly (readonly Value[])[];
  /** The lines set aside, `4 footer`. */
  readonly aside: readonly string[];
  readonly notices: readonly string[];
}

/** An engine for the tests of one file, and a way to load into its table `t`: every account is checked. */
export function createTestLoader(createEngine: () => Promise<Engine>): {
  engine(): Engine;
  load(name: string, content: string | Uint8Array, recipe?: ImportRecipe): Promise<TestLoad>;
  loadFile(file: SourceFile, recipe?: ImportRecipe): Promise<TestLoad>;
} {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine();
  });
  afterAll(() => engine.close());
  const loadFile = async (file: SourceFile, recipe: ImportRecipe = {}): Promise<TestLoad> => {
    const report = await importFile({ engine, file, relation: 't', recipe });
    expect(report.records).toBe(report.loaded + report.setAside.length);
    const table = await engine.query('SELECT * FROM files.t ORDER BY rowid');
    return {
      file,
      report,
      columns: report.columns.map(({ name, type }) => `${name} ${type}`).join(', '),
      rows: Array.from({ length: table.rowCount }, (_, row) =>
        table.columns.map((_, column) => table.at(row, column)),
      ),
      aside: report.setAside.map(({ line, reason }) => `${line} ${reason}`),
      notices: report.notices.map(({ code }) => code),
    };
  };
  return {
    engine: () => engine,
    load: (name, content, recipe) => loadFile(toFile(name, content), recipe),
    loadFile,
  };
}

function toFile(name: string, content: string | Uint8Array): SourceFile {
  return new File([typeof content === 'string' ? content : new Uint8Array(content)], name);
}
