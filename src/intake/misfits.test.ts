import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import type { Engine } from '../engine/engine.ts';
import type { SourceFile } from '../engine/source.ts';
import { importFile } from './import-file.ts';
import type { ImportRecipe } from './import-recipe.ts';
import { writeMisfitsCsv } from './set-aside-csv.ts';
import { writeTar } from './write-tar.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await createNodeEngine();
});
afterAll(() => engine.close());

/** 400 records, every ninth with an amount that is none, every seventh of two lines, some too short, some blank lines. */
function makeText(newLine: (row: number) => string = () => '\n'): string {
  const records = Array.from({ length: 400 }, (_, row) => {
    const note = row % 7 === 0 ? '"two\nlines"' : 'one';
    const amount = row % 9 === 0 ? `bad ${row}` : `${row}.5`;
    const extra = `${row % 50 === 3 ? `short${newLine(row)}` : ''}${row % 60 === 5 ? newLine(row) : ''}`;
    return `${extra}${row},${note},${amount}${newLine(row)}`;
  });
  return `id,note,amount\n${records.join('')}`;
}
const bad = Array.from({ length: 400 }, (_, row) => row).filter((row) => row % 9 === 0);

async function load(file: SourceFile, recipe: ImportRecipe = {}) {
  const report = await importFile({ engine, file, relation: 't', recipe });
  expect(report.records).toBe(report.loaded + report.setAside.length);
  return report;
}

/** A record with a cell of two lines ends one line below. */
function expectLines(lines: readonly string[], cells: readonly { line: number; text: string }[]): void {
  for (const { line, text } of cells) {
    const record = /two$/.test(lines[line - 1] ?? '') ? lines[line] : lines[line - 1];
    expect(record?.endsWith(`,${text}`), `${text} on line ${line}`).toBe(true);
  }
}

test('each cell that does not fit is told with its line and text, and is in the table as text', async () => {
  const report = await load(new File([makeText()], 'a.csv'));
  expect(report.setAside).toHaveLength(8);
  expect(report.columns[2]).toMatchObject({ type: 'VARCHAR', misfits: bad.length, nearlyForm: 'decimal' });
  expect(report.misfitCells.map(({ text }) => text)).toEqual(bad.map((row) => `bad ${row}`));
  expectLines(makeText().split('\n'), report.misfitCells);
  const csv = await (await writeMisfitsCsv(report.misfitCells)).arrayBuffer();
  expect(Buffer.from(csv).toString('utf8').split('\r\n').slice(0, 3)).toEqual([
    '\ufeffline,column,text',
    '2,amount,bad 0',
    expect.stringMatching(/^\d+,amount,bad 9$/),
  ]);
});

test('with the yes they are null, and still told', async () => {
  const recipe = { columns: { amount: { form: 'number', misfits: 'null' } } } as const;
  const report = await load(new File([makeText()], 'a.csv'), recipe);
  expect(report.columns[2]).toMatchObject({ type: 'DOUBLE', nulls: bad.length, misfitsAreNull: true });
  expect(report.misfitCells).toHaveLength(bad.length);
  expectLines(makeText().split('\n'), report.misfitCells);
});

test('the lines are right for mixed line ends, another encoding, a sheet and several files', async () => {
  const mixed = makeText((row) => (row % 2 === 0 ? '\n' : '\r\n'));
  const wide = new Uint8Array(Buffer.from(`\ufeff${makeText()}`, 'utf16le'));
  for (const file of [new File([mixed], 'mixed.csv'), new File([wide], 'wide.csv')]) {
    const report = await load(file);
    expect(report.misfitCells).toHaveLength(bad.length);
    expectLines(mixed.split(/\r?\n/), report.misfitCells);
  }
  const rows = [
    ['Report'],
    [],
    ['id', 'amount'],
    ...Array.from({ length: 60 }, (_, row) => [row, row === 42 ? '待定' : row]),
  ];
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'S');
  const sheet = await load(new File([write(book, { type: 'array' }) as ArrayBuffer], 's.xlsx'));
  expect(sheet.misfitCells).toEqual([{ line: 46, row: 43, column: 'amount', text: '待定' }]);
  const files = [new File([makeText()], '1.csv'), new File([makeText()], '2.csv')];
  const joined = await load(writeTar('all.tar', files), { files: ['1.csv', '2.csv'] });
  expect(joined.misfitCells).toHaveLength(2 * bad.length);
  for (const name of ['1.csv', '2.csv']) {
    const own = joined.misfitCells.filter(({ file }) => file === name);
    expect(own).toHaveLength(bad.length);
    expectLines(makeText().split('\n'), own);
  }
});

test('a column of more than a million texts is looked at without a list of them', async () => {
  const lines = Array.from({ length: 1_100_000 }, (_, row) => `${row},${row === 900_000 ? '-' : row * 3}\n`);
  const report = await load(new File([`key,n\n${lines.join('')}`], 'many.csv'));
  expect(report.columns[1]).toMatchObject({ type: 'BIGINT', nulls: 1, nullWords: [{ word: '-', count: 1 }] });
});
