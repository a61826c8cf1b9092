import { expect, test } from 'vitest';
import { formatKeys } from './format-keys.ts';
import { createKeyReader, readKey } from './match-keys.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', true>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test('a press is read in the notation of commands, ⌘ or Ctrl by platform', () => {
  expect(readKey(press('s', { ctrlKey: true }), false)).toBe('Mod+s');
  expect(readKey(press('s', { metaKey: true }), true)).toBe('Mod+s');
  expect(readKey(press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe('Mod+Shift+z');
  expect(readKey(press('Enter', { shiftKey: true }), false)).toBe('Shift+Enter');
  expect(readKey(press('?', { shiftKey: true }), false)).toBe('?');
  expect(readKey(press('ArrowUp', { altKey: true }), false)).toBe('Alt+ArrowUp');
});

test('d d is two presses within a moment', () => {
  let time = 0;
  const read = createKeyReader(['d d'], () => time);
  expect([read('d'), read('d')]).toEqual(['d', 'd d']);
  expect(read('d')).toBe('d');
  time = 2000;
  expect(read('d')).toBe('d');
  expect(read('x')).toBe('x');
  expect(read('d')).toBe('d');
});

test('keys are printed as on the keyboard', () => {
  expect(formatKeys('Mod+Shift+z', false)).toBe('Ctrl+Shift+Z');
  expect(formatKeys('Mod+Enter', true)).toBe('⌘↩');
  expect(formatKeys('d d', false)).toBe('D D');
});
