import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeReviews } from './reviews/write-reviews.ts';

const files = writeReviews();
const rowsOf = (name: string): string[][] =>
  (files.get(name) ?? '')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
const reviews = rowsOf('reviews-read.en.csv');
const stores = rowsOf('reviews-channels.en.csv');
const isBad = (row: readonly string[]): boolean => Number(row[4]) <= 3;
const bad = reviews.filter(isBad);

test('the committed review files are what the generator writes, byte for byte', () => {
  for (const [name, text] of files)
    expect(readFileSync(join(import.meta.dirname, name)).equals(Buffer.from(text)), name).toBe(true);
});

test.each([
  ['360 Assistant', 790_000, 344, 25, 75],
  ['Wandoujia', 840_000, 42, 6, 36],
  ['Baidu', 2_340_000, 34, 5, 29],
  ['MyApp', 1_060_000, 246, 15, 35],
  ['App Store', 0, 17, 2, 15],
])('%s has %i downloads and %i reviews; of those read, %i are good and %i bad', (...expected) => {
  const [name] = expected;
  const [, , downloads, count] = stores.find((row) => row[0] === name) ?? [];
  const read = reviews.filter((row) => row[1] === name);
  const counted = [read.filter((row) => !isBad(row)).length, read.filter(isBad).length];
  expect([name, Number(downloads), Number(count), ...counted]).toEqual(expected);
});

test('86 % are bad at Wandoujia, 85 % at Baidu, 70 % at MyApp', () => {
  const share = (name: string): number => {
    const read = reviews.filter((row) => row[1] === name);
    return Math.round((100 * read.filter(isBad).length) / read.length);
  };
  expect(['Wandoujia', 'Baidu', 'MyApp'].map(share)).toEqual([86, 85, 70]);
});

test('of the bad reviews at MyApp 89 % are technical and 11 % about campaigns', () => {
  const words = bad.filter((row) => row[1] === 'MyApp').map((row) => row[5] ?? '');
  const campaign = words.filter((text) => /reward|red packet|coupon/i.test(text)).length;
  const technical = words.filter((text) =>
    /open|get in|home page|upgrad|update|install|freez|lag|stuck|responds|black|crash|quits|verification|log ?in/i.test(
      text,
    ),
  ).length;
  expect([technical, campaign].map((count) => Math.round((100 * count) / words.length))).toEqual([89, 11]);
  expect(technical + campaign).toBe(words.length);
});

test('every review has one to five stars, and the App Store is the only one on iOS', () => {
  expect(reviews).toHaveLength(243);
  expect(reviews.every((row) => ['1', '2', '3', '4', '5'].includes(row[4] ?? ''))).toBe(true);
  expect(reviews.every((row) => (row[2] === 'iOS') === (row[1] === 'App Store'))).toBe(true);
});

test('the Chinese reviews say the same as the English ones, text for text', () => {
  const words = new Map<string, string>();
  for (const [at, row] of rowsOf('reviews-read.zh.csv').entries()) {
    expect([row[0], row[2], row[3], row[4]]).toEqual([0, 2, 3, 4].map((column) => reviews[at]?.[column]));
    const key = reviews[at]?.[5] ?? '';
    expect(words.get(key) ?? row[5]).toBe(row[5]);
    words.set(key, row[5] ?? '');
  }
  expect(new Set(words.values()).size).toBe(words.size);
});
