import { expect, test } from 'vitest';
import { makeTable } from '../../../test/charts/make-table.ts';
import { fitColumns } from './fit-columns.ts';

const table = makeTable(
  [
    ['value', 'text'],
    ['rate', 'text'],
  ],
  [
    ['2,788.0', 'a'],
    ['155.88%', 'b'],
  ],
);
/** Signs are not all equally wide. */
const measure = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (sign === '%' ? 14 : /[.,]/.test(sign) ? 4 : 8), 0);
const textOf = (_table: unknown, row: number, column: number): string => String(table.at(row, column));
const fit = (room?: number, name = measure): number[] =>
  fitColumns(table.columns, table, textOf, { cell: measure, name }, () => '', room);

test('a column is as wide as its widest text, not as the one with most characters', () => {
  expect(fit()[0]).toBeGreaterThanOrEqual(measure('155.88%') + 24);
});

test('columns that miss the room by little are narrowed to it, and still hold their texts', () => {
  const loose = fit();
  const room = loose.reduce((sum, width) => sum + width, 0) - 5;
  const narrowed = fit(room);
  expect(narrowed.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(room);
  expect(narrowed[0]).toBeGreaterThanOrEqual(measure('155.88%') + 24);
  expect(fit(40)).toEqual(loose);
});

test('a name is whole in its own, bolder font, also in a narrowed column', () => {
  const bold = (text: string): number => 3 * measure(text);
  const loose = fit(Infinity, bold);
  const narrowed = fit(loose.reduce((sum, width) => sum + width, 0) - 5, bold);
  for (const [index, { name }] of table.columns.entries())
    expect(narrowed[index]).toBeGreaterThanOrEqual(bold(name) + 24);
});
