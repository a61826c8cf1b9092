import { gzipSync } from 'node:zlib';
import { CFB, utils, write } from '@e965/xlsx';
import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { toProblem } from '../problem.ts';
import { importFile } from './import-file.ts';

const MEGABYTE = 1024 * 1024;
let engine: Engine;

beforeAll(async () => {
  engine = await createNodeEngine();
});
afterAll(() => engine.close());

const load = (name: string, ...parts: BlobPart[]) =>
  importFile({ engine, file: new File(parts, name), relation: 't' });

async function zip(members: Record<string, string>, options: object = {}): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter(), options);
  for (const [name, text] of Object.entries(members)) await writer.add(name, new TextReader(text));
  return writer.close();
}

/** A workbook of one sheet, as its parts. */
function toWorkbook(sheet: string): Record<string, string> {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packaged = 'http://schemas.openxmlformats.org/package/2006';
  return {
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}">${sheet}</worksheet>`,
  };
}

const row = (number: number, a: string, b: string): string =>
  `<row r="${number}"><c r="A${number}" t="inlineStr"><is><t>${a}</t></is></c><c r="B${number}"><v>${b}</v></c></row>`;

test('a sheet that claims a million empty rows holds the rows that are filled', async () => {
  const last = '<row r="1048576"><c r="A1048576" s="0"/></row>';
  const sheet = `<dimension ref="A1:XFD1048576"/><sheetData>${row(1, 'n', '1')}${row(2, 'x', '2')}${row(3, 'y', '3')}${last}</sheetData>`;
  const before = process.memoryUsage().rss;
  const report = await load('claims.xlsx', await zip(toWorkbook(sheet)));
  expect(report.loaded + report.setAside.length).toBe(report.records);
  expect(report.records).toBeGreaterThanOrEqual(2);
  expect(report.records).toBeLessThanOrEqual(3);
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * MEGABYTE);
});

test('a stray cell in the last place of a sheet, or beyond any, costs neither time nor memory', async () => {
  const table = `${row(1, 'name', 'size')}${row(2, 'x', '2')}${row(3, 'y', '3')}`;
  const stray = (row: number, place: string): string => `<row r="${row}"><c r="${place}"><v>5</v></c></row>`;
  const book = (cell: string) => zip(toWorkbook(`<sheetData>${table}${cell}</sheetData>`));
  const before = process.memoryUsage().rss;
  const start = process.cpuUsage();
  const outcomes = [];
  for (const cell of [stray(1_048_576, 'XFD1048576'), stray(4, 'ZZZ4'), stray(2_000_000_000, 'A2000000000')])
    outcomes.push(await load('stray.xlsx', await book(cell)).catch(toProblem));
  for (const one of outcomes)
    if ('code' in one) expect(one.code).toMatch(/^(workbook-damaged|too-many-columns)$/);
    else expect(one.loaded + one.setAside.length).toBe(one.records);
  expect(process.memoryUsage().rss - before).toBeLessThan(600 * MEGABYTE);
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(20);
});

test('a workbook that unpacks to far more than a table is not opened', async () => {
  const book = await zip({ ...toWorkbook('<sheetData/>'), 'xl/media/x.bin': ' '.repeat(300 * MEGABYTE) });
  await expect(load('bomb.xlsx', book)).rejects.toMatchObject({ problem: { code: 'archive-too-large' } });
});

test('an archive that unpacks to far more than a table is given up half way', async () => {
  const bomb = gzipSync(Buffer.alloc(400 * MEGABYTE, 'a,b\n'));
  await expect(load('bomb.csv.gz', new Uint8Array(bomb))).rejects.toMatchObject({
    problem: { code: 'archive-too-large' },
  });
});

test('what is locked with a password says so', async () => {
  const locked = await zip({ 'a.csv': 'a,b\n1,2\n' }, { password: 'secret' });
  await expect(load('locked.zip', locked)).rejects.toMatchObject({ problem: { code: 'archive-locked' } });
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, '/EncryptionInfo', new Uint8Array(200));
  CFB.utils.cfb_add(container, '/EncryptedPackage', new Uint8Array(5000));
  const bytes = new Uint8Array(CFB.write(container, { type: 'buffer' }) as ArrayLike<number>);
  await expect(load('locked.xlsx', bytes)).rejects.toMatchObject({ problem: { code: 'workbook-locked' } });
});

test('half a workbook is one problem', async () => {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['a'], [1]]), 'S');
  const whole = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
  await expect(load('half.xlsx', whole.slice(0, whole.length / 2))).rejects.toMatchObject({
    problem: { code: 'workbook-damaged' },
  });
});

/** So many columns and five rows of numbers. */
function toWide(columns: number): string[] {
  const names = Array.from({ length: columns }, (_, column) => `a name of column ${column}`);
  const cells = Array.from({ length: columns }, (_, column) => column % 7);
  return [`${names}\n`, ...Array.from({ length: 5 }, () => `${cells}\n`)];
}

test('far more columns than a table can have are one problem, also where the first line is longer than the first look', async () => {
  await expect(load('wide.csv', ...toWide(30_000))).rejects.toMatchObject({
    problem: { code: 'too-many-columns', values: { columns: 30_000 } },
  });
  await expect(load('line.csv', 'abc,'.repeat(5 * MEGABYTE))).rejects.toMatchObject({
    problem: { code: 'no-lines' },
  });
});

test('the types of a wide table are decided piece by piece, and on every value', async () => {
  const [names = '', ...rows] = toWide(500);
  const last = rows.join('').replace(/\n$/, 'x\n');
  const report = await load('wide.csv', names, last, last.replace('0,1', '-,0.5'));
  expect(report).toMatchObject({ records: 10, loaded: 10, setAside: [] });
  const types = report.columns.map(({ type }) => type);
  expect([types[0], types[1], types[2], types[499]]).toEqual(['BIGINT', 'DOUBLE', 'BIGINT', 'VARCHAR']);
  expect(report.columns[0]).toMatchObject({ nulls: 1, nullWords: [{ word: '-', count: 1 }] });
});

test('a line that is too long to load is one record, set aside whole, in quotes or not; an unclosed quote costs its own line', async () => {
  const row = (number: number): string => `${number},some words,${number / 4}\n`;
  const rows = Array.from({ length: 220_000 }, (_, index) => row(index + 10));
  const long = 'x'.repeat(17 * MEGABYTE);
  const report = await load(
    'long.csv',
    'id,note,amount\n',
    row(1),
    `2,${long},1\n`,
    row(3),
    `4,"${`<p>Ünd so weiter, und so fort</p>\n`.repeat(500_000)}",1\n`,
    row(5),
    '6,"open,1\n',
    rows.join(''),
  );
  expect(report).toMatchObject({ records: 220_006, loaded: 220_003 });
  expect(report.setAside.map(({ line, reason, text }) => [line, reason, text.length])).toEqual([
    [3, 'line-too-long', long.length + 4],
    [5, 'line-too-long', 34 * 500_000 + 6],
    [500_007, 'unclosed-quote', 9],
  ]);
});
