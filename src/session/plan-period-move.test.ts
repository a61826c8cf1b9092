import { expect, test } from 'vitest';
import { parseNotebook } from '../notebook/parse-notebook.ts';
import { planPeriodMove } from './plan-period-move.ts';

function read(asOf: string, period: string | null) {
  let ids = 0;
  const input = period
    ? `\n\`\`\`yaml input name=period\ntype: daterange\nlabel: Period\ndefault: ${period}\n\`\`\`\n`
    : '';
  return parseNotebook(`---\nebb: 1\nas_of: ${asOf}\n---\n${input}`, { createId: () => String(++ids) });
}

test('a period beyond the data moves back by whole years, and the day of the notebook with it', () => {
  const notebook = read('2024-12-31', '[2024-01-01, 2024-12-31]');
  expect(planPeriodMove(notebook, '2024-12-12')).toBeNull();
  expect(planPeriodMove(notebook, '2026-03-01')).toBeNull();
  const move = planPeriodMove(notebook, '2023-12-30');
  expect(move).toMatchObject({ period: ['2023-01-01', '2023-12-31'], asOf: '2023-12-31' });
  expect(move?.edits).toMatchObject([
    { type: 'body', body: expect.stringContaining('default: [ 2023-01-01, 2023-12-31 ]') as string },
    { type: 'head', fields: { asOf: '2023-12-31' } },
  ]);
  expect(planPeriodMove(notebook, '2023-06-15')?.period).toEqual(['2022-01-01', '2022-12-31']);
  expect(planPeriodMove(read('2024-02-29', '[2023-03-01, 2024-02-29]'), '2023-02-28')?.period).toEqual([
    '2022-03-01',
    '2023-02-28',
  ]);
});

test('a notebook without a period takes the last day of the data', () => {
  expect(planPeriodMove(read('2024-12-31', null), '2025-06-30')).toMatchObject({
    period: null,
    asOf: '2025-06-30',
  });
  expect(planPeriodMove(read('2024-12-31', null), '2024-12-20')).toBeNull();
});
