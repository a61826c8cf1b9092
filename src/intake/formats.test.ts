import { gzipSync } from 'node:zlib';
import { type CellObject, utils, write } from '@e965/xlsx';
import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { expect, test } from 'vitest';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import type { ImportRecipe } from './import-recipe.ts';
import { previewFile } from './preview-file.ts';
import { createTestLoader } from './test-loader.ts';

const loader = createTestLoader(createNodeEngine);

async function load(name: string, bytes: string | Uint8Array, recipe: ImportRecipe = {}) {
  const loaded = await loader.load(name, bytes, recipe);
  const preview = await previewFile({ engine: loader.engine(), file: loaded.file, recipe });
  expect(preview.rows).toEqual(loaded.rows.slice(0, 100));
  return { ...loaded, preview, names: loaded.columns.split(', ') };
}

function makeBook(bookType: 'xlsx' | 'biff8'): Uint8Array {
  const sheet = utils.aoa_to_sheet([
    ['Quarterly report'],
    [],
    ['ID', '2024', null, 'started', 'ok', 'sum'],
    [null, 'Q1', 'Q2', null, null, null],
    ['001', 1, 2.5, 45296, true, null],
    ['002', 3, 4.5, 45297.4375, false, 5],
    ['Total', 4, 7],
  ]);
  const cell = (at: string): CellObject => sheet[at] as CellObject;
  cell('D5').z = 'yyyy-mm-dd';
  cell('D6').z = 'yyyy-mm-dd hh:mm';
  sheet['F5'] = { t: 'n', f: 'B5+2', v: 3 };
  sheet['!merges'] = [utils.decode_range('B3:C3'), utils.decode_range('A3:A4')];
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'Data');
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['a', 'b'],
      [1, 'x'],
    ]),
    '其他',
  );
  return write(book, { type: 'array', bookType }) as Uint8Array;
}

test.each([
  ['a.xlsx', 'xlsx', 'xlsx'],
  ['a.xls', 'biff8', 'xls'],
] as const)(
  '%s: title, merged headers, dates, formulas and a total are understood',
  async (name, type, kind) => {
    const { report, rows, names } = await load(name, new Uint8Array(makeBook(type)));
    expect(report).toMatchObject({ kind, encoding: null, loaded: 2 });
    expect(names).toEqual([
      'ID VARCHAR',
      '2024 Q1 BIGINT',
      '2024 Q2 DOUBLE',
      'started TIMESTAMP',
      'ok BOOLEAN',
      'sum BIGINT',
    ]);
    expect(rows).toEqual([
      ['001', 1, 2.5, '2024-01-05T00:00:00', true, 3],
      ['002', 3, 4.5, '2024-01-06T10:30:00', false, 5],
    ]);
    expect(report.setAside).toMatchObject([{ line: 7, reason: 'footer' }]);
    expect(report.recipe).toMatchObject({ sheet: 'Data', header: [3, 4] });
  },
);

test('a sheet and a range can be chosen, and what is not there is said', async () => {
  const book = new Uint8Array(makeBook('xlsx'));
  const other = await load('b.xlsx', book, { sheet: '其他' });
  expect(other.rows).toEqual([[1, 'x']]);
  expect(other.preview.choices.sheets.map(({ name }) => name)).toEqual(['Data', '其他']);
  const part = await load('b.xlsx', book, { range: 'B4:C6' });
  expect(part.names).toEqual(['Q1 BIGINT', 'Q2 DOUBLE']);
  await expect(load('b.xlsx', book, { sheet: 'none' })).rejects.toMatchObject({
    problem: { code: 'sheet-unknown' },
  });
});

test('JSON: nested objects are columns, lists stay JSON', async () => {
  const data = [
    { id: '001', a: { b: 1, c: [1, 2] }, d: '2024-01-05' },
    { id: '002', a: { b: 2.5 }, e: true },
  ];
  const { names, rows } = await load('a.json', JSON.stringify({ meta: { n: 2 }, data }));
  expect(names).toEqual(['id VARCHAR', 'a.b DOUBLE', 'a.c VARCHAR', 'd DATE', 'e BOOLEAN']);
  expect(rows).toEqual([
    ['001', 1, '[1,2]', '2024-01-05', null],
    ['002', 2.5, null, null, true],
  ]);
});

test('JSON lines whose first lines are damaged are lines all the same', async () => {
  const good = Array.from({ length: 40 }, (_, n) => `{"n":${n}}`);
  const bad = Array.from({ length: 30 }, () => '{"n":');
  const one = await load('a.jsonl', ['{"n":', ...good].join('\n'));
  expect(one.rows.length).toBe(40);
  expect(one.report.setAside).toEqual([{ line: 1, reason: 'bad-json', text: '{"n":' }]);
  const many = await load('b.jsonl', [...bad, ...good].join('\n'));
  expect([many.rows.length, many.report.setAside.length, many.report.records]).toEqual([40, 30, 70]);
});

test('JSON lines: a line that is none is set aside', async () => {
  const { report, rows } = await load('a.jsonl', '{"n":1,"x":{"y":"z"}}\n{"n":2}\n{bad\n\n{"n":3}\n');
  expect(report.setAside).toEqual([{ line: 3, reason: 'bad-json', text: '{bad' }]);
  expect(rows).toEqual([
    [1, 'z'],
    [2, null],
    [3, null],
  ]);
});

test('gzip and zip around a table are opened, and the file inside can be chosen', async () => {
  expect((await load('a.csv.gz', gzipSync('n,v\n1,2\n2,3\n'))).rows).toEqual([
    [1, 2],
    [2, 3],
  ]);
  const writer = new ZipWriter(new BlobWriter());
  await writer.add('x/small.csv', new TextReader('a,b\n1,2\n'));
  await writer.add('x/客户.csv', new TextReader(`客户,值\n${'a,1\n'.repeat(50)}`));
  const zip = new Uint8Array(await (await writer.close()).arrayBuffer());
  const { report, preview } = await load('a.zip', zip);
  expect(report).toMatchObject({ file: 'a.zip', kind: 'csv', loaded: 50, recipe: { member: 'x/客户.csv' } });
  expect(preview.choices.members).toEqual(['x/small.csv', 'x/客户.csv']);
  expect((await load('a.zip', zip, { member: 'x/small.csv' })).rows).toEqual([[1, 2]]);
});

test('an Arrow file keeps its text columns text', async () => {
  const table = tableFromArrays({
    code: ['01', '2'],
    n: Int32Array.from([1, 2]),
    f: Float64Array.from([1.5, 2]),
  });
  const { names, rows } = await load('a.arrow', tableToIPC(table, 'file'));
  expect(names).toEqual(['code VARCHAR', 'n BIGINT', 'f DOUBLE']);
  expect(rows).toEqual([
    ['01', 1, 1.5],
    ['2', 2, 2],
  ]);
});
