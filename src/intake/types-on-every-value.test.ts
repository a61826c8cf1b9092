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
import { planColumns, settleColumns, toFlags } from './plan-columns.ts';
import { TEXT_FORMS, blankTest, findForms, isBlank } from './text-forms.ts';

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
  const cells = fc.sample(cell, { numRuns: 4000, seed: 9 }).filter((text) => !isBlank(text));
  const values = cells.map((text) => `(${quoteText(text)})`).join(', ');
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

test('sample and flags together decide as a check of every form on every value would', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          cell,
          cell.map((text) => text),
        ),
        { minLength: 1, maxLength: 12 },
      ),
      fc.nat(12),
      fc.constantFrom('x', 'a date', 'some id'),
      fc.constantFrom(',', ';'),
      async (cells, cut, name, delimiter) => {
        const plans = planColumns(
          [name],
          cells.slice(0, cut).map((text) => [text]),
          delimiter,
        );
        const from = `FROM (VALUES ${cells.map((text) => `(${quoteText(text)})`).join(', ')}) AS v("${name}")`;
        const flags = toFlags(plans);
        const found =
          flags.length === 0
            ? undefined
            : await engine.query(`SELECT ${flags.map((f) => `bit_or(${f})`).join(', ')} ${from}`);
        const [settled] = settleColumns(
          plans,
          flags.map((_, index) => BigInt(found?.at(0, index) as number)),
        );
        const c = `"${name}"`;
        const forms = findForms({ isId: name === 'some id', isDate: name === 'a date' }, delimiter);
        const counts = await engine.query(
          `SELECT count(*) FILTER (NOT ${blankTest(c)}) ${forms
            .map(
              ({ test: sql }) => `, count(*) FILTER (NOT ${blankTest(c)} AND NOT coalesce(${sql(c)}, false))`,
            )
            .join('')} ${from}`,
        );
        const whole =
          counts.at(0, 0) === 0 ? undefined : forms.find((_, index) => counts.at(0, index + 1) === 0);
        expect(settled?.form?.id).toBe(whole?.id);
      },
    ),
    { numRuns: 300 },
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
      const report = await importFile({ engine, file: await openSourceFile(path), relation: 'made' });
      expect(report).toMatchObject({ records: records.length, loaded: records.length, delimiter: ',' });
      const table = await engine.query('SELECT 文本, other FROM files.made ORDER BY rowid');
      const loaded = records.map((_, row) => [table.at(row, 0), table.at(row, 1)]);
      expect(loaded).toEqual(records.map(([a, b]) => [`=${a}`, `=${b}`]));
    }),
    { numRuns: 60 },
  );
});
