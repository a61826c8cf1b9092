import { expect, test } from 'vitest';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import { SPACES } from './import-recipe.ts';
import { createTestLoader } from './test-loader.ts';
import { toRecipe } from './to-recipe.ts';

const { load } = createTestLoader(createNodeEngine);

const analytics = (...rows: string[]): string =>
  `# ----\n# Account: Shop\n# ----\n# All Users\n# Start date: 20240101\n${rows.join('\n')}\n\n`;

test('two tables of web analytics, each under more notes than rows', async () => {
  const text =
    analytics('Nth day,Returning,New', '0000,120,300', '0001,110,280', '0002,90,260') +
    analytics('Cohort,Users', 'Jan 1,100', 'Jan 2,90');
  const first = await load('ga.csv', text);
  expect(first.columns).toBe('Nth day VARCHAR, Returning BIGINT, New BIGINT');
  expect(first.rows[2]).toEqual(['0002', 90, 260]);
  const second = await load('ga.csv', text, { table: 2 });
  expect([second.columns, second.rows]).toEqual([
    'Cohort VARCHAR, Users BIGINT',
    [
      ['Jan 1', 100],
      ['Jan 2', 90],
    ],
  ]);
});

test.each([
  [
    'single spaces',
    ' ',
    ['"id" "plan" "fee"', '"1" "a1" "Basic" 9.5', '"2" "a2" "Pro plan" 19.5', '"3" "a3" "Basic" 9'],
  ],
  [
    'tabs',
    '\t',
    [
      '"id"\t"plan"\t"fee"',
      '"1"\t"a1"\t"Basic"\t9.5',
      '"2"\t"a2"\t"Pro plan"\t19.5',
      '"3"\t"a3"\t"Basic"\t9',
    ],
  ],
])('R numbers its rows without a name for that, between %s', async (_, _delimiter, lines) => {
  const { columns, rows } = await load('r.txt', `${lines.join('\n')}\n`);
  expect(columns).toBe('column_1 BIGINT, id VARCHAR, plan VARCHAR, fee DOUBLE');
  expect(rows[1]).toEqual([2, 'a2', 'Pro plan', 19.5]);
});

test('a last name that is missing moves no other name', async () => {
  const { columns } = await load('n.csv', 'id,name\n1,Ann,x\n2,Bob,y\n3,Cy,z\n');
  expect(columns).toBe('id VARCHAR, name VARCHAR, column_3 VARCHAR');
});

test('days with points and a year of two digits, as German banks write them', async () => {
  const { columns, rows } = await load(
    'b.csv',
    'Buchungstag;Kundennummer;Betrag\n31.01.24;0815;-850,00\n30.01.24;4711;"2.345,67"\n',
  );
  expect(columns).toBe('Buchungstag DATE, Kundennummer VARCHAR, Betrag DOUBLE');
  expect(rows[1]).toEqual(['2024-01-30', '4711', 2345.67]);
});

test('Japanese dates and numbers in full-width digits; ids stay as they are', async () => {
  const { columns, rows } = await load(
    'j.csv',
    '顧客番号,契約日,月額\n００１２,２０２３年４月１日,"￥１，９８０"\n００１３,2023年12月10日,￥９８０\n',
  );
  expect(columns).toBe('顧客番号 VARCHAR, 契約日 DATE, 月額 DOUBLE');
  expect(rows).toEqual([
    ['００１２', '2023-04-01', 1980],
    ['００１３', '2023-12-10', 980],
  ]);
});

test('files that a shell put together keep their marks and headers', async () => {
  const small = '\ufeffid,n\n1,2\n3,4\n';
  expect((await load('cat.csv', small + small, { table: 'all' })).rows).toHaveLength(4);
  const large = `\ufeffid,n\n${'1,2\n'.repeat(100_000)}`;
  const { aside, report } = await load('cat.csv', large + small, { table: 'all' });
  expect([report.loaded, aside]).toEqual([100_002, ['100002 repeated-header']]);
});

