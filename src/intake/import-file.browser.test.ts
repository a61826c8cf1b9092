import { utils, write } from '@e965/xlsx';
import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBrowserEngine } from '../engine/create-browser-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { createWorkerTasks } from './create-worker-tasks.ts';
import { importFile } from './import-file.ts';
import { previewFile } from './preview-file.ts';

let engine: Engine;
const tasks = createWorkerTasks(
  () => new Worker(new URL('./intake-worker.ts', import.meta.url), { type: 'module' }),
);

beforeAll(async () => {
  engine = await createBrowserEngine();
});
afterAll(() => engine.close());

test('a file in the tab is typed on every value and accounted for', async () => {
  const rows = Array.from({ length: 30_000 }, (_, row) => `C${row},${row},2024-01-0${1 + (row % 9)},北京\n`);
  const text = `客户编号,金额,joined,城市\n${rows.join('')}C30000,0.5,2024-02-01,上海\nC30001,"1\n"\n`;
  const file = new File([text], '客户.csv');
  const report = await importFile({ engine, file, relation: '客户' });
  expect(report).toMatchObject({ records: 30_002, loaded: 30_001, encoding: 'utf-8', delimiter: ',' });
  expect(report.setAside).toEqual([{ line: 30_003, reason: 'too-few-cells', text: 'C30001,"1\n"' }]);
  expect(report.columns.map(({ type }) => type)).toEqual(['VARCHAR', 'DOUBLE', 'DATE', 'VARCHAR']);
  const sum = await engine.query('SELECT sum(金额) FROM files.客户');
  expect(sum.at(0, 0)).toBe((29_999 * 30_000) / 2 + 0.5);
});

test('a file that the engine cannot read as it is comes in through a clean copy', async () => {
  const file = new File(['a,b\r\n1,x\n2,"y\r\n3,z\n'], 'mixed.csv');
  const report = await importFile({ engine, file, relation: 'mixed' });
  expect(report).toMatchObject({ records: 3, loaded: 2, setAside: [{ line: 3, reason: 'unclosed-quote' }] });
});

test('of moments in a Parquet file the tab can tell the day and the month', async () => {
  const moment = "'2024-01-31 23:30:00+00'::TIMESTAMPTZ AS seen";
  const file = new File([await engine.write(`SELECT ${moment}`, 'parquet')], 'moments.parquet');
  await importFile({ engine, file, relation: 'moments' });
  const told = await engine.query(
    "SELECT seen::DATE::VARCHAR, date_trunc('month', seen)::VARCHAR FROM files.moments",
  );
  expect([told.at(0, 0), told.at(0, 1)]).toEqual(['2024-01-31', '2024-01-01']);
});

const lines = Array.from(
  { length: 40 },
  (_, row) => `${row},¥1,${row + 100}.50,2024年1月${1 + (row % 28)}日,05/0${1 + (row % 9)}/2024\n`,
);
const text = `notes\n\nid,paid "x,day,ask\n${lines.join('')}x\n`;

test.each([
  ['written.csv', () => new File([text.replaceAll('¥1,', '¥1')], 'written.csv')],
  ['a.xlsx', () => new File([makeBook()], 'a.xlsx')],
  ['a.json', () => new File(['[{"a":{"b":1}},{"a":{"b":2.5},"c":"x"}]'], 'a.json')],
  ['a.csv.zip', makeZip],
] as const)('%s is read in workers as it is on the page', async (_, make) => {
  const file = await make();
  const here = await importFile({ engine, file, relation: 'here' });
  const there = await importFile({ engine, file, relation: 'there', tasks });
  expect(there).toEqual({ ...here, relation: 'there' });
  expect(here.loaded).toBeGreaterThan(1);
  const differing = await engine.query('SELECT count(*) FROM (FROM files.here EXCEPT ALL FROM files.there)');
  expect(differing.at(0, 0)).toBe(0);
  const previewed = await previewFile({ engine, file, tasks });
  expect(previewed).toEqual(await previewFile({ engine, file }));
  expect(previewed.rows.length).toBe(here.loaded);
});

function makeBook(): ArrayBuffer {
  const rows = [['name', 'n', 'on'], ...Array.from({ length: 50 }, (_, row) => [`c${row}`, row / 4, true])];
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Data');
  return write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer;
}

async function makeZip(): Promise<File> {
  const writer = new ZipWriter(new BlobWriter());
  await writer.add('客户.csv', new TextReader('客户,值\na,1\nb,2\n'));
  return new File([await writer.close()], 'a.zip');
}
