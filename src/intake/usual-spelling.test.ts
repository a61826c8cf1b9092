import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { createCsvSource } from '../engine/contract-source.ts';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import { quoteText } from '../sql/quote.ts';
import { importFile } from './import-file.ts';
import { createTestLoader } from './test-loader.ts';
import { PLAIN_FORMS } from './text-forms.ts';
import { createSpellingTable, hasUsualSpelling } from './usual-spelling.ts';

const { engine, load } = createTestLoader(createNodeEngine);
const FORMS = PLAIN_FORMS.filter(({ id }) => hasUsualSpelling(id));

/** Whether a cell is usually spelled, for one form. */
function createTest(form: string): (cell: string) => boolean {
  const { next, classOf, classes, ends, starts } = createSpellingTable([form]);
  return (cell) => {
    let state = starts[0] ?? 0;
    for (const byte of new TextEncoder().encode(cell))
      state = next[state * classes + (classOf[byte] ?? 0)] ?? 0;
    return ends[state] === 1;
  };
}

test.each([
  [
    'integer',
    ['0', '7', '-12', '999999999999999'],
    ['-0', '007', '+5', '1.0', '1e3', ' 1', '1_0', '1000000000000000', '１'],
  ],
  [
    'decimal',
    ['0', '0.5', '-12.50', '12', '99999999999999.25'],
    ['.5', '5.', '00.5', '1,5', '1e3', 'nan', '1.2.3'],
  ],
  [
    'date',
    ['2024-01-05', '2024/1/5', '2024-02-29', '2000-02-29'],
    ['2023-02-29', '1900-2-29', '2024-04-31', '2024-1/5', '2024-13-01', '0999-01-01', '2024-1-'],
  ],
  [
    'timestamp',
    ['2024-01-05 10:00', '2024/1/5 9:05:01', '2024-01-05T23:59:59.123456', '2024-01-05'],
    ['2024-01-05 24:00', '2024-01-05 10:60', '2024-01-05 10:00Z', '2024-01-05 ', '2024-02-30 10:00'],
  ],
  ['boolean', ['true', 'FALSE', 'True'], ['t', 'yes', 'tRUE', 'true ']],
  ['text', ['\\', '\\n', '\\Nx', 'N', '客户'], ['\\N']],
])('usual spellings of %s', (form, usual, others) => {
  const isUsual = createTest(form);
  expect(usual.filter((cell) => !isUsual(cell))).toEqual([]);
  expect(others.filter((cell) => isUsual(cell))).toEqual([]);
  expect(isUsual('')).toBe(true);
});

test.each(FORMS.map((form) => ({ id: form.id, form })))(
  'a usual $id passes the test of its form, and the reader takes it for the same value',
  async ({ id, form }) => {
    const near = fc.oneof(
      fc.stringMatching(/^-?\d{1,17}(\.\d{0,20})?$/),
      fc.stringMatching(/^\d{4}-\d\d?-\d\d?$/),
      fc.stringMatching(
        /^[12]\d{3}([-/])(0?[1-9]|1[0-3])[-/]([0-2]?\d|3[0-2])([T ]\d?\d(:\d?\d){0,3}(\.\d{0,8})?)?Z?$/,
      ),
      fc.stringMatching(
        /^[12]\d\d[02468]-(0[1-9]|1[0-2])-(2[89]|3[01])( [0-2]?\d:[0-6]\d(:[0-6]\d(\.\d{1,6})?)?)?$/,
      ),
      fc.constantFrom('true', 'false', 'True', 'False', 'TRUE', 'FALSE', 'T', 'no', '1'),
    );
    const cells = fc.sample(near, { numRuns: 20_000, seed: 3 }).filter(createTest(id));
    expect(new Set(cells).size).toBeGreaterThan(id === 'boolean' ? 5 : 500);
    const lines = cells.map((cell, row) => `${row},${cell}\n`).join('');
    await engine().load(
      'usual',
      createCsvSource(`row,c\n${lines}`, ['row', 'c'], {
        types: { row: 'BIGINT', c: form.type },
        leavesOutRejects: true,
      }),
    );
    const values = cells.map((cell, row) => `(${row}, ${quoteText(cell)})`).join(', ');
    const table = await engine().query(
      `SELECT count(*), count(*) FILTER (${form.test('v.c')}), count(*) FILTER (t.c = ${form.value('v.c')})` +
        ` FROM (VALUES ${values}) AS v(i, c) LEFT JOIN files.usual t ON t.row = v.i`,
    );
    expect([0, 1, 2].map((column) => table.at(0, column))).toEqual([
      cells.length,
      cells.length,
      cells.length,
    ]);
  },
);

const ROWS = 40_000;

