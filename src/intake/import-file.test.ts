import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { openSourceFile } from '../engine/open-source-file.ts';
import type { SourceFile } from '../engine/source.ts';
import type { Value } from '../engine/table.ts';
import { ProblemError } from '../problem.ts';
import { importFile } from './import-file.ts';
import type { ImportProgress, ImportReport } from './import-report.ts';
import { previewFile } from './preview-file.ts';

const files = resolve(import.meta.dirname, '../../test/files');
let engine: Engine;
let home: string;

beforeAll(async () => {
  engine = await createNodeEngine();
  home = await mkdtemp(join(tmpdir(), 'ebb-test-'));
});
afterEach(async () => {
  await engine.drop('t');
});
afterAll(async () => {
  await engine.close();
  await rm(home, { recursive: true });
});

const importPath = async (path: string): Promise<ImportReport> => {
  const report = await importFile({ engine, file: await openSourceFile(path), relation: 't' });
  expect(report.records).toBe(report.loaded + report.setAside.length);
  return report;
};
const importNamed = (name: string): Promise<ImportReport> => importPath(join(files, name));
const importText = async (text: string, name = 'made.csv'): Promise<ImportReport> => {
  await writeFile(join(home, name), text);
  return importPath(join(home, name));
};
const rows = async (order = 'rowid'): Promise<Value[][]> => {
  const table = await engine.query(`SELECT * FROM files.t ORDER BY ${order}`);
  return Array.from({ length: table.rowCount }, (_, row) =>
    table.columns.map((_, column) => table.at(row, column)),
  );
};
const types = (report: ImportReport): string =>
  report.columns.map(({ name, type }) => `${name} ${type}`).join(', ');

test('short and long records are set aside with their lines on disk, after a record of two lines', async () => {
  const report = await importNamed('ragged.csv');
  expect(report).toMatchObject({ kind: 'csv', encoding: 'utf-8', delimiter: ',', records: 5, loaded: 3 });
  expect(report.setAside).toEqual([
    { line: 4, reason: 'too-few-cells', text: '2,Bob' },
    { line: 5, reason: 'too-many-cells', text: '3,Cy,4,5' },
  ]);
  expect(await rows()).toEqual([
    ['1', 'Ann\nLee', 3.5],
    ['4', 'D "x" E', null],
    ['5', 'Eve', 1000],
  ]);
});

test('mixed line ends are read', async () => {
  const report = await importNamed('mixed-line-ends.csv');
  expect(report).toMatchObject({ records: 4, loaded: 4, notices: [{ code: 'noticeRewritten' }] });
  expect(await rows()).toEqual([
    [1, 'x'],
    [2, 'y'],
    [3, 'z'],
    [4, 'w'],
  ]);
});

test('an unclosed quote costs its own line only', async () => {
  const report = await importNamed('unclosed-quote.csv');
  expect(report.setAside).toEqual([{ line: 3, reason: 'unclosed-quote', text: '2,"y' }]);
  expect(await rows()).toEqual([
    [1, 'x'],
    [3, 'z'],
    [4, 'w'],
  ]);
});

test('a record that one delimiter too many has shifted is set aside, not loaded askew', async () => {
  const report = await importNamed('shifted-by-a-delimiter.csv');
  expect(report.setAside).toEqual([{ line: 3, reason: 'too-many-cells', text: '1,,2,' }]);
  expect(report.loaded).toBe(2);
});

test('a line with bytes that are no text is set aside', async () => {
  const report = await importNamed('bad-bytes.csv');
  expect(report).toMatchObject({
    encoding: 'utf-8',
    records: 4,
    loaded: 3,
    setAside: [{ line: 3, reason: 'bad-bytes' }],
  });
});

test('a byte order mark, semicolons and decimal commas are read', async () => {
  const report = await importNamed('bom-semicolon-decimal-comma.csv');
  expect(report.delimiter).toBe(';');
  expect(types(report)).toBe('id VARCHAR, price DOUBLE, note VARCHAR');
  expect(await rows()).toEqual([
    ['1', 53.85, 'a, b'],
    ['2', -7.5, null],
    ['3', 108, 'c'],
  ]);
});

