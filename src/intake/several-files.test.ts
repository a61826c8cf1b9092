import { utils, write } from '@e965/xlsx';
import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { toProblem } from '../problem.ts';
import { bundleName } from './bundle-name.ts';
import { importFile } from './import-file.ts';
import type { ImportRecipe } from './import-recipe.ts';
import { parseRecipe, serializeRecipe } from './parse-recipe.ts';
import { previewFile } from './preview-file.ts';
import { relationName } from './relation-name.ts';
import { toRecipe } from './to-recipe.ts';
import { writeTar } from './write-tar.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await createNodeEngine();
});
afterAll(() => engine.close());

const text = (name: string, content: string): File => new File([content], name);
const january = text('orders-2024-01.csv', 'id,amount,day\n001,5,2024-01-02\n002,6.5,2024-01-03\n003,7\n');
const february = text('orders-2024-02.csv', 'day;ID;Amount\n2024-02-01;004;8.5\n');

async function load(files: readonly File[], recipe: ImportRecipe = {}) {
  const file = writeTar(bundleName(files.map(({ name }) => name)), files);
  const own = { files: files.map(({ name }) => name), ...recipe };
  const report = await importFile({ engine, file, relation: 't', recipe: own });
  expect(report.records).toBe(report.loaded + report.setAside.length);
  const table = await engine.query('SELECT * FROM files.t ORDER BY rowid');
  const rows = Array.from({ length: table.rowCount }, (_, row) =>
    table.columns.map((_, column) => table.at(row, column)),
  );
  return { file, report, rows, names: table.columns.map(({ name, type }) => `${name} ${type}`) };
}

test('subtotals and mended records are said for each file', async () => {
  const { report } = await load([
    text('a.csv', '部门,员工,金额\nA,张,1\nA,李,2\n小计,,3\nB,王,4\n'),
    text('b.csv', '部门,员工,金额\nC,赵,5\nC,钱,6\n小计,,11\nD,孙,4\n'),
  ]);
  expect(report.notices.filter(({ code }) => code === 'noticeSubtotals')).toEqual(
    ['a.csv', 'b.csv'].map((file) => ({ code: 'noticeSubtotals', values: { records: 1 }, file })),
  );
});

test('files with the same columns become one table, whatever their order and form, and each is accounted for', async () => {
  const { report, rows, names } = await load([january, february]);
  expect(names).toEqual(['id VARCHAR', 'amount DOUBLE', 'day DATE', 'file VARCHAR']);
  expect(rows).toEqual([
    ['001', 5, '2024-01-02', 'orders-2024-01.csv'],
    ['002', 6.5, '2024-01-03', 'orders-2024-01.csv'],
    ['004', 8.5, '2024-02-01', 'orders-2024-02.csv'],
  ]);
  expect(report.files).toEqual([
    { file: 'orders-2024-01.csv', encoding: 'utf-8', records: 3, loaded: 2, setAside: 1 },
    { file: 'orders-2024-02.csv', encoding: 'utf-8', records: 1, loaded: 1, setAside: 0 },
  ]);
  expect(report.setAside).toEqual([
    { file: 'orders-2024-01.csv', line: 4, reason: 'too-few-cells', text: '003,7' },
  ]);
  expect(report).toMatchObject({ file: 'orders-2024-*.csv', kind: 'csv', records: 4, loaded: 3 });
});

test('the preview shows the head of the table with the column for the files', async () => {
  const { file } = await load([january, february]);
  const recipe = { files: [january.name, february.name], fileColumn: '文件' };
  const preview = await previewFile({ engine, file, recipe });
  expect(preview.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
    'id VARCHAR',
    'amount DOUBLE',
    'day DATE',
    '文件 VARCHAR',
  ]);
  expect(preview.rows[0]).toEqual(['001', 5, '2024-01-02', 'orders-2024-01.csv']);
  expect(preview.recipe).toMatchObject(recipe);
});

