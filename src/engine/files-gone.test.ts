import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCsvSource } from './contract-source.ts';
import { createNodeEngine } from './create-node-engine.ts';
import type { Engine } from './engine.ts';
import { openSourceFile } from './open-source-file.ts';

let home: string;
let engine: Engine;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'ebb-test-'));
  engine = await createNodeEngine({ directory: home });
});
afterAll(async () => {
  await engine.close();
  await rm(home, { recursive: true });
});

test('a file on the disk loads by its path, is hidden again after, and its private folder goes on close', async () => {
  const path = join(home, '客户.csv');
  await writeFile(path, 'a\n1\n2\n');
  const report = await engine.load('客户', createCsvSource('', ['a'], { file: await openSourceFile(path) }));
  expect(report.rows).toBe(2);
  await expect(engine.query(`FROM read_text('${path}')`)).rejects.toMatchObject({
    problem: { code: 'forbidden' },
  });
  const other = await createNodeEngine({ directory: home });
  const folders = async (): Promise<number> =>
    (await readdir(home)).filter((name) => name.startsWith('ebb-')).length;
  const before = await folders();
  await other.close();
  expect(await folders()).toBe(before - 1);
});

test('a file that is gone before or during loading is one clear problem', async () => {
  await expect(openSourceFile(join(home, 'nothing.csv'))).rejects.toMatchObject({
    problem: { code: 'file-gone' },
  });
  const path = join(home, 'short-lived.csv');
  await writeFile(path, 'a\n1\n');
  const file = await openSourceFile(path);
  await rm(path);
  await expect(engine.load('gone', createCsvSource('', ['a'], { file }))).rejects.toMatchObject({
    problem: { code: 'file-gone' },
  });
  await expect(engine.load('gone', { kind: 'parquet', file })).rejects.toMatchObject({
    problem: { code: 'file-gone' },
  });
});

test('a link in a folder that SQL can read does not exist for a stranger to make', async () => {
  const link = join(home, 'link.csv');
  await symlink('/etc/hostname', link);
  await expect(engine.query(`FROM read_text('${link}')`)).rejects.toMatchObject({
    problem: { code: 'forbidden' },
  });
});