test.each([
  [
    'CUSTOMER ACTIVITY LIST',
    'PAGE',
    (...cells: string[]) =>
      cells
        .map((cell) => cell.padEnd(14))
        .join('  ')
        .trimEnd(),
  ],
  ['客户清单', '第 # 页', (...cells: string[]) => cells.join(',')],
])(
  'a report of %s printed on pages is one table; their headings are set aside',
  async (title, page, line) => {
    const pages = [0, 1, 2].map((at) => {
      const number = page.includes('#') ? page.replace('#', String(at + 1)) : `${page} ${String(at + 1)}`;
      const rows = [1, 2, 3, 4, 5, 6].map((n) =>
        line(
          `00${String(at * 6 + n)}`,
          'ACME NEW YORK',
          `2024-01-0${String(n)}`,
          `${String(at)}.5${String(n)}`,
        ),
      );
      return [`${title}       ${number}`, '', line('CUSTNO', 'NAME', 'OPENED', 'AMOUNT'), ...rows, ''].join(
        '\n',
      );
    });
    const { columns, rows, aside, report } = await load('pages.txt', pages.join('\n'));
    expect(columns).toBe('CUSTNO VARCHAR, NAME VARCHAR, OPENED DATE, AMOUNT DOUBLE');
    expect([rows.length, rows.at(-1)]).toEqual([18, ['0018', 'ACME NEW YORK', '2024-01-06', 2.56]]);
    expect(aside.map((one) => one.split(' ')[1])).toEqual([
      'too-few-cells',
      'repeated-header',
      'too-few-cells',
      'repeated-header',
    ]);
    expect(report.notices.map(({ code }) => code)).not.toContain('noticeOtherTable');
    const apart = await load('apart.txt', pages.join('\n').replace(/PAGE|页/g, 'REGION'));
    expect(apart.rows).toHaveLength(6);
  },
);

