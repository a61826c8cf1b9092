import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { openSourceFile } from '../engine/open-source-file.ts';
import { importFile } from './import-file.ts';
import type { ImportRecipe } from './import-recipe.ts';
import type { ImportReport } from './import-report.ts';

/** Public files made by others, kept beside the project and not in it. */
const data = resolve(import.meta.dirname, '../../../shared/data');

let engine: Engine;

beforeAll(async () => {
  engine = await createNodeEngine();
});
afterAll(() => engine.close());

const importPath = async (path: string, recipe: ImportRecipe = {}): Promise<ImportReport> => {
  const file = await openSourceFile(join(data, path));
  const report = await importFile({ engine, file, relation: 't', recipe });
  expect(report.records).toBe(report.loaded + report.setAside.length);
  return report;
};
const list = (folder: string): string[] =>
  existsSync(join(data, folder)) ? readdirSync(join(data, folder)) : ['absent'];
const typeOf = (report: ImportReport, name: string) => report.columns.find((column) => column.name === name);

describe.skipIf(!existsSync(data))('files made by others', () => {
  test('IBM Telco: 7,043 customers, 11 of them without total charges', async () => {
    const report = await importPath('telco/telco-customer-churn.csv');
    expect(report).toMatchObject({ loaded: 7043, setAside: [] });
    expect(typeOf(report, 'customerID')?.type).toBe('VARCHAR');
    expect(typeOf(report, 'tenure')?.type).toBe('BIGINT');
    expect(typeOf(report, 'MonthlyCharges')).toMatchObject({ type: 'DOUBLE', nulls: 0 });
    expect(typeOf(report, 'TotalCharges')).toMatchObject({ type: 'DOUBLE', nulls: 11, misfits: 0 });
    const left = await engine.query(`SELECT count(*) FILTER (Churn = 'Yes') FROM files.t`);
    expect(left.at(0, 0)).toBe(1869);
  });

  test('the same with semicolons and decimal commas has numeric money', async () => {
    const report = await importPath('telco/telco-reasons-bom-semicolon.csv');
    expect(report).toMatchObject({ loaded: 7043, delimiter: ';', encoding: 'utf-8' });
    expect(typeOf(report, 'Monthly Charges')?.type).toBe('DOUBLE');
    expect(typeOf(report, 'Zip Code')?.type).toBe('VARCHAR');
  });

  test('ravenstack: 5,000 subscriptions, 4,514 without an end, and 600 churn events', async () => {
    const subscriptions = await importPath('subscriptions/ravenstack_subscriptions.csv');
    expect(subscriptions.loaded).toBe(5000);
    expect(typeOf(subscriptions, 'end_date')).toMatchObject({ type: 'DATE', nulls: 4514 });
    expect(typeOf(subscriptions, 'churn_flag')?.type).toBe('BOOLEAN');
    const events = await importPath('subscriptions/ravenstack_churn_events.csv');
    expect(events.loaded).toBe(600);
    expect(typeOf(events, 'feedback_text')?.nulls).toBe(148);
  });

  test('the game file in GB18030: 1,018 left, 291 did not', async () => {
    const report = await importPath('chinese/用户流失预测数据.csv');
    expect(report).toMatchObject({ encoding: 'gb18030', loaded: 1309 });
    const counts = await engine.query(`SELECT 是否流失, count(*) FROM files.t GROUP BY 1 ORDER BY 2 DESC`);
    expect([0, 1].map((row) => [counts.at(row, 0), counts.at(row, 1)])).toEqual([
      ['是', 1018],
      ['否', 291],
    ]);
  });

  // The JSON of location_coordinates has another phone number than its CSV; the line ends of newlines_crlf were lost on the way.
  test.each(list('csv/csv-spectrum/csvs').filter((name) => name !== 'location_coordinates.csv'))(
    'csv-spectrum %s equals its JSON',
    async (name) => {
      await importPath(`csv/csv-spectrum/csvs/${name}`);
      const json = readFileSync(join(data, 'csv/csv-spectrum/json', name.replace('.csv', '.json')), 'utf8');
      const parsed = JSON.parse(json.replaceAll('\\r\\n', '\\n')) as Record<string, string>[];
      const expected = parsed.map((record) => Object.values(record));
      const table = await engine.query('SELECT * FROM files.t ORDER BY rowid');
      const loaded = Array.from({ length: table.rowCount }, (_, row) =>
        table.columns.map((_, column) => String(table.at(row, column) ?? '')),
      );
      expect(loaded).toEqual(expected);
    },
  );

  test.each([
    ['row_less_sep_row33_col3.csv', 34, '26/03/2018,08:15,2ON-7017,$0.9,'],
    ['row_less_sep_row74_col3.csv', 75, '13/07/2018,10:30,1GN-7767,$25.88,'],
  ])('pollock %s sets the record aside whose cells cannot be told apart', async (name, line, start) => {
    const report = await importPath(`csv/pollock/polluted/${name}`);
    expect(report.setAside).toEqual([
      { line, reason: 'too-few-cells', text: expect.stringContaining(start) as string },
    ]);
  });

  test('the pollock file without bytes is said to be empty', async () => {
    await expect(importPath('csv/pollock/polluted/file_no_payload.csv')).rejects.toMatchObject({
      problem: { code: 'file-empty' },
    });
  });

  // Two files lack a delimiter inside words, which nobody can put back; the empty one is refused.
  const lost = ['row_less_sep_row33_col3.csv', 'row_less_sep_row74_col3.csv'];
  test.each(list('csv/pollock/polluted').filter((name) => name !== 'file_no_payload.csv'))(
    'pollock %s gives the table of its clean twin',
    async (name) => {
      const read = async (folder: string) => {
        await importPath(`csv/pollock/${folder}/${name}`);
        const table = await engine.query('SELECT * FROM files.t ORDER BY rowid');
        const rows = Array.from({ length: table.rowCount }, (_, row) =>
          table.columns.map((_, column) => table.at(row, column)),
        );
        return { columns: table.columns, rows };
      };
      const polluted = await read('polluted');
      const clean = await read('clean');
      if (lost.includes(name)) expect(polluted.rows.length).toBe(clean.rows.length - 1);
      else expect(polluted).toEqual(clean);
    },
  );

  test('CDNOW: runs of spaces, no header', async () => {
    const report = await importPath('cdnow/CDNOW_sample.txt');
    expect(report).toMatchObject({ loaded: 6919, delimiter: 'spaces' });
    expect(report.columns.map(({ type }) => type)).toEqual([
      'VARCHAR',
      'VARCHAR',
      'DATE',
      'BIGINT',
      'DOUBLE',
    ]);
  });

  test('the workbook of IBM Telco has numeric money', async () => {
    const report = await importPath('telco/telco-reasons.xlsx');
    expect(report).toMatchObject({ kind: 'xlsx', loaded: 7043, setAside: [] });
    for (const name of ['Monthly Charges', 'Total Charges'])
      expect(typeOf(report, name)?.type).toBe('DOUBLE');
  });

  test.each(list('csv/encodings'))('%s is read in its encoding', async (name) => {
    const report = await importPath(`csv/encodings/${name}`);
    const expected: Record<string, string> = {
      'big5.txt': 'big5',
      'cp1252.txt': 'windows-1252',
      'cp932-shift-jis.txt': 'shift_jis',
      'cp936-gb2312.txt': 'gb18030',
      'euc-kr.txt': 'euc-kr',
      'gb18030.txt': 'gb18030',
      'sjis.csv': 'shift_jis',
      'unicode.csv': 'utf-16le',
      'utf16be-no-bom.txt': 'utf-16be',
      'utf16le-bom.txt': 'utf-16le',
    };
    expect(report.encoding).toBe(expected[name] ?? 'utf-8');
  });

  // SHA-256 of the lines, joined by line feeds, as Python's codecs read them (big5hkscs, cp932, cp949 … ).
  test.each([
    ['big5.txt', '444e98a768528006'],
    ['cp1252.txt', '472acc7d20b15d22'],
    ['cp932-shift-jis.txt', '8c026b95b4b4c5fc'],
    ['cp936-gb2312.txt', '7742a239f74d2505'],
    ['euc-kr.txt', '62f2be5e7691d588'],
    ['gb18030.txt', '5e44c81264ca6e63'],
    ['sjis.csv', '0f1ed9f91736dbec'],
    ['unicode.csv', '0f1ed9f91736dbec'],
    ['utf16be-no-bom.txt', '192d152a5728062a'],
    ['utf16le-bom.txt', '192d152a5728062a'],
    ['utf8-bom.txt', '192d152a5728062a'],
    ['utf8_bom.csv', '0f1ed9f91736dbec'],
  ])('%s: every line is loaded as another decoder reads it', async (name, digest) => {
    const report = await importPath(`csv/encodings/${name}`, {
      delimiter: '',
      quote: '',
      header: [],
      footer: 0,
      columns: { column_1: { form: 'text' } },
    });
    expect(report.setAside).toEqual([]);
    const table = await engine.query('SELECT column_1 FROM files.t ORDER BY rowid');
    const lines = Array.from({ length: table.rowCount }, (_, row) => String(table.at(row, 0) ?? ''));
    expect(createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)).toBe(digest);
  });

  test('one table in Shift-JIS, UTF-16 and UTF-8 is loaded alike', async () => {
    const rows: unknown[] = [];
    for (const name of ['utf8_bom.csv', 'sjis.csv', 'unicode.csv']) {
      await importPath(`csv/encodings/${name}`);
      const table = await engine.query('SELECT * FROM files.t');
      rows.push(table.columns.map((_, column) => table.at(0, column)));
    }
    expect(rows[1]).toEqual(rows[0]);
    expect(rows[2]).toEqual(rows[0]);
    expect(rows[0]).toContain('飲料用 ヨーグルト');
  });

  test.each(list('parquet'))('parquet %s is read whole', async (name) => {
    const report = await importPath(`parquet/${name}`);
    expect(report).toMatchObject({ kind: 'parquet', setAside: [] });
    expect(report.loaded).toBeGreaterThan(0);
  });
});
