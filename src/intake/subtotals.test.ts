import { expect, test } from 'vitest';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import type { ImportRecipe } from './import-recipe.ts';
import { createTestLoader } from './test-loader.ts';

const loader = createTestLoader(createNodeEngine);
const load = (text: string, recipe?: ImportRecipe) => loader.load('t.csv', text, recipe);

const groups = '部门,员工,金额\nA,张,1\nA,李,2\n小计,,3\nB,王,4\nB,赵,5\n小计,,9\n合计,,12\n';
const many = 'East,customer,1,5\n'.repeat(20_000);

test.each([
  ['小计', groups, ['4 subtotal', '7 footer', '8 footer']],
  [
    'Excel’s, with the name of the group',
    'region,who,n\nEast,a,1\nEast,b,2\nEast Total,,3\nWest,c,4\nWest,d,5\nWest Total,,9\nGrand Total,,12\n',
    ['4 subtotal', '7 subtotal', '8 footer'],
  ],
  ['in a column of dates', 'date,n\n2024-01-01,5\n2024-01-02,6\nSubtotal,1\n2024-01-03,7\n', ['4 subtotal']],
  [
    'sums, where nothing else names a row',
    'k,n\nA,1\nB,2\n小计,3\nC,4\nD,5\n小计,9\nE,7\n',
    ['4 subtotal', '7 subtotal'],
  ],
  ['no sums', 'plan,customers\nBasic,1\nPro,2\nTotal,9\nTeam,4\nOther,5\n', []],
  ['a brand', 'brand,city,n\nTotal,Paris,3\nShell,Rome,4\nShell Total,Oslo,5\nBP,Bern,4\nAral,Ulm,2\n', []],
  [
    'of another group',
    'brand,city,n\nShell,Rome,4\nPetrol Total,,5\nBP,Bern,4\nAral,Ulm,2\nEsso,Linz,2\n',
    [],
  ],
  ['far below the sample', `region,who,n,m\n${many}East Total,,5,7\nWest,x,1,2\n`, ['20002 subtotal']],
  ['in quotes far below', `region,who,n,m\n${many}"East Total","",5,7\nWest,x,1,2\n`, ['20002 subtotal']],
  [
    'stars of SAP',
    'Kunde;Name;Betrag\nK1;Alfa;1\nK2;Beta;2\n*;;3\nK3;Gamma;4\nK4;Delta;5\n*;;9\n**;;12\n',
    ['4 subtotal', '7 footer', '8 footer'],
  ],
  ['stars far below the sample', `region,who,n,m\n${many}*,,5,7\nWest,x,1,2\n`, ['20002 subtotal']],
  ['stars beside numbers', 'n,p,mark\n1,5,*\n2,6,***\n3,7,**\n4,8,*\n5,9,*\n', []],
  [
    'a total above another table',
    'id,region,n\nA1,East,1\nA2,East,2\nA3,West,3\n,,6\n\nplan,n\nBasic,5\nPro,7\n',
    ['5 footer', '7 other-table', '8 other-table', '9 other-table'],
  ],
  [
    'a ledger of nothing else',
    '科目,期间,摘要,借方,方向\n现金,202401,年初余额,5,借\n现金,202401,本期合计,5,借\n现金,202401,本年累计,5,借\n现金,202402,本期合计,6,借\n现金,202402,本年累计,11,借\n',
    [],
  ],
  [
    'of a ledger',
    '日期,摘要,借方,方向,余额\n2024-01-05,收款,50,借,150\n2024-01-08,付款,20,借,130\n2024-01-31,本月合计,70,借,130\n2024-02-05,收款,50,借,180\n2024-02-29,本月合计,50,借,180\n2024-02-29,本年累计,120,借,180\n',
    ['4 subtotal', '6 subtotal', '7 subtotal'],
  ],
])('subtotals are set aside, rows are not: %s', async (_, text, expected) => {
  expect((await load(text)).aside).toEqual(expected);
});

test('subtotals are said, do not change a type, and are loaded when asked for', async () => {
  const found = await load(groups.replaceAll('小计,,', '小计,,¥'));
  expect(found.columns).toBe('部门 VARCHAR, 员工 VARCHAR, 金额 BIGINT');
  expect(found.notices).toContain('noticeSubtotals');
  expect(found.report.recipe.subtotals).toBe(false);
  const asked = await load(groups, { subtotals: true, footer: 0 });
  expect(asked.aside).toEqual([]);
  expect(asked.report.recipe.subtotals).toBe(true);
});

test.each([
  ['Markdown', '| a | b |\n|:--|--:|\n| x | 1 |\n| yy |  |\n', []],
  [
    'a tool of databases',
    '+---+---+\n| a | b |\n+---+---+\n| x | 1 |\n| y | 2 |\n+---+---+\n2 rows in set (0.00 sec)\n',
    ['6 footer', '7 footer'],
  ],
  ['no bar at the end', '|a|b\n|x|1\n|y|2\n|z|3\n', []],
])('a bar before the first cell makes no column: %s', async (_, text, expected) => {
  const { columns, aside, notices } = await load(text);
  expect(columns).toBe('a VARCHAR, b BIGINT');
  expect(aside).toEqual(expected);
  expect(notices).toContain('noticeGuards');
});

test('what stands before the first bar is not lost', async () => {
  expect((await load('|a|b|\n|x|1|\n9|y|2|\n|z|3|\n')).columns).toBe('column_1 BIGINT, a VARCHAR, b BIGINT');
  const late = await load(`|a|b|\n${'|x|1|\n'.repeat(50_000)}9|y|2|\n`);
  expect([late.columns, late.aside]).toEqual(['a VARCHAR, b BIGINT', ['50002 too-many-cells']]);
});
