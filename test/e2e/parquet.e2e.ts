import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import { openSourceFile } from '../../src/engine/open-source-file.ts';
import { relationName } from '../../src/intake/relation-name.ts';
import { expect, pickFiles, startEmpty, test, writeQuery, type Page } from './app.ts';

const folder = resolve(import.meta.dirname, '../../../shared/data/parquet');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.parquet')) : [];

async function exportQuery(page: Page, sql: string): Promise<string> {
  const cell = await writeQuery(page, sql);
  await expect(cell).toHaveAttribute('data-status', 'done');
  const download = page.waitForEvent('download');
  await cell.getByRole('button', { name: 'Export CSV' }).click();
  return readFile(await (await download).path(), 'utf8');
}

test('Parquet files by other programs have in the tab the types and values that native DuckDB reads', async ({
  page,
  app,
}) => {
  test.skip(files.length === 0, 'needs the files of apache/parquet-testing beside the project');
  test.setTimeout(240_000);
  const paths = files.map((file) => join(folder, file));
  await startEmpty(page, app.address);
  await pickFiles(page, paths);
  // Some of them have the same columns.
  const sheet = page.getByRole('dialog', { name: /^Import/ });
  await sheet.getByRole('radio', { name: 'one table each' }).click();
  await sheet.getByRole('button', { name: /^Load all/ }).click();
  await expect(page.locator('[data-kind="data"][data-status="done"]')).toHaveCount(files.length);
  const engine = await createNodeEngine();
  for (const path of paths) {
    const { name } = relationName(basename(path), []);
    await engine.load(name, { kind: 'parquet', file: await openSourceFile(path) });
    for (const what of ['*', 'typeof(columns(*))']) {
      const sql = (from: string): string => `select ${what} from ${from}"${name}"`;
      const native = await (await engine.write(sql('files.'), 'csv')).text();
      expect(await exportQuery(page, sql('')), `${name} ${what}`).toBe(
        `\uFEFF${native.replace('\uFEFF', '')}`,
      );
    }
  }
  await engine.close();
});