test('lines before the table are left out and said', async () => {
  const report = await importNamed('preamble.csv');
  expect(report.notices).toEqual([{ code: 'noticePreamble', values: { lines: 2 } }]);
  expect(types(report)).toBe('region VARCHAR, month DATE, lost BIGINT');
  expect(report.loaded).toBe(2);
});

test('a header alone makes an empty table', async () => {
  const report = await importNamed('header-only.csv');
  expect(report).toMatchObject({ records: 0, loaded: 0, notices: [{ code: 'noticeHeaderOnly' }] });
  expect((await engine.query('SELECT * FROM files.t')).columns.map(({ name }) => name)).toEqual([
    'customer_id',
    'started',
    'ended',
  ]);
});

test('ids stay text, digit for digit', async () => {
  const report = await importNamed('ids.csv');
  expect(report.columns.every(({ type, misfits }) => type === 'VARCHAR' && misfits === 0)).toBe(true);
  expect((await rows())[0]).toEqual(['1001', '02134', '00012', '1234567890123456789', '13800138000']);
});

test('dates and times are recognised, and what could mean two things stays text', async () => {
  expect(types(await importNamed('dates.csv'))).toBe(
    'a_date DATE, b DATE, c TIMESTAMP, d BIGINT, e VARCHAR, opened VARCHAR',
  );
  expect((await rows())[1]?.slice(0, 3)).toEqual(['2024-02-29', '2024-12-31', '2024-02-29T23:59:59.500000']);
});

test('only true and false are truth values', async () => {
  const report = await importNamed('truths.csv');
  expect(types(report)).toBe('a BOOLEAN, b VARCHAR, c BIGINT');
  expect(report.columns.map(({ nulls }) => nulls)).toEqual([1, 1, 0]);
});

test('GB18030 and UTF-16 are read', async () => {
  expect(await importNamed('gb18030.csv')).toMatchObject({ encoding: 'gb18030', loaded: 3 });
  expect(await rows()).toEqual([
    ['001', '北京', 35.5],
    ['002', '上海', 40],
    ['003', '深圳', null],
  ]);
  expect(await importNamed('utf16le-bom.csv')).toMatchObject({
    encoding: 'utf-16le',
    kind: 'tsv',
    loaded: 2,
  });
});

test('a file of one column keeps what looks like delimiters', async () => {
  expect(await importNamed('one-column.csv')).toMatchObject({ delimiter: '', records: 4 });
  expect(await rows()).toEqual([['a, b'], ['c;d'], [null], ['e|f']]);
});

test('a column that a few cells keep from being a number says how many and which', async () => {
  const report = await importNamed('near-number.csv');
  expect(report.columns).toEqual([
    {
      name: 'n',
      type: 'BIGINT',
      form: 'integer',
      nulls: 1,
      misfits: 0,
      examples: [],
      nullWords: [{ word: 'n/a', count: 1 }],
    },
    {
      name: 'pct',
      type: 'VARCHAR',
      form: 'text',
      nulls: 0,
      misfits: 1,
      nearly: 'DOUBLE',
      nearlyForm: 'decimal',
      examples: ['oops'],
    },
  ]);
});

/** Longer than the part that the types are first guessed from. */
const many = (cell: (row: number) => string): string =>
  `n,x\n${Array.from({ length: 40_000 }, (_, row) => `${cell(row)},filler text\n`).join('')}`;

