import { expect, test } from 'vitest';
import { toTextTable } from './text-table.ts';
import { cutText, textWidth } from './text-width.ts';

test('Chinese counts as two columns and marks as none, so columns line up', () => {
  expect([textWidth('流失率'), textWidth('a，b'), textWidth('é'), textWidth('한ｱ')]).toEqual([6, 4, 1, 3]);
  const table = toTextTable(
    [
      { name: '原因', kind: 'text' },
      { name: 'n', kind: 'integer' },
    ],
    [
      ['竞品优惠', '860'],
      ['x', '7'],
    ],
  );
  expect(table).toBe('原因        n\n────────  ───\n竞品优惠  860\nx           7');
});

test('a text too wide is cut between characters, and line breaks become spaces', () => {
  expect(cutText('流失率', 5)).toBe('流失…');
  expect(cutText('流失率', 6)).toBe('流失率');
  expect(toTextTable([{ name: 'a', kind: 'text' }], [['b\n\tc']])).toBe('a\n───\nb c');
});
