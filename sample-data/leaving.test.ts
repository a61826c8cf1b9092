import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeLeaving } from './leaving/write-leaving.ts';

const files = writeLeaving();
const forms = (files.get('leaving-forms.en.csv') ?? '')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','));

const unquoted = (text: string): string => text.replaceAll('"', '');

test('the committed leaving forms are what the generator writes, byte for byte', () => {
  for (const [name, text] of files)
    expect(readFileSync(join(import.meta.dirname, name)).equals(Buffer.from(text)), name).toBe(true);
});

test('160 forms stand in four sales classes, and monthly sales agree with the class', () => {
  const count = (name: string): number => forms.filter((row) => row[2] === name).length;
  expect(['over 1 M', '0.5–1 M', '0.1–0.5 M', 'under 0.1 M'].map(count)).toEqual([14, 30, 62, 54]);
  const limits: Record<string, number> = {
    'over 1 M': 1e6,
    '0.5–1 M': 5e5,
    '0.1–0.5 M': 1e5,
    'under 0.1 M': 0,
  };
  for (const row of forms) expect(12 * Number(row[5])).toBeGreaterThan(limits[row[2] ?? ''] ?? Infinity);
});

test('ten reasons, six measures and three assessments occur, several reasons in one cell', () => {
  const text = unquoted(files.get('leaving-forms.zh.csv') ?? '');
  const rows = text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const words = (column: number): Set<string> =>
    new Set(rows.flatMap((row) => (row[column] ?? '').split('；')).filter((word) => word !== ''));
  expect([words(6).size, words(8).size, words(9).size]).toEqual([10, 6, 3]);
  expect(rows.filter((row) => row[6]?.includes('；')).length).toBeGreaterThan(50);
});
