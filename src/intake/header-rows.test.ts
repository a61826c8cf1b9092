import { expect, test } from 'vitest';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import { createTestLoader } from './test-loader.ts';

const { load } = createTestLoader(createNodeEngine);
const NAMES = ['Smith', 'Jones', '张三', 'Lee', '王五'];
const DATA = NAMES.map((name, row) => `${name},${(row * 37) % 20},2024-01-0${row + 1}`).join('\n');

test.each([
  ['units, with none for the names', ',USD,yyyy-mm-dd', 'name VARCHAR, fee USD BIGINT, day yyyy-mm-dd DATE'],
  ['types', 'varchar,int,date', 'name varchar VARCHAR, fee int BIGINT, day date DATE'],
  ['the same in another language', '姓名,费用,日期', 'name 姓名 VARCHAR, fee 费用 BIGINT, day 日期 DATE'],
])('a second row of names: %s', async (_, second, columns) => {
  const found = await load('second.csv', `name,fee,day\n${second}\n${DATA}\n`);
  expect(found.columns).toBe(columns);
  expect(found.rows).toHaveLength(NAMES.length);
});

test('a questionnaire has its questions and their keys below the short names', async () => {
  const keys = [1, 2, 3].map((key) => `"{""ImportId"":""QID${key}""}"`).join(',');
  const answers = NAMES.map((_, row) => `${row % 5},too expensive since ${2019 + row},${30 + row}`).join(
    '\n',
  );
  const { columns, rows } = await load(
    'survey.csv',
    `Q1,Q2,Q3\nHappy?,Why?,"Age, years"\n${keys}\n${answers}\n`,
  );
  expect(columns).toMatch(/^Q1 Happy\? .* BIGINT, Q2 Why\? .* VARCHAR, Q3 Age, years .* BIGINT$/);
  expect(rows).toHaveLength(NAMES.length);
});

test.each([
  ['null words', 'C1,-,-', 'key VARCHAR, a BIGINT, b BIGINT'],
  ['words that are none', 'C1,unknown,pending', 'key VARCHAR, a VARCHAR, b VARCHAR'],
])('a first record of data is no second row of names: %s', async (_, first, columns) => {
  const found = await load('first.csv', `key,a,b\n${first}\nC2,1,2\nC3,3,4\nC4,5,6\n`);
  expect(found.columns).toBe(columns);
  expect(found.rows).toHaveLength(4);
});

test('months count up within each group above them', async () => {
  const data = NAMES.map((name, row) => `${name},${[5, 3, 8, 1, 9, 2].map((n) => (n * row) % 11).join(',')}`);
  const text = `team,H1,,,H2,,\n,1,2,3,7,8,9\n${data.join('\n')}\n`;
  const { columns } = await load('halves.csv', text);
  expect(columns).toBe(
    `team VARCHAR, ${['H1 1', 'H1 2', 'H1 3', 'H2 7', 'H2 8', 'H2 9'].map((name) => `${name} BIGINT`).join(', ')}`,
  );
});

test('comments behind # are no names, unless nothing else names the values', async () => {
  const noted = await load('noted.csv', '# made 2024-06-01\n# by a tool, version 2\na,b\n1,2\n3,4\n');
  expect(noted.columns).toBe('a BIGINT, b BIGINT');
  const named = await load('named.csv', '# made 2024-06-01\n#name,fee\nx,2\ny,4\n');
  expect(named.columns).toBe('#name VARCHAR, fee BIGINT');
});
