import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { openSourceFile } from '../engine/open-source-file.ts';
import { quoteText } from '../sql/quote.ts';
import { importFile } from './import-file.ts';
import { isNullWord } from './null-words.ts';
import { NULL_WORDS, type ImportRecipe } from './import-recipe.ts';
import { PLAIN_FORMS, type TextForm, isBlank } from './text-forms.ts';
import { YES_NO } from './truth-forms.ts';
import * as dates from './written-dates.ts';
import { WRITTEN_NUMBERS } from './written-numbers.ts';

const TEXT_FORMS: readonly TextForm[] = [
  ...PLAIN_FORMS,
  ...WRITTEN_NUMBERS,
  ...dates.WRITTEN_DATES,
  ...dates.DAY_FIRST,
  ...dates.MONTH_FIRST,
  ...dates.YEAR_FIRST,
  ...dates.NUMBER_DATES,
  ...dates.OFFSET_TIMES,
  dates.UTC_TIME,
  YES_NO,
];

let engine: Engine;
let home: string;

beforeAll(async () => {
  engine = await createNodeEngine();
  home = await mkdtemp(join(tmpdir(), 'ebb-test-'));
});
afterAll(async () => {
  await engine.close();
  await rm(home, { recursive: true });
});

const digits = fc.stringMatching(/^[-+]?\d{1,17}$/);
const cell = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      ' ',
      '0',
      '-0',
      '00',
      '0.5',
      '-.5',
      '5.',
      '1e5',
      '1E-3',
      '1_0',
      '+5',
      'nan',
      'inf',
      '0x1F',
      'true',
      'FALSE',
    ],
    ...[
      '1,5',
      '1,234',
      '1.234,5',
      '2024-01-05',
      '2024/1/5',
      '2024-1-5 1',
      '20240105',
      '20241305',
      '2024-02-30',
    ],
    ...[
      '2024-01-05 10:00',
      '2024-01-05T10:00:00',
      '2024-01-05 10:00:00Z',
      '2024-1-5 1:00:00+08',
      '24-1-5',
      ' 12 ',
      '\t5',
    ],
    ...[
      ...[
        '$1,234.50',
        '(1,234)',
        '12%',
        '¥5',
        '１，２３４',
        '1.234,5',
        '5-Jan-2024',
        '2024年1月5日',
        '2024-01',
        '05/04/2024',
      ],
      ...[
        '13/04/2024',
        '04/13/2024',
        '2024-01-05T10:00:00+08:00',
        'Yes',
        '否',
        'N/A',
        '-',
        '无',
        '45296',
        '202401',
        '5.4.2024',
      ],
      '2024-01-05 10:00:00.5',
      '2024-1-51',
      '10000-1-1',
      '1e400',
      '999999999999999',
      '1000000000000000',
      '客户',
      '１２',
    ],
  ),
  digits,
  fc.stringMatching(/^-?\d{0,4}[.,]?\d{0,3}$/),
  fc.stringMatching(/^\d{3,4}[-/ ]\d{1,2}[-/ ]\d{1,2}([ T]\d{1,2}(:\d{1,2}){0,2})?[Z+\d ]?$/),
  fc.string({ maxLength: 6 }).filter((text) => !text.includes('\0')),
);

test('what fits a form by SQL fits it by the twin that reads the sample', async () => {
  const cells = fc.sample(cell, { numRuns: 4000, seed: 7 }).filter((text) => !isBlank(text));
  const tests = TEXT_FORMS.map(({ test: sql }) => `coalesce(${sql('c')}, false)`);
  const values = cells.map((text, index) => `(${index}, ${quoteText(text)})`).join(', ');
  const table = await engine.query(
    `SELECT ${tests.join(', ')} FROM (VALUES ${values}) AS v(i, c) ORDER BY i`,
  );
  const wrong = cells.flatMap((text, row) =>
    TEXT_FORMS.filter((form, column) => table.at(row, column) === true && !form.fits(text)).map(
      ({ id }) => `${id}: ${JSON.stringify(text)}`,
    ),
  );
  expect(wrong).toEqual([]);
});

