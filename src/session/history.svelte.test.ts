import { expect, test } from 'vitest';
import { History } from './history.svelte.ts';
import { createTestClock } from './test-platform.ts';

function create() {
  const clock = createTestClock();
  return { clock, history: new History('', clock) };
}

test('typing without a pause is one step, a pause starts another', () => {
  const { clock, history } = create();
  for (const text of ['s', 'se', 'sel']) {
    history.edit(text, 'body:1');
    clock.pass(200);
  }
  clock.pass(2000);
  history.edit('select', 'body:1');
  history.undo();
  expect(history.value).toBe('sel');
  history.undo();
  expect(history.value).toBe('');
  expect(history.canUndo).toBe(false);
  history.redo();
  history.redo();
  expect(history.value).toBe('select');
  expect(history.canRedo).toBe(false);
});

test('edits of different cells are steps of their own, however fast', () => {
  const { history } = create();
  history.edit('a', 'body:1');
  history.edit('ab', 'body:2');
  history.undo();
  expect(history.value).toBe('a');
});

test('an edit after an undo forgets what could be redone, and does not join the step before it', () => {
  const { history } = create();
  history.edit('a', 'body:1');
  history.undo();
  history.edit('b', 'body:1');
  expect(history.canRedo).toBe(false);
  history.undo();
  expect(history.value).toBe('');
});
