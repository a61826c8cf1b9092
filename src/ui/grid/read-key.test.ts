import { expect, test } from 'vitest';
import { readKey, type KeyState } from './read-key.ts';

const extent = { rows: 100, columns: 4, page: 10 };
const at = (row: number, column: number, more: Partial<KeyState> = {}): KeyState => {
  return { active: { row, column }, selection: null, isMany: false, extent, ...more };
};
const key = (name: string, held: 'ctrl' | 'shift' | '' = '') => {
  return { key: name, ctrlKey: held === 'ctrl', metaKey: false, shiftKey: held === 'shift' };
};

test('in the header, Enter and Space sort, and Shift with an arrow changes the width', () => {
  expect(readKey(key('Enter'), at(-1, 2))).toEqual({ does: 'sort' });
  expect(readKey(key(' '), at(-1, 2))).toEqual({ does: 'sort' });
  expect(readKey(key('ArrowLeft', 'shift'), at(-1, 2))).toEqual({ does: 'resize', by: -16 });
  expect(readKey(key('ArrowRight', 'shift'), at(-1, 2))).toEqual({ does: 'resize', by: 16 });
});

test('in a cell, Enter opens it and Ctrl+C copies; Space alone does nothing', () => {
  expect(readKey(key('Enter'), at(3, 1))).toEqual({ does: 'open' });
  expect(readKey(key('c', 'ctrl'), at(3, 1))).toEqual({ does: 'copy' });
  expect(readKey(key(' '), at(3, 1))).toBeNull();
});

test('whole columns, rows and everything are selected without scrolling to their end', () => {
  const ends = (name: string, held: 'ctrl' | 'shift') => {
    const intent = readKey(key(name, held), at(3, 1));
    return intent?.does === 'select' && !intent.reveal ? intent.selection : null;
  };
  expect(ends(' ', 'ctrl')).toEqual({ anchor: { row: 0, column: 1 }, focus: { row: 99, column: 1 } });
  expect(ends(' ', 'shift')).toEqual({ anchor: { row: 3, column: 3 }, focus: { row: 3, column: 0 } });
  expect(ends('a', 'ctrl')).toEqual({ anchor: { row: 0, column: 0 }, focus: { row: 99, column: 3 } });
});

test('Escape leaves a range for its active cell, and is left alone when there is no range', () => {
  const selection = { anchor: { row: 1, column: 1 }, focus: { row: 3, column: 2 } };
  const one = { anchor: { row: 3, column: 2 }, focus: { row: 3, column: 2 } };
  expect(readKey(key('Escape'), at(3, 2, { selection, isMany: true }))).toMatchObject({ selection: one });
  expect(readKey(key('Escape'), at(3, 2))).toBeNull();
});

test('arrows go from the header into the rows, and letters are left to the page', () => {
  expect(readKey(key('ArrowDown'), at(-1, 2))).toMatchObject({
    does: 'select',
    reveal: true,
    selection: { focus: { row: 0, column: 2 } },
  });
  expect(readKey(key('x'), at(0, 0))).toBeNull();
});