test('the quick question of a form passes nothing that the whole one does not', async () => {
  const near = [
    '2024-01-05 10:00:00',
    '2024-01-05 10:00:0Z',
    '2024-1-5 1:00:00+08',
    '2024-01-1 ',
    '2024-01-1\t',
  ];
  const cells = fc.sample(cell, { numRuns: 4000, seed: 9 }).filter((text) => !isBlank(text));
  const values = [...near, ...cells].map((text) => `(${quoteText(text)})`).join(', ');
  const forms = TEXT_FORMS.filter(({ quick }) => quick !== undefined);
  const tests = forms.flatMap((form) => [
    `count(*) FILTER (${form.quick?.('c')} AND NOT coalesce(${form.test('c')}, false))`,
    `count(*) FILTER (${form.quick?.('c')})`,
  ]);
  const table = await engine.query(`SELECT ${tests.join(', ')} FROM (VALUES ${values}) AS v(c)`);
  for (const [index] of forms.entries()) {
    expect(table.at(0, index * 2)).toBe(0);
    expect(table.at(0, index * 2 + 1)).toBeGreaterThan(0);
  }
});

test('what fits a form fits the forms it implies', async () => {
  const cells = fc.sample(cell, { numRuns: 4000, seed: 8 }).filter((text) => !isBlank(text));
  const values = cells.map((text, index) => `(${index}, ${quoteText(text)})`).join(', ');
  const tests = TEXT_FORMS.flatMap((form) =>
    form.implies.map((id) => {
      const implied = TEXT_FORMS.find((other) => other.id === id);
      return `count(*) FILTER (${form.test('c')} AND NOT coalesce(${implied?.test('c')}, false))`;
    }),
  );
  const table = await engine.query(`SELECT ${tests.join(', ')} FROM (VALUES ${values}) AS v(i, c)`);
  expect(tests.map((_, index) => table.at(0, index))).toEqual(tests.map(() => 0));
});

test('whatever a column holds, no cell becomes null but blanks and null words, and every cell has the form taken', async () => {
  const path = join(home, 'typed.csv');
  const quoted = (one: string): string => `"${one.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(
      fc.array(cell, { minLength: 1, maxLength: 12 }),
      fc.constantFrom('x', 'a date', 'some id'),
      fc.constantFrom(',', ';'),
      async (cells, name, delimiter) => {
        const lines = cells.map((text) => `k${delimiter}${quoted(text)}\n`);
        await writeFile(path, `key${delimiter}${name}\n${lines.join('')}`);
        const recipe = { delimiter, header: [1], mend: false, table: 'all' as const, footer: 0 };
        const report = await importFile({
          engine,
          file: await openSourceFile(path),
          relation: 'typed',
          recipe,
        });
        const column = report.columns[1];
        expect(report.loaded).toBe(cells.length);
        const isText = column?.type === 'VARCHAR';
        const known = cells.filter(
          (text) => text !== '' && (isText || !(isBlank(text) || isNullWord(text, NULL_WORDS))),
        );
        expect(cells.length - (column?.nulls ?? 0)).toBe(known.length);
        const form = TEXT_FORMS.find(({ id }) => id === column?.form);
        if (isText || !form) return;
        const values = known.map((text) => `(${quoteText(text)})`).join(', ');
        if (known.length === 0) return;
        const table = await engine.query(
          `SELECT count(*) FILTER (NOT coalesce(${form.test('c')}, false)) FROM (VALUES ${values}) AS v(c)`,
        );
        expect(table.at(0, 0)).toBe(0);
      },
    ),
    { numRuns: 25, seed: 5 },
  );
});

test('a table of any texts is loaded exactly', async () => {
  const text = fc.oneof(
    fc.constantFrom('客户', '"', '""', ',', '\n', '\r\n', ' a ', "'", 'a "b" c', '0012', ';', '\t', '|', '—'),
    fc.string({ unit: 'grapheme', maxLength: 8 }).filter((one) => !/[\0\r\ufffd]/.test(one)),
  );
  const path = join(home, 'made.csv');
  const quoted = (one: string): string => `"${one.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 20 }), async (records) => {
      const lines = records.map(([a, b], index) => `${index},${quoted(`=${a}`)},${quoted(`=${b}`)}\n`);
      await writeFile(path, `n,文本,other\n${lines.join('')}`);
      const load = (recipe: ImportRecipe = {}) =>
        openSourceFile(path).then((file) => importFile({ engine, file, relation: 'made', recipe }));
      let report = await load();
      // Padding is taken off a padded column, and it is said; a column that is to be text keeps it.
      if (report.notices.some(({ code }) => code === 'noticeGuards'))
        report = await load({ columns: { 文本: { form: 'text' }, other: { form: 'text' } } });
      expect(report).toMatchObject({ records: records.length, loaded: records.length, delimiter: ',' });
      const table = await engine.query('SELECT 文本, other FROM files.made ORDER BY rowid');
      const loaded = records.map((_, row) => [table.at(row, 0), table.at(row, 1)]);
      expect(loaded).toEqual(records.map(([a, b]) => [`=${a}`, `=${b}`]));
    }),
    { numRuns: 60 },
  );
});
