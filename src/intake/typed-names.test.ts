import { expect, test } from 'vitest';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import { createTestLoader } from './test-loader.ts';

const { load } = createTestLoader(createNodeEngine);
const ROWS = 30;

/** Rows of a text and whole numbers of no order. */
function write(
  top: string,
  width: number,
  toFirst = (row: number): string => ['North', '张三', 'East'][row % 3] ?? '',
): string {
  const rows = Array.from({ length: ROWS }, (_, row) =>
    [toFirst(row), ...Array.from({ length: width - 1 }, (_, at) => (row * 37 + at * 61) % 100)].join(','),
  );
  return `${top}\n${rows.join('\n')}\n`;
}

test.each([
  'region,2024-01,2024-02,2024-03',
  '部门,20240101,20240102,20240103',
  'region,202411,202412,202501',
  'region,2024/1/1,2024/2/1',
  'region,2024-01-01 00:00:00,2024-02-01 00:00:00',
  '门店,2023,2024,同比',
  '姓名,1,2,3,4,5,6,7',
  'share,10%,20%,30%,40%',
  'age,<18,18-25,26-35,>35',
  'customer,0-30,31-60,61-90',
  ',0,1,2,3',
])('values stand as names above other values: %s', async (top) => {
  const names = top.split(',');
  const { columns, rows } = await load('pivot.csv', write(top, names.length));
  expect(rows).toHaveLength(ROWS);
  expect(columns).toBe(
    names.map((name, at) => `${name || 'column_1'} ${at === 0 ? 'VARCHAR' : 'BIGINT'}`).join(', '),
  );
});

test('the ages of cohorts are names, also below their sizes', async () => {
  const toMonth = (row: number): string =>
    `${2022 + Math.floor(row / 12)}-${String((row % 12) + 1).padStart(2, '0')}`;
  const { columns } = await load('cohorts.csv', write('cohort,size,0,1,2,3', 6, toMonth));
  expect(columns).toBe('cohort DATE, size BIGINT, 0 BIGINT, 1 BIGINT, 2 BIGINT, 3 BIGINT');
});

test('columns that pandas numbers are named by their numbers', async () => {
  const { columns } = await load(
    'numbered.csv',
    write('0,1,2', 3, (row) => `${(row * 13) % 50}`),
  );
  expect(columns).toBe('0 BIGINT, 1 BIGINT, 2 BIGINT');
});

test('months below the names of groups are names too', async () => {
  const top = 'region,Sales,,Costs,\n,2024-01,2024-02,2024-01,2024-02';
  const { columns, rows } = await load('groups.csv', write(top, 5));
  expect(columns).toBe(
    'region VARCHAR, Sales 2024-01 BIGINT, Sales 2024-02 BIGINT, Costs 2024-01 BIGINT, Costs 2024-02 BIGINT',
  );
  expect(rows).toHaveLength(ROWS);
});

test('values above the names are no part of the table', async () => {
  const { columns, rows, notices } = await load('counted.csv', write('506,13,,,\nregion,a,b,c,d', 5));
  expect(columns).toBe('region VARCHAR, a BIGINT, b BIGINT, c BIGINT, d BIGINT');
  expect(rows).toHaveLength(ROWS);
  expect(notices).toContain('noticePreamble');
});

test.each([
  ['C001,2024-01-05,12', (row: number) => `C${100 + row},2024-01-${10 + row},${row}`],
  ['2000,17', (row: number) => `${2001 + row},${(row * 7) % 31}`],
  ['202401,x,5', (row: number) => `${202402 + row},y,${row * 3}`],
  ['1,2,3,4', (row: number) => `${row + 2},${row + 3},${row + 4},${row + 5}`],
  ['A1,unknown,?,3', (row: number) => `A${row + 2},${row % 7},${row % 5},${row % 3}`],
  ['00:15,08:30,3', (row: number) => `0${row % 9}:15,09:30,${row}`],
  ['北京,2019,35', (row: number) => `${['上海', '广州'][row % 2]},${2020 + (row % 4)},${row}`],
])('a first record of the same kind as the others is no header: %s', async (first, toRecord) => {
  const records = Array.from({ length: 12 }, (_, row) => toRecord(row));
  const { rows, notices } = await load('plain.csv', `${[first, ...records].join('\n')}\n`);
  expect(rows).toHaveLength(13);
  expect(notices).toContain('noticeNoHeader');
});