test('types are decided on the values of all files', async () => {
  const many = (from: number): string =>
    Array.from({ length: 3000 }, (_, row) => `${from + row},${row},05/${(row % 12) + 1}/2024\n`).join('');
  const files = [
    text('a1.csv', `id,n,day\n${many(0)}`),
    text('a2.csv', `id,n,day\n${many(3000)}X1,1.5,05/13/2024\n`),
  ];
  const { names, report } = await load(files, { fileColumn: false });
  expect(names).toEqual(['id VARCHAR', 'n DOUBLE', 'day DATE']);
  expect(report.loaded).toBe(6001);
});

test('each file is read in its own encoding and form, also when choices about columns were made', async () => {
  const gb18030 = new File(
    [readFileSync(join(import.meta.dirname, '../../test/files/gb18030-semicolon.csv'))],
    'b.csv',
  );
  const head = '编号\t姓名\t月费\t签约日\t已流失\r\n';
  const wide = Buffer.from(`\ufeff${head}0007\t吴九\t1.234,5\t13/04/2024\t是\r\n`, 'utf16le');
  const utf8 = text(
    'a.csv',
    '"编号","姓名","月费","签约日","已流失"\n"0006","周八","1,234.50","2024-04-12","否"\n',
  );
  const columns = { 已流失: { form: 'yes-no' } };
  const { report, rows } = await load([utf8, gb18030, new File([wide], 'c.txt')], { columns });
  expect(
    report.files?.map(({ file, encoding, records, loaded }) => [file, encoding, records, loaded]),
  ).toEqual([
    ['a.csv', 'utf-8', 1, 1],
    ['b.csv', 'gb18030', 6, 5],
    ['c.txt', 'utf-16le', 1, 1],
  ]);
  expect(rows.map(([, name]) => name)).toContain('张三');
  expect(rows.at(-1)?.slice(0, 2)).toEqual(['0007', '吴九']);
  expect(rows.filter((row) => row[4] === null)).toEqual([]);
});

test('a file whose columns differ is named, with the columns', async () => {
  const other = text('orders-2024-03.csv', 'id,sum,day\n1,2,2024-03-01\n');
  const failed = await load([january, other]).catch(toProblem);
  expect(failed).toEqual({
    code: 'files-differ',
    values: { file: 'orders-2024-03.csv', first: 'orders-2024-01.csv', missing: '“amount”', extra: '“sum”' },
  });
  const gone = await engine.relations();
  expect(gone.map(({ name }) => name)).not.toContain('importing t');
});

test('workbooks, JSON, packed and plain files with the same columns become one table', async () => {
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([['report'], [], ['id', 'amount'], ['7', 1.5], [8, 2]]),
    'S',
  );
  const bytes = write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer;
  const files = [
    new File([bytes], 'a.xlsx'),
    text('b.csv', 'id,amount\n9,3\n\n10\nTotal,6.5\n'),
    text('c.jsonl', '{"id":"11","amount":4}\n{"id":"12","amount":5}\noops\n'),
  ];
  const { report, rows } = await load(files);
  expect(rows.map((row) => row.slice(0, 2))).toEqual([
    ['7', 1.5],
    ['8', 2],
    ['9', 3],
    ['11', 4],
    ['12', 5],
  ]);
  expect(report.setAside.map(({ file, line }) => `${file} ${line}`)).toEqual([
    'b.csv 4',
    'b.csv 5',
    'c.jsonl 3',
  ]);
  expect(report.files?.map((one) => one.loaded)).toEqual([2, 1, 2]);
});

test('Parquet files with the same columns become one table with their types', async () => {
  const make = async (sql: string, name: string) => new File([await engine.write(sql, 'parquet')], name);
  const files = [
    await make(`SELECT 1::INTEGER AS id, 12.30::DECIMAL(9,2) AS amount`, 'p1.parquet'),
    await make(`SELECT 4.50::DECIMAL(9,2) AS amount, 2::INTEGER AS id`, 'p2.parquet'),
  ];
  const { names, rows, report, file } = await load(files);
  expect(names).toEqual(['id INTEGER', 'amount DECIMAL(9,2)', 'file VARCHAR']);
  expect(rows).toEqual([
    [1, '12.30', 'p1.parquet'],
    [2, '4.50', 'p2.parquet'],
  ]);
  expect(report.records).toBe(2);
  const preview = await previewFile({ engine, file, recipe: { files: files.map(({ name }) => name) } });
  expect(preview.rows).toEqual([[1, '12.30', 'p1.parquet']]);
  const left = (await engine.relations()).map(({ name }) => name);
  expect(left.filter((name) => /part|preview/.test(name))).toEqual([]);
  const mixed = await load([...files, january]).catch(toProblem);
  expect(mixed).toMatchObject({ code: 'files-mixed', values: { file: january.name } });
});

