import { toFactsSql, type ColumnFacts } from '../../src/churn/roles/column-facts.ts';
import { createFileScratch } from '../../src/cli/create-file-scratch.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { openSourceFile } from '../../src/engine/open-source-file.ts';
import type { Column } from '../../src/engine/table.ts';
import { importFile } from '../../src/intake/import-file.ts';

/** Imports a file as the program does and gives the facts of its columns. */
export async function readFacts(engine: Engine, path: string): Promise<ColumnFacts[]> {
  const scratch = await createFileScratch();
  try {
    const file = await openSourceFile(path);
    const report = await importFile({ engine, file, relation: 'facts', scratch });
    return await queryFacts(engine, 'files.facts', report.columns);
  } finally {
    await scratch.remove();
  }
}

export async function queryFacts(
  engine: Engine,
  relation: string,
  columns: readonly Pick<Column, 'name' | 'type'>[],
): Promise<ColumnFacts[]> {
  const table = await engine.query(toFactsSql(relation, columns));
  return Array.from({ length: table.rowCount }, (_, row) => ({
    name: String(table.at(row, 0)),
    type: String(table.at(row, 1)),
    distinct: Number(table.at(row, 2)),
    nulls: Number(table.at(row, 3)),
    samples: (table.at(row, 4) as string[]).map(String),
    rows: Number(table.at(row, 5)),
  }));
}
