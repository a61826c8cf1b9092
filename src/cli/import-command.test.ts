import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { type CommandIo, runImportCommand } from './import-command.ts';

const files = resolve(import.meta.dirname, '../../test/files');

async function run(args: readonly string[], language: CommandIo['language'] = 'en') {
  let out = '';
  let error = '';
  const io: CommandIo = {
    language,
    out: (text) => void (out += text),
    error: (text) => void (error += text),
  };
  return { code: await runImportCommand(args, io), out, error };
}

test('ebb import prints the account as JSON', async () => {
  const { code, out } = await run([join(files, 'ragged.csv'), '--format', 'json']);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({
    file: 'ragged.csv',
    kind: 'csv',
    encoding: 'utf-8',
    delimiter: ',',
    records: 5,
    loaded: 3,
    setAside: [
      { line: 4, reason: 'too-few-cells', text: '2,Bob' },
      { line: 5, reason: 'too-many-cells', text: '3,Cy,4,5' },
    ],
    columns: [
      { name: 'id', type: 'VARCHAR', nulls: 0, misfits: 0 },
      { name: 'name', type: 'VARCHAR', nulls: 0, misfits: 0 },
      { name: 'amount', type: 'DOUBLE', nulls: 1, misfits: 0, form: 'decimal' },
    ],
    recipe: { encoding: 'utf-8', delimiter: ',', header: 1 },
  });
});

test('ebb import writes the table as loaded', async () => {
  const home = await mkdtemp(join(tmpdir(), 'ebb-test-'));
  const to = join(home, 'out.csv');
  expect((await run([join(files, 'gb18030.csv'), '--to', to])).code).toBe(0);
  const lines = (await readFile(to, 'utf8')).split(/\r?\n/);
  expect(lines).toEqual(['\ufeff客户编号,城市,月费', '001,北京,35.5', '002,上海,40.0', '003,深圳,', '']);
  await rm(home, { recursive: true });
});

test('ebb import tells people what happened, in both languages', async () => {
  expect((await run([join(files, 'ragged.csv')])).out).toContain('5 records = 3 loaded + 2 set aside');
  expect((await run([join(files, 'ragged.csv')], 'zh')).out).toContain('共 5 条记录');
});

test('a file that is no table exits with 1 and wrong usage with 2', async () => {
  const junk = await run([join(files, 'junk.csv')]);
  expect(junk).toMatchObject({ code: 1, out: '' });
  expect(junk.error).toContain('junk.csv');
  expect((await run([])).code).toBe(2);
  expect((await run(['a.csv', '--format', 'xml'])).code).toBe(2);
  expect((await run(['a.csv', '--what'])).code).toBe(2);
  expect((await run(['no-such-file.csv'])).code).toBe(1);
});
