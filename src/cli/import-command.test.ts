import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { type CommandIo, runImportCommand } from './import-command.ts';
import { runRunCommand } from './run-command.ts';

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

test.each([
  ['ragged.csv', ['--sheet', 'Data'], '--sheet', 'csv'],
  ['ragged.csv', ['--member', 'a.csv'], '--member', 'csv'],
  ['ragged.csv', ['--no-file-column'], '--file-column', 'csv'],
  ['ragged.csv', ['--delimiter', ','], undefined, 'csv'],
  ['book.xlsx', ['--encoding', 'gbk'], '--encoding', 'xlsx'],
  ['list.json', ['--header-line', '2'], '--header-line', 'json'],
])('%s has no use for %j, and ebb import says so', async (name, options, option, kind) => {
  const home = await mkdtemp(join(tmpdir(), 'ebb-test-'));
  const sheet = utils.aoa_to_sheet([['id', 'n'], ...[1, 2, 3].map((n) => [`K${n}`, n])]);
  const book = { SheetNames: ['Data'], Sheets: { Data: sheet } };
  await writeFile(join(home, 'book.xlsx'), write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  await writeFile(join(home, 'list.json'), '[{"a":1},{"a":2}]');
  await copyFile(join(files, 'ragged.csv'), join(home, 'ragged.csv'));
  const { code, out, error } = await run([join(home, name), ...options]);
  await rm(home, { recursive: true });
  expect([code, out === '']).toEqual(option === undefined ? [0, false] : [1, true]);
  if (option !== undefined)
    expect(error).toBe(
      `ebb: “${option}” means nothing for “${name}”, which is of the kind ${kind}. Leave it out, or name another file.\n`,
    );
});

test('ebb import writes the table as loaded', async () => {
  const home = await mkdtemp(join(tmpdir(), 'ebb-test-'));
  const to = join(home, 'out.csv');
  expect((await run([join(files, 'gb18030.csv'), '--to', to])).code).toBe(0);
  const lines = (await readFile(to, 'utf8')).split(/\r?\n/);
  expect(lines).toEqual(['\ufeff客户编号,城市,月费', '001,北京,35.5', '002,上海,40.0', '003,深圳,', '']);
  await rm(home, { recursive: true });
});

test('ebb import of several files with the same columns is one table', async () => {
  const home = await mkdtemp(join(tmpdir(), 'ebb-test-'));
  const [first, second, to] = ['m-01.csv', 'm-02.csv', 'out.csv'].map((name) => join(home, name));
  await writeFile(first ?? '', 'id,n\n01,1\n02\n');
  await writeFile(second ?? '', 'n,id\n2.5,03\n');
  const { code, out } = await run([first ?? '', second ?? '', '--to', to ?? '', '--format', 'json']);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    file: 'm-*.csv',
    records: 3,
    loaded: 2,
    recipe: { files: ['m-01.csv', 'm-02.csv'] },
  });
  const written = await readFile(to ?? '', 'utf8');
  expect(written.trimEnd().split(/\r?\n/)).toEqual(['\ufeffid,n,file', '01,1.0,m-01.csv', '03,2.5,m-02.csv']);
  const notebook = join(home, 'n.md');
  const cell =
    '```yaml data name=m\nfile: m-*.csv\nimport:\n  files: [m-01.csv, m-02.csv]\n  file_column: of\n```';
  await writeFile(notebook, `${cell}\n\n\`\`\`sql query name=q\nselect of, n from m order by 1\n\`\`\`\n`);
  let printed = '';
  const io = {
    language: 'en' as const,
    out: (text: string) => void (printed += text),
    error: (text: string) => void (printed += text),
  };
  expect(await runRunCommand([notebook, '--format', 'json'], io)).toBe(0);
  expect(printed).toContain('m-02.csv');
  await writeFile(second ?? '', 'n,name\n2.5,03\n');
  const differ = await run([first ?? '', second ?? '']);
  expect(differ.code).toBe(1);
  expect(differ.error).toContain('“m-02.csv” has other columns than “m-01.csv”. Missing: “id”. New: “name”.');
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