test('the files of a zip become one table when the recipe says so, else the largest is taken', async () => {
  const zip = new ZipWriter(new BlobWriter());
  await zip.add('2024/一月.csv', new TextReader('客户,金额\n甲,1\n'));
  await zip.add('2024/二月.csv', new TextReader('客户,金额\n乙,2\n丙,3\n'));
  const file = new File([await zip.close()], '订单.zip');
  const one = await importFile({ engine, file, relation: 't' });
  expect(one).toMatchObject({ loaded: 2, recipe: { member: '2024/二月.csv' } });
  const files = ['2024/一月.csv', '2024/二月.csv'];
  const all = await importFile({ engine, file, relation: 't', recipe: { files, fileColumn: '月份' } });
  expect(all).toMatchObject({ loaded: 3, columns: [{ name: '客户' }, { name: '金额' }, { name: '月份' }] });
});

test('the recipe of several files is written and read back', async () => {
  const { report } = await load([january, february], { fileColumn: false });
  const kept = serializeRecipe(toRecipe(report.recipe));
  expect(kept).toEqual({ files: [january.name, february.name], file_column: false });
  expect(parseRecipe(kept)).toEqual({ files: [january.name, february.name], fileColumn: false });
});

test('tar archives of other programs are read, and ours by them', async () => {
  const home = mkdtempSync(join(tmpdir(), 'ebb-test-'));
  const long = `${'客户'.repeat(30)}.csv`;
  writeFileSync(join(home, 'a.csv'), 'id,n\n1,2\n');
  writeFileSync(join(home, long), 'id,n\n3,4\n5,6\n');
  for (const format of ['ustar', 'gnu', 'pax']) {
    const names = format === 'ustar' ? ['a.csv'] : ['a.csv', long];
    execFileSync('tar', ['--format', format, '-czf', 'x.tgz', ...names], { cwd: home });
    const file = new File([readFileSync(join(home, 'x.tgz'))], 'x.tgz');
    const report = await importFile({ engine, file, relation: 't', recipe: { files: names } });
    expect(report.loaded).toBe(format === 'ustar' ? 1 : 3);
  }
  const own = writeTar('own.tar', [text('a.csv', '1'), text(long, '22'), text('a.csv', '333')]);
  writeFileSync(join(home, 'own.tar'), new Uint8Array(await own.slice().arrayBuffer()));
  const listed = execFileSync('tar', ['--quoting-style=literal', '-tf', join(home, 'own.tar')], {
    encoding: 'utf8',
  });
  expect(listed.trim().split('\n')).toEqual(['a.csv', long, 'a (2).csv']);
  rmSync(home, { recursive: true });
});

test('several files together have a name that next month has too', () => {
  expect(bundleName(['orders-2024-01.csv', 'orders-2024-02.csv'])).toBe('orders-2024-*.csv');
  expect(bundleName(['一月订单.xlsx', '二月订单.xlsx'])).toBe('*月订单.xlsx');
  expect(bundleName(['a.csv', 'b.csv', 'c.tsv'])).toBe('a+2');
  expect(bundleName(['a.csv'])).toBe('a.csv');
  expect(bundleName(['客户202401.csv.gz', '客户202402.csv.gz'])).toBe('客户*.csv.gz');
  expect(relationName('orders-2024-*.csv', []).name).toBe('orders_2024');
  expect(relationName('*月订单.xlsx', []).name).toBe('月订单');
});
