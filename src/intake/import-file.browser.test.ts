import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBrowserEngine } from '../engine/create-browser-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { importFile } from './import-file.ts';

let engine: Engine;

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
