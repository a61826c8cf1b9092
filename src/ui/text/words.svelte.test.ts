import { mount, unmount } from 'svelte';
import { expect, test } from 'vitest';
import Words from './Words.svelte';

const html = (text: string): string => {
  const target = document.createElement('p');
  const words = mount(Words, { target, props: { text } });
  const { innerHTML } = target;
  void unmount(words);
  return innerHTML.replaceAll(/<!--.*?-->/g, '');
};

test('what is to be written as it stands is code, and a lone backtick is itself', () => {
  expect(html('Set `type:` to `text`.')).toBe('Set <code>type:</code> to <code>text</code>.');
  expect(html('No column named a`b here.')).toBe('No column named a`b here.');
  expect(html('<b>`<i>`')).toBe('&lt;b&gt;<code>&lt;i&gt;</code>');
});