test.each([
  ['a decimal', '0.5', 'DOUBLE', 0],
  ['a word', 'A123', 'VARCHAR', 1],
  ['a leading zero', '007', 'VARCHAR', 0],
  ['sixteen digits', '1234567890123456', 'VARCHAR', 0],
  ['a blank', ' ', 'BIGINT', 0],
  ['a number with spaces', ' 12 ', 'BIGINT', 0],
  ['a number with an underscore', '1_000', 'VARCHAR', 1],
  ['infinity', 'inf', 'VARCHAR', 1],
])('%s in the last row decides the type of the column', async (_, last, type, misfits) => {
  const report = await importText(many((row) => (row === 39_999 ? last : String(row + 1))));
  expect(report.columns[0]).toMatchObject({ type, misfits });
  expect(report.loaded).toBe(40_000);
});

test.each([
  ['2024-01-05', '2024-01-05 10:00', 'TIMESTAMP'],
  ['2024-01-05', '2024-1-5 1', 'VARCHAR'],
  ['2024-01-05 10:00:00', '2024-1-5 1:00:00+08', 'VARCHAR'],
  ['', '12', 'BIGINT'],
  ['', '2024/1/5', 'DATE'],
  ['', 'word', 'VARCHAR'],
  ['true', '1', 'VARCHAR'],
])('a column of %j that ends with %j is %s', async (cell, last, type) => {
  const report = await importText(many((row) => (row === 39_999 ? last : cell)));
  expect(report.columns[0]?.type).toBe(type);
});

test('progress rises to 100', async () => {
  const seen: ImportProgress[] = [];
  const file = await openSourceFile(join(files, 'ragged.csv'));
  await importFile({ engine, file, relation: 't', onProgress: (progress) => seen.push(progress) });
  const percents = seen.map(({ percent }) => percent);
  expect(percents).toEqual([...percents].sort((a, b) => a - b));
  expect(percents.at(-1)).toBe(100);
});

test('fields that a mainframe fills with NUL are a table, and the account counts the bytes left out', async () => {
  const path = join(home, 'filled.csv');
  await writeFile(path, 'code,name\nA1,Ann\0\0\nB2,Bob\0\0\n');
  const report = await importFile({ engine, file: await openSourceFile(path), relation: 't' });
  const table = await engine.query('select name from files.t order by name');
  expect([table.at(0, 0), table.at(1, 0)]).toEqual(['Ann', 'Bob']);
  expect(report.notices).toContainEqual({ code: 'noticeNulBytes', values: { count: 4 } });
});

test.each([
  ['an empty file', 'empty.csv', '', 'file-empty'],
  ['white space', 'space.csv', '\n\n \n', 'file-empty'],
  ['bytes that are no text', 'junk.csv', undefined, 'not-a-table'],
  ['half an Excel file', 'book.xlsx', 'PK\u0003\u0004xl/workbook.xml', 'workbook-damaged'],
  ['half a JSON file', 'a.json', '[{"a": 1}, {"a"', 'json-damaged'],
  ['half a zip', 'a.zip', 'PK\u0003\u0004 and then nothing', 'archive-damaged'],
  ['half a Parquet file', 'half.parquet', 'PAR1 and then nothing', 'parquet-truncated'],
])('%s is refused with one problem, and the table before it stays', async (_, name, content, code) => {
  await engine.load('t', await smallSource());
  const path = content === undefined ? join(files, name) : join(home, name);
  if (content !== undefined) await writeFile(path, content);
  const file = await openSourceFile(path);
  await expect(importFile({ engine, file, relation: 't' })).rejects.toMatchObject({ problem: { code } });
  expect(await rows()).toEqual([['1']]);
});

test('a file removed while it is read gives one problem', async () => {
  const path = join(home, 'gone.csv');
  await writeFile(path, 'a,b\n1,2\n');
  const file = await openSourceFile(path);
  await rm(path);
  await expect(importFile({ engine, file, relation: 't' })).rejects.toMatchObject({
    problem: { code: 'file-gone' },
  });
});

