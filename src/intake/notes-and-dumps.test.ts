import { expect, test } from 'vitest';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import { createTestLoader } from './test-loader.ts';

const { load } = createTestLoader(createNodeEngine);

const odd = (delimiter: string): string =>
  ['id,name,at,fee', ...[1, 2, 3].map((n) => `00${n},n${n},2024-0${n}-05,${n}00.5`)]
    .map((line) => `${line.replaceAll(',', delimiter)}\n`)
    .join('');
const notes = (count: number): string =>
  Array.from({ length: count }, (_, n) => `Note ${'abcdefghijklmnopqrst'[n]} of the report\n`).join('');

test.each([
  ['above', `${notes(12)}${odd(',')}`, []],
  ['below', `${odd(';')}${notes(12)}`, Array.from({ length: 12 }, (_, n) => n + 5)],
  ['on both sides', `${notes(6)}${odd('\t')}${notes(6)}`, [11, 12, 13, 14, 15, 16]],
])('three rows among more notes %s them are the table', async (_, text, footer) => {
  const { columns, rows, aside } = await load('n.csv', text);
  expect(columns).toBe('id VARCHAR, name VARCHAR, at DATE, fee DOUBLE');
  expect(rows[2]).toEqual(['003', 'n3', '2024-03-05', 300.5]);
  expect(aside).toEqual(footer.map((line) => `${line} footer`));
});

test.each([
  ['comment\ngood\nbad, slow\nvery good\nfine, but late\nok\n', 'comment VARCHAR', 5],
  [`place\n${'Ulm, 5\n'.repeat(3)}${'Bern\n'.repeat(9)}`, 'place VARCHAR', 12],
])('lines of prose with a comma here and there stay one column: %j', async (text, columns, loaded) => {
  const found = await load('c.txt', text);
  expect([found.columns, found.report.loaded]).toEqual([columns, loaded]);
});

test('few payments between the notes of Alipay', async () => {
  const rows = [1, 2, 3]
    .map((n) => `2024010${n}22001\t,P${n}\t,2024-01-0${n} 10:00:00 ,${n}.50   ,交易成功    ,\n`)
    .join('');
  const text = `支付宝交易记录明细查询\n账号:[138]\n${'-'.repeat(9)}明细列表${'-'.repeat(9)}\n交易号   ,订单号 ,付款时间   ,金额（元）,状态  ,\n${rows}${'-'.repeat(30)}\n共3笔记录\n已收入:0笔,0.00元\n已支出:3笔,7.50元\n导出时间:[2024-02-02 10:10:10]    用户:张三\n`;
  const { columns, report, aside } = await load('alipay.csv', text);
  expect(columns).toBe('交易号 VARCHAR, 订单号 VARCHAR, 付款时间 TIMESTAMP, 金额（元） DOUBLE, 状态 VARCHAR');
  expect(report.loaded).toBe(3);
  expect(aside).toEqual([8, 9, 10, 11, 12].map((line) => `${line} footer`));
});

test('numbers in the digits of Arabic and Persian are numbers', async () => {
  const { columns, rows } = await load('d.csv', 'id,amount,share\n1,١٢٣٫٥٠,٥٪\n2,١٬٢٣٤٫٥٠,٧٪\n3,۹۹,۱۰٪\n');
  expect(columns).toBe('id VARCHAR, amount DOUBLE, share DOUBLE');
  expect(rows.map((row) => row.slice(1))).toEqual([
    [123.5, 0.05],
    [1234.5, 0.07],
    [99, 0.1],
  ]);
});

test('the null of a dump is null in text columns too, unless the words for null are given', async () => {
  const text = 'ref,n\n\\N,1\nx,\\N\n\\N,3\n';
  const { rows, columns, notices } = await load('dump.csv', text);
  expect([columns, notices]).toEqual(['ref VARCHAR, n BIGINT', ['noticeDumpNulls']]);
  expect(rows).toEqual([
    [null, 1],
    ['x', null],
    [null, 3],
  ]);
  expect((await load('dump.csv', text, { nulls: [] })).rows[0]).toEqual(['\\N', '1']);
});

test('a null of a dump that first stands far down is null in every column', async () => {
  const lines = Array.from({ length: 40_000 }, (_, at) => `ref ${at},${at},${at % 2 ? 'x' : ''}`);
  const late = (line: string): string => ['ref,n,note', ...lines, line, 'last,1,y'].join('\n');
  for (const line of ['\\N,1,z', 'x,\\N,\\N', 'x,\\N,z'] as const) {
    const { rows, columns, notices } = await load('dump.csv', late(line));
    expect([columns, notices]).toEqual(['ref VARCHAR, n BIGINT, note VARCHAR', ['noticeDumpNulls']]);
    const written = line.split(',').map((cell) => (cell === '\\N' ? null : cell === '1' ? 1 : cell));
    expect(rows.at(-2)).toEqual(written);
  }
  const { rows } = await load('dump.csv', late('x,1,\\N'), { nulls: [] });
  expect(rows.at(-2)).toEqual(['x', 1, '\\N']);
});

test('a null of a dump far down in a table of hundreds of columns is null', async () => {
  const width = 450;
  const line = (word: string): string => Array.from({ length: width }, (_, at) => `${word} ${at}`).join();
  const text = [line('name'), ...Array.from({ length: 200 }, () => line('some')), `\\N,${line('last')}`];
  const { rows, notices } = await load('wide.csv', text.join('\n').replace(`,last ${width - 1}`, ''));
  expect(notices).toEqual(['noticeDumpNulls']);
  expect(rows.at(-1)?.slice(0, 2)).toEqual([null, 'last 0']);
});
