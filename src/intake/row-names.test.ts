import { expect, test } from 'vitest';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import { createTestLoader } from './test-loader.ts';

const { load } = createTestLoader(createNodeEngine);

test.each([
  ['names of rows', '"mpg" "cyl" "name"\n"Mazda RX4" 21 6 "a b"\n"Datsun 710" 22.8 4 "c"\n', 'Mazda RX4'],
  ['two columns', '"speed" "dist"\n"1" 4 2\n"2" 4 10\n"3" 7 4\n', 1],
  ['numbers out of order', '"time" "rel"\n"7" 4 2\n"3" 4 10\n"12" 7 4\n', 7],
  ['commas', '"a","b"\n"north",4,2\n"south",4,10\n', 'north'],
])('R’s names of rows become a column: %s', async (_, text, first) => {
  const { report, rows, aside } = await load('written-by-r.txt', text);
  const names = /^.*/.exec(text)?.[0].match(/\w+/g) ?? [];
  expect(report.columns.map(({ name }) => name)).toEqual(['column_1', ...names]);
  expect(rows[0]?.[0]).toBe(first);
  expect(aside).toEqual([]);
});

test('where everything is in quotes, a missing name is the last one', async () => {
  const { report } = await load(
    'quoted.csv',
    '"id","name"\n"7","Bob","late"\n"9","Ann","x"\n"4","Eve","y"\n',
  );
  expect(report.columns.map(({ name }) => name)).toEqual(['id', 'name', 'column_3']);
});
