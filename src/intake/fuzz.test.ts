import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { toProblem } from '../problem.ts';
import { importFile } from './import-file.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await createNodeEngine();
});
afterAll(() => engine.close());

const SEED = 'id,name,amount,day\n'.concat(
  ...Array.from(
    { length: 30 },
    (_, row) => `${row},"Ann, ${row}",${row}.5,2024-01-${String((row % 28) + 1).padStart(2, '0')}\n`,
  ),
);
const bit = fc.constantFrom(
  '"',
  ',',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '\\',
  "'",
  ';',
  '\t',
  '\ufeff',
  '客',
  ' ',
  '""',
  ',,',
  '\n\n',
  'Total,',
  'id,name,amount,day\n',
);
const change = fc.record({ at: fc.nat(SEED.length), take: fc.nat(3), put: bit });

test('however a text is damaged, every record is loaded or set aside', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(255), async (changes, byte) => {
      let text = SEED;
      for (const { at, take, put } of changes) text = text.slice(0, at) + put + text.slice(at + take);
      const bytes = new TextEncoder().encode(text);
      if (changes.length === 6) bytes[byte % bytes.length] = byte;
      const file = new File([bytes], 'fuzz.csv');
      const report = await importFile({ engine, file, relation: 'fuzz' });
      expect(report.records).toBe(report.loaded + report.setAside.length);
      const count = await engine.query('SELECT count(*) FROM files.fuzz');
      expect(count.at(0, 0)).toBe(report.loaded);
    }),
    { numRuns: 40 },
  );
}, 240_000);

test('a lone carriage return inside a cell ends no record, however few records there are', async () => {
  const changes = [
    { at: 22, take: 0, put: '\r' },
    { at: 55, take: 1, put: ',' },
  ];
  let text = SEED;
  for (const { at, take, put } of changes) text = text.slice(0, at) + put + text.slice(at + take);
  const report = await importFile({ engine, file: new File([text], 'lone.csv'), relation: 'lone' });
  expect(report.records).toBe(report.loaded + report.setAside.length);
  expect(report.loaded).toBeGreaterThan(20);
});

test('bytes of any kind are a table or one known problem', async () => {
  const starts = fc.constantFrom(
    '',
    'PK\u0003\u0004',
    '\u001f\u008b',
    '{"a":',
    '[[',
    'PAR1',
    'ARROW1',
    '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1',
  );
  await fc.assert(
    fc.asyncProperty(starts, fc.uint8Array({ minLength: 1, maxLength: 200 }), async (start, rest) => {
      const bytes = new Uint8Array([...start].map((char) => char.charCodeAt(0)).concat([...rest]));
      try {
        const report = await importFile({ engine, file: new File([bytes], 'any'), relation: 'any' });
        expect(report.records).toBe(report.loaded + report.setAside.length);
      } catch (thrown) {
        expect(toProblem(thrown).code).not.toBe('unexpected');
      }
    }),
    { numRuns: 60 },
  );
}, 240_000);
