import { expect, test } from 'vitest';
import { createCell } from '../notebook/create-cell.ts';
import type { CellState } from '../runtime/cell-state.ts';
import { toInlineTexts } from './inline-values.ts';

function read(body: string, values: Readonly<Record<string, unknown>>, status = 'done'): string {
  const cell = createCell('text', { id: 'a', attributes: {}, body });
  const state = { status, values } as unknown as CellState;
  let text = body;
  for (const one of toInlineTexts(cell, state, 'en').toReversed())
    text = text.slice(0, one.start) + one.text + text.slice(one.end);
  return text;
}

const body =
  'Always.\n\n{{ f.rate | if }}The rate is {{ f.rate | .0% }}\nof {{ f.n }}.\n\n{{ f.rate | unless }}No rate.\n\n- {{ f.n | if }}n = {{ f.n }}\n- last';

test('a paragraph or list item stands or not by the value that its “if” or “unless” names', () => {
  const known = { 'f.rate | if': 0, 'f.rate | .0%': 0, 'f.rate | unless': 0, 'f.n | if': 5, 'f.n': 5 };
  expect(read(body, known)).toBe('Always.\n\nThe rate is 0%\nof 5.\n\n\n- n = 5\n- last');
  const none = { ...known, 'f.rate | if': null, 'f.rate | .0%': null, 'f.rate | unless': null };
  expect(read(body, none)).toBe('Always.\n\n\nNo rate.\n\n- n = 5\n- last');
  expect(
    read('{{ f.is | if }}a\n\n{{ f.is | unless }}b', { 'f.is | if': false, 'f.is | unless': false }),
  ).toBe('\nb');
});

test('while values are not known, a paragraph that needs them stands', () => {
  expect(read('{{ f.rate | if }}It is {{ f.rate }}.', {}, 'running')).toBe('It is ….');
});

test('what is said where there is no value waits until that is known', () => {
  const two = '{{ f.rate | if }}It is {{ f.rate }}.\n\n{{ f.rate | unless }}Nobody was there.';
  expect(['queued', 'running', 'stale'].map((status) => read(two, {}, status))).toEqual(
    Array(3).fill('It is ….\n\n'),
  );
  expect(read(two, { 'f.rate': null, 'f.rate | if': null, 'f.rate | unless': null })).toBe(
    '\nNobody was there.',
  );
  // Where it could not be had, the page says what is missing, and does not guess why.
  expect(['failed', 'blocked'].map((status) => read(two, {}, status))).toEqual(Array(2).fill('It is ?.\n\n'));
});

test('a value without a format beside it is shown as it was before', () => {
  expect(read('{{ f.rate }} and {{ f.n | .1f }}', { 'f.rate': null, 'f.n | .1f': 2 })).toBe('– and 2.0');
});
