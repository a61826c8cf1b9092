// Long, since it is a list of files as people have them, each with what it must become.
import { utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import type { ImportRecipe } from './import-recipe.ts';
import { isLabelled } from './detect-header.ts';
import { isMarkup } from './read-markup.ts';
import { createTestLoader } from './test-loader.ts';
import { toRecipe } from './to-recipe.ts';

const loader = createTestLoader(createNodeEngine);

/** With the rows as texts. */
async function load(name: string, bytes: string | Uint8Array, recipe: ImportRecipe = {}) {
  const loaded = await loader.load(name, bytes, recipe);
  const table = await loader.engine().query('SELECT COLUMNS(*)::VARCHAR FROM files.t ORDER BY rowid');
  const rows = Array.from({ length: table.rowCount }, (_, row) =>
    table.columns.map((_, column) => table.at(row, column)),
  );
  return { ...loaded, rows };
}

test.each([
  ['="00123"', 'VARCHAR', '00123'],
  ['="1.5"', 'DOUBLE', '1.5'],
  ["'0139", 'VARCHAR', '0139'],
  ['1000000000000000001\t', 'VARCHAR', '1000000000000000001'],
  ['2024-01-05 10:00:00 ', 'TIMESTAMP', '2024-01-05 10:00:00'],
  ['ab  ', 'VARCHAR', 'ab'],
  ['"1.234,50-"', 'DOUBLE', '-1234.5'],
  ['"\\1,200"', 'DOUBLE', '1200.0'],
  ['2024.01.05', 'DATE', '2024-01-05'],
  ['2024. 1. 5.', 'DATE', '2024-01-05'],
  ['2024年1月5日 下午3:05', 'TIMESTAMP', '2024-01-05 15:05:00'],
  ['2024/1/5 上午12:05:09', 'TIMESTAMP', '2024-01-05 00:05:09'],
  ['"Sept 4, 2024"', 'DATE', '2024-09-04'],
  ['"December 4, 2024"', 'DATE', '2024-12-04'],
  ['05-JAN-24', 'DATE', '2024-01-05'],
  ['05-JAN-24 10.01.00.000000 PM', 'TIMESTAMP', '2024-01-05 22:01:00'],
  ['13/1/24', 'DATE', '2024-01-13'],
  ['1/13/24 15:05', 'TIMESTAMP', '2024-01-13 15:05:00'],
  ['02/2024', 'DATE', '2024-02-01'],
  ['"₹1,23,456.50"', 'DOUBLE', '123456.5'],
  ['"-1,00,00,000"', 'DOUBLE', '-10000000.0'],
  ['1.001万', 'DOUBLE', '10010.0'],
  ['"-1,234.5 亿元"', 'DOUBLE', '-123450000000.0'],
  ['123-', 'DOUBLE', '-123.0'],
  ['120.00 USD', 'DOUBLE', '120.0'],
  ['CNY 120', 'DOUBLE', '120.0'],
  ['"1 200,50 kr"', 'DOUBLE', '1200.5'],
  ["1'234.50", 'DOUBLE', '1234.5'],
  ['"1\u202f234,50"', 'DOUBLE', '1234.5'],
  ['"1\u2009234,50"', 'DOUBLE', '1234.5'],
  ['+5.25', 'DOUBLE', '5.25'],
  ['+3%', 'DOUBLE', '0.03'],
  ['+86', 'VARCHAR', '+86'],
  ['+1.5551234567', 'VARCHAR', '+1.5551234567'],
  ['"1,23,456,7"', 'VARCHAR', '1,23,456,7'],
  ['Feb 2024', 'DATE', '2024-02-01'],
  ['February-2024', 'DATE', '2024-02-01'],
  ["Feb '24", 'DATE', '2024-02-01'],
  ['Feb-99', 'DATE', '1999-02-01'],
  ['24-Feb', 'VARCHAR', '24-Feb'],
  ['2024年2月', 'DATE', '2024-02-01'],
  ['Q3 2024', 'DATE', '2024-07-01'],
  ['2024Q4', 'DATE', '2024-10-01'],
  ['1Q2024', 'DATE', '2024-01-01'],
  ['2024年第二季度', 'DATE', '2024-04-01'],
  ['民國113年1月5日', 'DATE', '2024-01-05'],
  ['中華民國99年12月31日', 'DATE', '2010-12-31'],
  ['113年2月29日', 'DATE', '2024-02-29'],
  ['112年2月29日', 'VARCHAR', '112年2月29日'],
  ['令和6年1月5日', 'DATE', '2024-01-05'],
  ['平成元年1月8日', 'DATE', '1989-01-08'],
])('%s is a %s', async (cell, type, value) => {
  const { columns, rows } = await load('cells.csv', `v,w\n${`${cell},x\n`.repeat(4)}`);
  expect(columns).toBe(`v ${type}, w VARCHAR`);
  expect(rows[3]).toEqual([value, 'x']);
});

test.each([
  ['10,000.00 CR|250.00 Dr.|0.00', 'questionCreditDebit', 'debit-positive', ['-10000.0', '250.0', '0.0']],
  ['₹ 1,00,000.00(Cr)|5.50(Dr)', 'questionCreditDebit', 'credit-positive', ['100000.0', '-5.5']],
  ['1.000,50 贷|250,00 借', 'questionCreditDebit', 'credit-positive, comma', ['1000.5', '-250.0']],
  ['Feb-24|Mar-25', 'questionShortMonth', 'short-month', ['2024-02-01', '2025-03-01']],
  ['113/01/05|99/12/31', 'questionRocDate', 'roc-date', ['2024-01-05', '2010-12-31']],
])('%s is text until the question is answered', async (cells, code, form, values) => {
  const text = `n,v\n${cells
    .split('|')
    .map((cell) => `x,"${cell}"\n`)
    .join('')}`;
  const { report, rows } = await load('asked.csv', text);
  expect(report.questions).toMatchObject([{ column: 'v', code, taken: 'text' }]);
  expect(report.questions[0]?.choices).toContain(form);
  expect(rows.map((row) => row[1])).toEqual(cells.split('|'));
  const answered = await load('asked.csv', text, { columns: { v: { form } } });
  expect(answered.report.questions).toEqual([]);
  expect(answered.rows.map((row) => row[1])).toEqual(values);
});

test('numbers and dates that some cell decides are not asked about, and what was changed is said', async () => {
  const told = await load('t.csv', 'n,日期,m\nx,113/01/05,Feb-24\ny,99/12/31,Dec-99\n');
  expect(told.columns).toBe('n VARCHAR, 日期 DATE, m DATE');
  expect(told.notices).toEqual(['noticePeriodStart', 'noticeEra']);
  const scaled = await load('t.csv', 'n,v,w\nx,1.2万,"1,234,567"\ny,3亿,"1,23,456"\nz,980,"12,345"\n');
  expect(scaled.rows.map((row) => row[1])).toEqual(['12000.0', '300000000.0', '980.0']);
  expect(scaled.columns).toBe('n VARCHAR, v DOUBLE, w VARCHAR');
  expect(scaled.notices).toEqual(['noticeTenThousands']);
  const mixed = await load('t.csv', 'n,v\nx,5 CNY\ny,7 JPY\n');
  expect(mixed.columns).toBe('n VARCHAR, v VARCHAR');
});

test('a date of three short numbers is asked about, until a cell tells the order', async () => {
  const ask = async (...cells: string[]) =>
    (await load('short.csv', `n,when\n${cells.map((cell) => `1,${cell}\n`).join('')}`)).report.questions;
  expect(await ask('05/04/06', '01/02/03')).toMatchObject([
    { column: 'when', choices: ['short-day-first', 'short-month-first', 'short-year-first'], taken: 'text' },
  ]);
  expect(await ask('24/04/06', '01/02/03')).toMatchObject([
    { choices: ['short-day-first', 'short-year-first'] },
  ]);
  expect(await ask('5/4/06', '1/2/03')).toMatchObject([
    { choices: ['short-day-first', 'short-month-first'] },
  ]);
  expect(await ask('5/4/06', '1/22/03')).toEqual([]);
});

test('a reading that only a late row refutes is not asked about', async () => {
  const rows = '1,05/04/06\n'.repeat(40_000);
  const { report } = await load('late.csv', `n,when\n${rows}1,31/04/06\n1,24/04/06\n`);
  expect(report.questions).toMatchObject([]);
  const two = await load('late.csv', `n,when\n${rows}1,24/04/06\n`);
  expect(two.report.questions).toMatchObject([{ choices: ['short-day-first', 'short-year-first'] }]);
});

test('ids that Excel shortened are pointed out', async () => {
  const { notices } = await load('ids.csv', 'a,b\n1.23457E+17,x\n1.38001E+10,y\n');
  expect(notices).toEqual(['noticeShortenedIds']);
});

test.each([
  [
    '[{"id":1234567890123456789,"v":0.1250000000000000},{"id":2}]',
    [
      ['1234567890123456789', '0.125'],
      ['2', null],
    ],
  ],
  ['{"code":0,"data":{"total":2,"list":[{"a":1},{"a":2}]}}', [['1'], ['2']]],
  [
    '{"columns":["a","b"],"data":[[1,"x"],[2,"y"]]}',
    [
      ['1', 'x'],
      ['2', 'y'],
    ],
  ],
  [
    '{"a":{"0":1,"1":2},"b":{"0":"x","1":"y"}}',
    [
      ['1', 'x'],
      ['2', 'y'],
    ],
  ],
  [
    '{"a":[1,2],"b":["x","y"]}',
    [
      ['1', 'x'],
      ['2', 'y'],
    ],
  ],
])('the records of %s are found', async (json, expected) => {
  expect((await load('a.json', json)).rows).toEqual(expected);
});

const table = (name: string, rows: string): string =>
  `<table><tr><td>${name}</td><td>v</td></tr>${rows}</table>`;

test.each([
  ['a.xls', table('会员', '<tr><td>001</td><td>1,5&amp;</td></tr>')],
  [
    'xml.xls',
    `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>${[
      ['会员', 'v'],
      ['001', '1,5&amp;'],
    ]
      .map(
        (row) =>
          `<Row>${row.map((cell) => `<Cell><Data Type="String">${cell}</Data></Cell>`).join('')}</Row>`,
      )
      .join('')}</Table></Worksheet></Workbook>`,
  ],
])('%s, a web page or XML under the name of a workbook, is read as the table in it', async (name, text) => {
  const { columns, rows } = await load(name, text);
  expect(columns).toBe('会员 VARCHAR, v VARCHAR');
  expect(rows).toEqual([['001', '1,5&']]);
});

test('two rows of names, merged across and down, are one header', async () => {
  const sheet = utils.aoa_to_sheet([
    ['店', '2024', null, '2023', null],
    [null, 'in', 'out', 'in', 'out'],
    ...[1, 2, 3].map((n) => [`K${n}`, n, n, n, n]),
  ]);
  const book = { SheetNames: ['a'], Sheets: { a: sheet } };
  const { columns } = await load('m.xlsx', write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array);
  expect(columns).toBe('店 VARCHAR, 2024 in BIGINT, 2024 out BIGINT, 2023 in BIGINT, 2023 out BIGINT');
});

test('a second table below blank rows is told, in a sheet and in a file that a spreadsheet has made as wide throughout', async () => {
  const wide = [['name', 'x', 'y'], ...['a', 'b', 'c'].map((name, at) => [name, at, at])];
  const narrow = [['id', 'n'], ...[7, 8, 9].map((n) => [n, n])];
  const aside = [7, 8, 9, 10].map((line) => `${line} other-table`);
  const book = { SheetNames: ['a'], Sheets: { a: utils.aoa_to_sheet([...wide, [], [], ...narrow]) } };
  const sheet = await load('two.xlsx', write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array);
  expect(sheet.columns).toBe('name VARCHAR, x BIGINT, y BIGINT');
  expect(sheet.aside).toEqual(aside);
  const text = [...wide, [], [], ...narrow]
    .map((row) => [...row, '', '', ''].slice(0, 3).join(','))
    .join('\n');
  const csv = await load('two.csv', text);
  expect(csv.columns).toBe(sheet.columns);
  expect(csv.aside).toEqual(['5 blank-record', '6 blank-record', ...aside]);
});

test('cells far from the table of a sheet are told, and are no columns of it', async () => {
  const first = utils.aoa_to_sheet([['说明'], ['系统导出']]);
  const sheet = utils.aoa_to_sheet([['id', 'v'], ...[1, 2, 3].map((n) => [`C${n}`, n])]);
  Object.assign(sheet, { H2: { t: 's', v: 'checked' }, AZ900: { t: 'n', v: 5 }, '!ref': 'A1:AZ900' });
  const book = { SheetNames: ['说明', '数据'], Sheets: { 说明: first, 数据: sheet } };
  const { report, rows } = await load(
    'b.xlsx',
    write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array,
  );
  expect(rows).toEqual([1, 2, 3].map((n) => [`C${n}`, String(n)]));
  expect(report.notices).toEqual([
    { code: 'noticeStrayCells', values: { cells: 'H2 (checked), AZ900 (5)' } },
    { code: 'noticeOtherSheets', values: { sheets: '说明' } },
  ]);
});

test('what an ERP system writes above and below a table is no part of it', async () => {
  const body = [1, 2, 3].map((n) => `2024-01-0${n},记-${n},借,${n}.5,\n`).join('');
  const { report, columns } = await load(
    'erp.csv',
    `明细账,,,,\n单位：某公司,,期间：2024.01,,\n\n日期,凭证,方向,金额,\n${body}合计,,,7.5,\n\n制表人：李,,打印：2025-01-03,,\n`,
  );
  expect(columns).toBe('日期 DATE, 凭证 VARCHAR, 方向 VARCHAR, 金额 DOUBLE');
  expect(report.setAside.map(({ line, reason }) => [line, reason])).toEqual([
    [8, 'footer'],
    [10, 'footer'],
  ]);
});

test('the line under the names of a printed table is no row', async () => {
  const { columns, rows, notices } = await load(
    'db.txt',
    'id   |name |at        \n-----|-----|----------\n00001|Ann  |2024-01-05\n00002|Bo   |2024-01-06\n00003|Cyril|2024-01-07\n',
  );
  expect(columns).toBe('id VARCHAR, name VARCHAR, at DATE');
  expect(rows[1]).toEqual(['00002', 'Bo', '2024-01-06']);
  expect(notices).toContain('noticePreamble');
});

test('text made to keep a pattern busy is judged at once', () => {
  expect(isMarkup(new TextEncoder().encode('<!---->'.repeat(2_000)))).toBe(false);
  expect(isLabelled(['名'.repeat(1_000_000), '', ''], 3)).toBe(false);
  expect(isLabelled([`${'a'.repeat(1_000_000)}: b`, '', ''], 3)).toBe(true);
});

test.each([
  ['groups only, one comma each', 'a,b\nx,"1,234"\ny,999\nz,"2,345"\n', 'DOUBLE', [1234, 999, 2345], 1],
  ['a point beside it', 'p,b\n1.5,"1,234"\n2.25,"2,345"\n', 'DOUBLE', [1234, 2345], 0],
  ['a point beside it, by semicolons', 'p;b\n1.50;1,234\n2.25;2,345\n', 'DOUBLE', [1234, 2345], 0],
  ['a decimal comma beside it', 'p\tb\n1,5\t1,234\n2,25\t2,345\n', 'DOUBLE', [1.234, 2.345], 0],
  ['points as groups', 'p;b\n1,5;1.234\n2,25;950\n', 'DOUBLE', [1234, 950], 0],
  ['points as groups of money', 'p;b\n1,5;1.234 €\n2,25;950 €\n', 'DOUBLE', [1234, 950], 0],
  [
    'points first far below',
    `w;p;b\n${`${'w'.repeat(9_000)};1,5;950\n`.repeat(40)}w;1,5;1.234\n`,
    'DOUBLE',
    [...Array<number>(40).fill(950), 1234],
    0,
  ],
  ['points that are none', 'p;b\n1,5;1.234\n2,25;1.5\n', 'DOUBLE', [1.234, 1.5], 0],
  ['groups beside Chinese', '户\tb\nA\t1,234\nB\t2,345\n', 'DOUBLE', [1234, 2345], 0],
  ['groups beside Latin', 'p\tb\nA\t1,234\nB\t2,345\n', 'DOUBLE', [1234, 2345], 1],
  ['columns that differ', 'p;q;b\n1,5;1.50;1,234\n2,25;2.5;2,345\n', 'DOUBLE', [1.234, 2.345], 1],
])(
  '1,234 and 1.234 are read as the other numbers of the file are: %s',
  async (_, text, type, values, asked) => {
    const { report, rows, columns } = await load('n.csv', text);
    expect(columns.split(', ').at(-1)).toBe(`b ${type}`);
    expect(rows.map((row) => Number(row.at(-1)))).toEqual(values);
    expect(report.questions).toHaveLength(asked);
  },
);

test('a name of a million characters is cut, and it is said', async () => {
  const { report, rows } = await load('q.csv', `"${'""'.repeat(1_000_000)}",b\nx,1\ny,2\n`);
  expect(report.columns.map(({ name }) => name)).toEqual(['"'.repeat(1000), 'b']);
  expect(rows).toEqual([
    ['x', '1'],
    ['y', '2'],
  ]);
  expect(report.notices.map(({ code }) => code)).toContain('noticeNamesChanged');
});

const threeRows = (write: (n: number) => string): string => [1, 2, 3].map(write).join('');

test.each([
  [
    'a total that nothing names',
    `page,views,rate\n${threeRows((n) => `/p${n},"1,00${n}",${n}.5%\n`)},"3,006",2.5%\n`,
    3,
    [5],
  ],
  ['a total under numbers', `year,sales\n${threeRows((n) => `202${n},${n}\n`)},6\n`, 3, [5]],
  [
    'a last row of which a text is known',
    `mail,city,age\n${threeRows((n) => `a${n},B,${n}\n`)},C,4\n`,
    4,
    [],
  ],
  ['a first cell that is often blank', `who,a,b\n,1,2\n${threeRows((n) => `w${n},1,2\n`)},3,4\n`, 5, []],
  ['總計', `編號,金額\n${threeRows((n) => `K${n},${n}\n`)}總計,6\n`, 3, [5]],
  ['합계', `번호,금액\n${threeRows((n) => `K${n},${n}\n`)}합계,6\n`, 3, [5]],
  [
    'a list of SAP between lines',
    `${'-'.repeat(30)}\n|Kunde |Betrag   |Datum     |\n${'-'.repeat(30)}\n${threeRows((n) => `|K${n}    |1.00${n},50-|0${n}.01.2024|\n`)}${'-'.repeat(30)}\n|* Summe|3.007,50-|          |\n${'-'.repeat(30)}\n`,
    3,
    [7, 8, 9],
  ],
  [
    'a balance where the others have a date, above a note',
    `Date,Description,Balance\n${threeRows((n) => `01/2${n}/2024,Fee ${n},${n}.50\n`)}Closing Balance,,9.50\nFirst Bank\n`,
    3,
    [5, 6],
  ],
  [
    'a total that says of how many rows',
    `Account,Close Date,Amount\n${threeRows((n) => `A${n},1/2${n}/2024,${n}\n`)}Grand Totals (3 records),,6\n`,
    3,
    [5],
  ],
  [
    'a last row that has no date yet',
    `Date,Description,Balance\n${threeRows((n) => `01/2${n}/2024,Fee ${n},${n}.50\n`)}pending,Fee 4,9.50\n`,
    4,
    [],
  ],
  ['stars that are a mark of the row', `mark,name,n\n*,a,1\n**,b,2\n,c,3\n*,d,4\n`, 4, []],
  [
    'columns under a line, and their count',
    `id  name  fee\n--- ----- -----\n${threeRows((n) => `${n}   n${n}    ${n}.50\n`)}\n(3 rows affected)\n`,
    3,
    [7],
  ],
])('%s: no total becomes a row, and no row a total', async (_, text, loaded, footer) => {
  const { report } = await load('totals.csv', text);
  expect(report.loaded).toBe(loaded);
  expect(report.setAside.map(({ line, reason }) => [line, reason])).toEqual(
    footer.map((line) => [line, 'footer']),
  );
});

test('a ragged file is read by us at once: its types are those of all its loaded rows', async () => {
  const rows = Array.from({ length: 3000 }, (_, n) =>
    ['x', n, `${n % 9}.5`, `v${n}`, 5].slice(0, [2, 2, 3, 4, 5][n % 5]).join(','),
  );
  const { report, columns } = await load('ragged.csv', `a,b,c,d\n${rows.join('\n')}\n`);
  expect([report.loaded, report.setAside.length]).toEqual([2400, 600]);
  expect(columns).toBe('a VARCHAR, b BIGINT, c DOUBLE, d VARCHAR');
});

const odd = (delimiter: string): string =>
  ['id,name,at,fee', ...[1, 2, 3].map((n) => `00${n},n${n},2024-0${n}-05,${n}00.5`)]
    .map((line) => `${line.replaceAll(',', delimiter)}\n`)
    .join('');

test.each(['::', '~|~', '|+|', '||', '#|#', '\x01', '@@'])(
  'cells set apart by %j are told apart',
  async (sign) => {
    const { columns, rows } = await load('d.txt', odd(sign));
    expect(columns).toBe('id VARCHAR, name VARCHAR, at DATE, fee DOUBLE');
    expect(rows[2]).toEqual(['003', 'n3', '2024-03-05', '300.5']);
  },
);

test('labels with their values above a table, in cells of their own, are no names', async () => {
  const text = `报表\t\t\t\n日期：\t2024-01\t\t\n${odd('\t')}`;
  expect((await load('p.txt', text)).report.recipe.header).toEqual([3]);
});

test('tables below one another are found under their titles, and the one that a recipe names again', async () => {
  const text = 'Report A\nid,fee\n1,5\n2,6\n\nReport B\nname,city,n\nAnn,Ulm,3\n\nReport C\nx,y\na,1\n';
  expect((await load('s.csv', text)).columns).toBe('id VARCHAR, fee BIGINT');
  const second = await load('s.csv', text, { table: 2 });
  expect(second.columns).toBe('name VARCHAR, city VARCHAR, n BIGINT');
  const again = await load('s.csv', text, toRecipe(second.report.recipe));
  expect(again.columns).toBe(second.columns);
  await expect(load('s.csv', text, { table: 9 })).rejects.toMatchObject({
    problem: { code: 'table-unknown', values: { table: 9, tables: 3 } },
  });
});

test.each<[ImportRecipe, string]>([
  [{ header: [99] }, 'header-line-unknown'],
  [{ header: [1, 99] }, 'header-line-unknown'],
  [{ skip: 99 }, 'skip-too-large'],
  [{ encoding: 'klingon' }, 'encoding-unknown'],
])('a recipe of %j that no line of the file fits says so', async (recipe, code) => {
  await expect(load('w.csv', odd(','), recipe)).rejects.toMatchObject({ problem: { code } });
});

test('a title beside the table of a sheet is told and makes no column; an empty range is named', async () => {
  const sheet = utils.aoa_to_sheet([
    ['月报'],
    [],
    [null, 'id', 'fee'],
    ...[1, 2, 3].map((n) => [null, `K${n}`, n]),
  ]);
  const book = write(
    { SheetNames: ['a'], Sheets: { a: sheet } },
    { type: 'buffer', bookType: 'xlsx' },
  ) as Uint8Array;
  const { columns, report } = await load('t.xlsx', book);
  expect(columns).toBe('id VARCHAR, fee BIGINT');
  expect(report.notices).toEqual([{ code: 'noticeStrayCells', values: { cells: 'A1 (月报)' } }]);
  await expect(load('t.xlsx', book, { range: 'X90:Z99' })).rejects.toMatchObject({
    problem: { code: 'range-empty' },
  });
});