test('an import that is cancelled leaves nothing behind', async () => {
  const path = join(home, 'large.csv');
  await writeFile(path, many((row) => String(row)).repeat(20));
  const file = await openSourceFile(path);
  const stop = new AbortController();
  const running = importFile({
    engine,
    file,
    relation: 't',
    signal: stop.signal,
    onProgress: ({ stage }) => {
      if (stage === 'inspect') setTimeout(() => stop.abort(), 1);
    },
  });
  await expect(running).rejects.toMatchObject({ problem: { code: 'cancelled' } });
  expect((await engine.relations()).map(({ name }) => name)).toEqual([]);
  expect((await importNamed('ragged.csv')).loaded).toBe(3);
});

test('whatever ends an import between its loads, the table that was there stays as it was', async () => {
  const before = join(home, 'before.csv');
  await writeFile(before, 'a\n1\n2\n');
  await importFile({ engine, file: await openSourceFile(before), relation: 't' });
  // The sample says integer; the last value is text, so that a second load is needed.
  const path = join(home, 'second-load.csv');
  await writeFile(path, `${many((row) => String(row))}x,text\n`);
  const file = await openSourceFile(path);
  for (const ending of ['cancelled', 'failed'] as const) {
    const stop = new AbortController();
    let loads = 0;
    const watched: typeof engine = {
      ...engine,
      query: (sql, options) => engine.query(sql, options),
      rename: (from, to) => engine.rename(from, to),
      drop: (relation) => engine.drop(relation),
      load: async (relation, source, options) => {
        if (++loads > 1 && ending === 'failed') throw new ProblemError({ code: 'out-of-memory' });
        const report = await engine.load(relation, source, options);
        if (ending === 'cancelled') stop.abort();
        return report;
      },
    };
    await expect(
      importFile({ engine: watched, file, relation: 't', signal: stop.signal }),
    ).rejects.toMatchObject({ problem: { code: ending === 'failed' ? 'out-of-memory' : 'cancelled' } });
    expect((await engine.query('SELECT sum(a) FROM files.t')).at(0, 0)).toBe(3);
    expect((await engine.relations()).map(({ name }) => name)).toEqual(['t']);
    if (ending === 'failed') expect(loads).toBe(2);
  }
});

async function smallSource() {
  const path = join(home, 'small.csv');
  await writeFile(path, '1\n');
  const blob = await openAsBlob(path);
  const file: SourceFile = {
    name: 'small.csv',
    size: blob.size,
    path,
    slice: (from, to) => blob.slice(from, to),
  };
  const dialect = { delimiter: ',', quote: '"', escape: '"' };
  const select = [{ name: 'a', expression: 'a' }];
  return { kind: 'csv' as const, file, ...dialect, skip: 0, header: false, names: ['a'], select };
}

test('moments of a Parquet file become times in UTC, whose days can be told, and that is said', async () => {
  const sql = `SELECT 'A' AS id, '2024-01-05 07:30:00+08'::TIMESTAMPTZ AS seen, TIMESTAMP '2024-01-05 07:30:00' AS local`;
  const file = new File([await engine.write(sql, 'parquet')], 'moments.parquet');
  const report = await importFile({ engine, file, relation: 't' });
  expect(types(report)).toBe('id VARCHAR, seen TIMESTAMP, local TIMESTAMP');
  expect(report.notices).toEqual([{ code: 'noticeUtc', values: { columns: 'seen' } }]);
  expect(await rows()).toEqual([['A', '2024-01-04T23:30:00', '2024-01-05T07:30:00']]);
  const preview = await previewFile({ engine, file });
  expect([preview.rows, preview.notices]).toEqual([await rows(), report.notices]);
});

test.each([
  ['Z', 'noticeUtc'],
  ['+08:00', 'noticeOffset'],
])('of times with offset %s it is said whose midnight begins a day', async (offset, code) => {
  const report = await importText(
    `id,seen\na,2024-01-05T23:30:00${offset}\nb,2024-01-06T00:10:00${offset}\n`,
  );
  expect(report.notices).toEqual([{ code, values: { columns: 'seen' } }]);
  expect((await rows()).map((row) => row[1])).toEqual(['2024-01-05T23:30:00', '2024-01-06T00:10:00']);
});
