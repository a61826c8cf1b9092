import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeDealership } from './dealership/write-dealership.ts';

const files = writeDealership();
const rowsOf = (language: string): string[][] =>
  (files.get(`dealership-calls.${language}.csv`) ?? '')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
const all = rowsOf('en');
const june = all.filter((row) => row[5]?.startsWith('2024-06'));
const may = all.filter((row) => row[5]?.startsWith('2024-05'));
const count = (rows: readonly string[][], column: number, word: string): number =>
  rows.filter((row) => row[column] === word).length;

test('the committed call-back lists are what the generator writes, byte for byte', () => {
  for (const [name, text] of files)
    expect(readFileSync(join(import.meta.dirname, name)).equals(Buffer.from(text)), name).toBe(true);
});

test('of the 620 lost customers of June, 186 are not reached: 30 %', () => {
  expect(june).toHaveLength(620);
  const failed = june.filter((row) => row[6] !== '');
  expect(failed).toHaveLength(186);
  expect(failed.length / june.length).toBe(0.3);
  expect(failed.every((row) => row[7] === '' && row[8] === '' && row[9] === '')).toBe(true);
});

test('wrong numbers are 48 against 41 the month before', () => {
  expect([count(june, 6, 'Wrong number'), count(may, 6, 'Wrong number')]).toEqual([48, 41]);
});

test('call-backs fail for eight reasons, which sum to all failures', () => {
  const reasons = ['Wrong number', 'Number dead', 'Switched off', 'No answer', 'Refused', 'Busy'];
  const counts = [...reasons, 'Forwarded', 'Moved away'].map((word) => count(june, 6, word));
  expect(Math.min(...counts)).toBeGreaterThan(0);
  expect(counts.reduce((sum, one) => sum + one, 0)).toBe(186);
});

test('39 out of warranty are lost to repair shops, for five reasons that sum to 39', () => {
  const lost = june.filter((row) => row[7] === 'Repair shop');
  expect(lost).toHaveLength(39);
  expect(lost.every((row) => row[4] === 'out of warranty' && row[8] === '')).toBe(true);
  const words = ['Too far', 'Cost too high', 'Car is elsewhere', 'Passing by', 'Other'];
  const counts = words.map((word) => count(lost, 9, word));
  expect(Math.min(...counts)).toBeGreaterThan(0);
  expect(counts.reduce((sum, one) => sum + one, 0)).toBe(39);
});

test('customers in warranty are lost to other stations, each with a station and a reason', () => {
  const lost = june.filter((row) => row[7] === 'Another station');
  expect(lost).toHaveLength(171);
  expect(lost.every((row) => row[4] === 'in warranty' && row[8] !== '' && row[9] !== '')).toBe(true);
  expect(new Set(lost.map((row) => row[8])).size).toBe(6);
});

test('everyone on the lists has not come for half a year, and bought before that', () => {
  for (const [id, , bought = '', visit = '', , called = ''] of all)
    if (Date.parse(called) - Date.parse(visit) < 183 * 86_400_000 || bought > visit)
      expect.fail(`${id ?? ''}: ${bought} ${visit} ${called}`);
  expect(new Set(all.map((row) => row[0])).size).toBe(all.length);
});

test('the Chinese list says the same as the English one, word for word', () => {
  const words = new Map<string, string>();
  for (const [at, row] of rowsOf('zh').entries())
    for (const [column, cell] of row.entries()) {
      const key = `${column}:${all[at]?.[column] ?? ''}`;
      if ((words.get(key) ?? cell) !== cell) expect.fail(`two translations of ${key}`);
      words.set(key, cell);
    }
  expect(words.get('6:Wrong number')).toBe('号码错误');
  expect(new Set([...words].map(([key, word]) => `${key.split(':')[0]}:${word}`)).size).toBe(words.size);
});
