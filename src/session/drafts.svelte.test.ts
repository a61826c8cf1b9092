import { expect, test } from 'vitest';
import { Drafts, type Draft } from './drafts.svelte.ts';
import { createTestClock, createTestStore } from './test-platform.ts';

const content: Omit<Draft, 'tab' | 'savedAt'> = {
  title: '流失',
  text: '# 流失',
  fileName: null,
  isDirty: true,
  inputs: '{}',
  files: ['客户.csv'],
  samples: [],
  reading: false,
};

function create(store = createTestStore(), id = 'a', open: readonly string[] = [id]) {
  const clock = createTestClock();
  return { clock, store, drafts: new Drafts(store, { id, open: () => Promise.resolve(open) }, clock) };
}

test('what was typed is in the store a moment later, and at once when the page goes away', () => {
  const { clock, drafts } = create();
  drafts.keep(() => content);
  expect(drafts.own()).toBeNull();
  clock.pass(400);
  expect(drafts.own()?.text).toBe('# 流失');
  drafts.keep(() => ({ ...content, text: '# 留存' }));
  drafts.flush();
  expect(drafts.own()?.text).toBe('# 留存');
});

test('a full store is said, and said no longer once there is room', () => {
  const { drafts, clock } = create(createTestStore(10));
  drafts.keep(() => content);
  clock.pass(400);
  expect(drafts.failed).toBe(true);
});

test('only drafts of closed tabs are offered, newest first', async () => {
  const store = createTestStore();
  for (const [tab, pause] of [
    ['closed', 1],
    ['newer', 5],
    ['alive', 9],
  ] as const) {
    const { drafts, clock } = create(store, tab);
    clock.pass(pause);
    drafts.keep(() => content);
    drafts.flush();
  }
  const { drafts } = create(store, 'a', ['a', 'alive']);
  await drafts.findLeft();
  expect(drafts.left.map(({ tab }) => tab)).toEqual(['newer', 'closed']);
  drafts.remove('newer');
  expect(drafts.left.map(({ tab }) => tab)).toEqual(['closed']);
  expect(store.texts.has('ebb.draft.newer')).toBe(false);
});

test('a damaged draft is passed over', async () => {
  const store = createTestStore();
  store.write('ebb.draft.x', '{"text":');
  store.write('ebb.draft.y', '[1]');
  const { drafts } = create(store);
  await drafts.findLeft();
  expect(drafts.left).toEqual([]);
});