test('a web page named .xls: names of characters, rows of merged names, a total', async () => {
  const row = (...cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  const { columns, rows, aside } = await load(
    'w.xls',
    `<html><body><table><tr><th colspan=2>Customer</th><th>MRR</th></tr>${row('Id', 'Name', 'net')}${row('00012', 'M&uuml;ller &amp; S&ouml;hne', '1,200.50')}${row('00013', '&lt;b&gt; &euro;', '(35.00)')}${row('00014', 'X', '5')}${row('Total', '', '1,170.50')}</table></body></html>`,
  );
  expect(columns).toBe('Customer Id VARCHAR, Customer Name VARCHAR, MRR net DOUBLE');
  expect(rows).toEqual([
    ['00012', 'Müller & Söhne', 1200.5],
    ['00013', '<b> €', -35],
    ['00014', 'X', 5],
  ]);
  expect(aside).toEqual(['6 footer']);
});

test('columns under a line of dashes are cut where it says, whatever spaces are in them', async () => {
  const names = 'CUSTOMER_ID NAME                 STARTED       AMOUNT\n';
  const ruler = '----------- -------------------- --------- ----------\n';
  const rows =
    '        101 Ann Lee              05-JAN-24       12.5\n' +
    '        102 Cy "Young" Jr        06-JAN-24     1050.5\n' +
    '        103 a name that is far too long for it   08-FEB-24    6\n' +
    '        104                      07-FEB-24          5\n';
  const text = `\nSQL> select\n${names}${ruler}${rows}\n4 rows selected.\n\n`;
  const found = await load('plus.lst', text);
  expect(found.columns).toBe('CUSTOMER_ID VARCHAR, NAME VARCHAR, STARTED DATE, AMOUNT DOUBLE');
  expect(found.rows).toEqual([
    ['101', 'Ann Lee', '2024-01-05', 12.5],
    ['102', 'Cy "Young" Jr', '2024-01-06', 1050.5],
    ['104', null, '2024-02-07', 5],
  ]);
  expect(found.aside).toEqual(['7 too-few-cells', '10 footer']);
  expect(found.report.recipe.delimiter).toBe('spaces');
  const again = await load('plus.lst', text, toRecipe(found.report.recipe));
  expect([again.columns, again.rows]).toEqual([found.columns, found.rows]);
});

const printed = [
  'CUST NO   CUSTOMER NAME        CITY             OPEN DATE      BALANCE',
  '100234    MILLER JOHN A        NEW YORK         2021-03-15    1,250.75',
  '100235    SMITH AND SONS LTD   SALT LAKE CITY   2020-11-02   12,003.10',
  "100236    O'BRIEN MARY                          2019-07-30       88.00",
  '100237    VAN DER BERG         LOS ANGELES      2022-01-09      410.55',
  '100238    LEE                  SAN FRANCISCO    2018-05-21  101,100.00',
].join('\n');

test.each([
  ['alone', printed, []],
  ['below its title', `BRANCH 12      CUSTOMER LISTING      PAGE 1\n\n${printed}\n`, []],
  ['above a remark', `${printed}\nEND OF REPORT\n`, ['7 footer']],
])(
  'a print without a line of dashes is cut where blanks run down between its columns: %s',
  async (_, text, left) => {
    for (const recipe of [{}, { delimiter: SPACES }]) {
      const { columns, rows, aside } = await load('print.txt', text, recipe);
      expect(columns).toBe(
        'CUST NO VARCHAR, CUSTOMER NAME VARCHAR, CITY VARCHAR, OPEN DATE DATE, BALANCE DOUBLE',
      );
      expect(rows.slice(2)).toEqual([
        ['100236', "O'BRIEN MARY", null, '2019-07-30', 88],
        ['100237', 'VAN DER BERG', 'LOS ANGELES', '2022-01-09', 410.55],
        ['100238', 'LEE', 'SAN FRANCISCO', '2018-05-21', 101100],
      ]);
      expect(aside).toEqual(left);
    }
  },
);

const chinese = [
  '客户号  姓名        地址              开户日期              余额',
  'C001    张三        北京市海淀区      2024-01-05         1200.50',
  'C002    李四光      上 海             2024-02-11           88.00',
  'C003    欧阳修远                      2024-03-09            0.75',
  'C004    Lee         广州              2024-04-20        15000.00',
  'C005    赵六        成都                                   42.00',
];

test.each([
  ['alone', chinese],
  [
    'with a line of dashes',
    [chinese[0], '------- ----------- ----------------- ------------- ------------', ...chinese.slice(1)],
  ],
])('in a print a Chinese character is as wide as two letters: %s', async (_, lines) => {
  const { columns, rows } = await load('中文.txt', `${lines.join('\r\n')}\r\n`);
  expect(columns).toBe('客户号 VARCHAR, 姓名 VARCHAR, 地址 VARCHAR, 开户日期 DATE, 余额 DOUBLE');
  expect(rows).toEqual([
    ['C001', '张三', '北京市海淀区', '2024-01-05', 1200.5],
    ['C002', '李四光', '上 海', '2024-02-11', 88],
    ['C003', '欧阳修远', null, '2024-03-09', 0.75],
    ['C004', 'Lee', '广州', '2024-04-20', 15000],
    ['C005', '赵六', '成都', null, 42],
  ]);
});

test('cells that blanks fill to one width stay cut by their delimiter', async () => {
  const text = [
    'id   ,name     ,fee  ',
    ...[1, 2, 3, 4, 5].map((n) => `${n}    ,n ${n}      ,${n}.50 `),
  ].join('\n');
  const { columns, report } = await load('padded.csv', text);
  expect([columns, report.delimiter]).toEqual(['id VARCHAR, name VARCHAR, fee DOUBLE', ',']);
});
