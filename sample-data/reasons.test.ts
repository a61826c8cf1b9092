import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeReasons } from './reasons/write-reasons.ts';

const files = writeReasons();
const customers = (files.get('reasons-customers.en.csv') ?? '')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','));
const left = customers.filter((row) => row[2] !== '');
const daysOf = ([, started = '', ended = '']: readonly string[]): number =>
  (Date.parse(ended) - Date.parse(started)) / 86_400_000;

test('the committed customers with reasons are what the generator writes, byte for byte', () => {
  for (const [name, text] of files)
    expect(readFileSync(join(import.meta.dirname, name)).equals(Buffer.from(text)), name).toBe(true);
});

test('of 600 customers 240 left, 90 of them within 90 days', () => {
  expect([customers.length, left.length, left.filter((row) => daysOf(row) < 90).length]).toEqual([
    600, 240, 90,
  ]);
});

test('promises drive early leavers away, competitors late ones', () => {
  const share = (pattern: RegExp, isEarly: boolean): number => {
    const rows = left.filter((row) => daysOf(row) < 90 === isEarly);
    return rows.filter((row) => pattern.test(row[5] ?? '')).length / rows.length;
  };
  expect([share(/promise/, true), share(/promise/, false)]).toEqual([16 / 90, 5 / 150]);
  expect([share(/competitor|another brand/, true), share(/competitor|another brand/, false)]).toEqual([
    7 / 90,
    33 / 150,
  ]);
});

test('ten leavers gave no reason, and nobody who stays has one', () => {
  expect(left.filter((row) => row[5] === '')).toHaveLength(10);
  expect(customers.filter((row) => row[2] === '' && row[5] !== '')).toEqual([]);
});
