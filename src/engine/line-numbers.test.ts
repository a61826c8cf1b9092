import { expect, test } from 'vitest';
import { findLineNumbers } from './line-numbers.ts';

const fileOf = (text: string): File => new File([text], 'x.csv');

test('lines end at LF, CRLF or CR, and a position on a line end belongs to what follows', async () => {
  const text = 'a\nb\r\nc\rd\n\ne';
  const positions = [...text].flatMap((character, index) => (/\w/.test(character) ? [index] : []));
  expect(await findLineNumbers(fileOf(text), positions)).toEqual([1, 2, 3, 4, 6]);
  expect(await findLineNumbers(fileOf(text), [4])).toEqual([3]);
});

test('lines are counted across slices of a large file', async () => {
  const text = 'x'.repeat(99).concat('\n').repeat(50_000);
  const positions = [0, 100 * 25_000, 100 * 49_999 + 5];
  expect(await findLineNumbers(fileOf(text), positions)).toEqual([1, 25_001, 50_000]);
});