/** A file that is much longer than the sample, with some cells changed: `[row, column]` from 0. */
function write(changes: readonly (readonly [number, number, string])[]): string {
  const records = Array.from({ length: ROWS }, (_, row) => [
    `C${row}`,
    `${row % 50}`,
    `2024-01-${String(1 + (row % 28)).padStart(2, '0')}`,
    `${row % 90}.5`,
    row % 2 === 0 ? 'north' : 'south',
  ]);
  for (const [row, column, cell] of changes) (records[row] ?? [])[column] = cell;
  return `who,age,day,fee,region\n${records.map((record) => record.join(',')).join('\n')}\n`;
}

test('a file that is spelled as usual is read once, by the reader’s own types', async () => {
  const load = vi.spyOn(engine(), 'load');
  const file = new File(
    [
      write([
        [5, 1, ''],
        [6, 3, '"7"'],
      ]),
    ],
    'usual.csv',
  );
  const report = await importFile({ engine: engine(), file, relation: 'once', recipe: {} });
  expect(report.columns.map(({ type, nulls }) => [type, nulls])).toEqual([
    ['VARCHAR', 0],
    ['BIGINT', 1],
    ['DATE', 0],
    ['DOUBLE', 0],
    ['VARCHAR', 0],
  ]);
  expect(load.mock.calls.map(([, source]) => source)).toMatchObject([
    { types: { age: 'BIGINT', day: 'DATE', fee: 'DOUBLE' } },
  ]);
  load.mockRestore();
});

test('a file with a null word is begun anew once, and not read again for its types', async () => {
  const load = vi.spyOn(engine(), 'load');
  const convert = vi.spyOn(engine(), 'convert');
  const file = new File([write([[30_000, 1, 'N/A']])], 'null-word.csv');
  const report = await importFile({ engine: engine(), file, relation: 'twice', recipe: {} });
  expect(report.columns[1]).toMatchObject({
    type: 'BIGINT',
    nulls: 1,
    nullWords: [{ word: 'N/A', count: 1 }],
  });
  expect(load).toHaveBeenCalledTimes(2);
  expect(convert.mock.calls.map(([, columns]) => columns.map(({ name, type }) => `${name} ${type}`))).toEqual(
    [['age BIGINT']],
  );
  load.mockRestore();
  convert.mockRestore();
});

test.each([
  { what: 'an id among whole numbers', changes: [[39_000, 1, '007']], types: ['VARCHAR', 'DATE', 'DOUBLE'] },
  {
    what: 'a decimal among whole numbers',
    changes: [[39_000, 1, '12.5']],
    types: ['DOUBLE', 'DATE', 'DOUBLE'],
  },
  { what: 'a whole number with spaces', changes: [[39_000, 1, ' 12 ']], types: ['BIGINT', 'DATE', 'DOUBLE'] },
  { what: 'a space before a quote', changes: [[39_000, 1, ' "12"']], types: ['BIGINT', 'DATE', 'DOUBLE'] },
  { what: 'an exponent', changes: [[39_000, 3, '1e3']], types: ['BIGINT', 'DATE', 'DOUBLE'] },
  {
    what: 'a day that is none',
    changes: [[39_000, 2, '2023-02-29']],
    types: ['BIGINT', 'VARCHAR', 'DOUBLE'],
  },
  {
    what: 'one column early and another late',
    changes: [
      [12_000, 1, '12.5'],
      [39_000, 2, '2024-01-05 10:00'],
    ],
    types: ['DOUBLE', 'TIMESTAMP', 'DOUBLE'],
  },
] as const)('far below the sample: $what', async ({ changes, types }) => {
  const { report, rows } = await load('late.csv', write(changes));
  expect(report.columns.slice(1, 4).map(({ type }) => type)).toEqual(types);
  expect(rows).toHaveLength(ROWS);
  expect(rows[39_000]?.[1]).not.toBeNull();
  expect(report.columns.map(({ nulls }) => nulls)).toEqual([0, 0, 0, 0, 0]);
});

test('far below the sample: null words, also of a dump', async () => {
  const { report, rows } = await load(
    'nulls.csv',
    write([
      [39_000, 2, 'N/A'],
      [39_001, 4, '\\N'],
    ]),
  );
  expect(report.columns.map(({ type, nulls }) => [type, nulls])).toEqual([
    ['VARCHAR', 0],
    ['BIGINT', 0],
    ['DATE', 1],
    ['DOUBLE', 0],
    ['VARCHAR', 1],
  ]);
  expect(report.columns[2]?.nullWords).toEqual([{ word: 'N/A', count: 1 }]);
  expect([rows[39_000]?.[2], rows[39_001]?.[4]]).toEqual([null, null]);
});

test('what is set aside does not count as another spelling', async () => {
  const { report, aside } = await load('aside.csv', write([[39_000, 1, 'x,y']]));
  expect(report.columns[1]).toMatchObject({ type: 'BIGINT', nulls: 0 });
  expect(aside).toEqual(['39002 too-many-cells']);
});
