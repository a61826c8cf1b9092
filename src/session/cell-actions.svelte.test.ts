import { expect, test } from 'vitest';
import { parseNotebook } from '../notebook/parse-notebook.ts';
import { serializeNotebook } from '../notebook/serialize-notebook.ts';
import { createCellActions } from './cell-actions.ts';
import { NotebookDocument } from './notebook-document.svelte.ts';
import { Notices } from './notices.svelte.ts';
import { Preferences } from './preferences.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { createTestClock, createTestStore } from './test-platform.ts';

const text = `---
ebb: 1
title: 流失
---

# 一

\`\`\`sql query name=monthly
select 1 as n
\`\`\`

\`\`\`sql query name=share
select n / 2 from monthly
\`\`\`
`;

function create() {
  let number = 0;
  const createId = (): string => `c${++number}`;
  const clock = createTestClock();
  const document = new NotebookDocument(clock);
  const selection = new Selection();
  const notices = new Notices(clock);
  const preferences = new Preferences(createTestStore(), ['zh-CN']);
  const cells = createCellActions({ document, selection, preferences, notices, createId });
  document.open(parseNotebook(text, { createId }), { fileName: 'a.md', place: null });
  const [first, monthly, share] = document.notebook.cells.map(({ id }) => id) as [string, string, string];
  return { document, selection, notices, cells, clock, first, monthly, share };
}

const names = (document: NotebookDocument): (string | null)[] =>
  document.notebook.cells.map(({ name }) => name);

test('every change of structure is undone, step by step, back to the very same file', () => {
  const { document, selection, cells, monthly } = create();
  selection.select(monthly);
  cells.move(1);
  cells.duplicate();
  cells.setKind('text');
  cells.insert('chart', 0);
  cells.setTitle('留存');
  cells.remove();
  expect(serializeNotebook(document.notebook)).not.toBe(text);
  expect(document.isDirty).toBe(true);
  while (document.canUndo) cells.undo();
  expect(serializeNotebook(document.notebook)).toBe(text);
  expect(document.isDirty).toBe(false);
});

test('a deleted cell comes back from its notice, in its place', () => {
  const { document, selection, cells, notices, monthly, share } = create();
  selection.select(monthly);
  cells.remove();
  expect(names(document)).toEqual([null, 'share']);
  expect(selection.id).toBe(share);
  notices.list.at(-1)?.action?.run();
  expect(names(document)).toEqual([null, 'monthly', 'share']);
  expect(selection.id).toBe(monthly);
});

test('a new chart draws from the query above it', () => {
  const { document, cells } = create();
  const id = cells.insert('chart', 2);
  expect(document.cell(id)?.attributes['from']).toBe('monthly');
});

test('a copied cell is pasted under a name of its own', () => {
  const { document, selection, cells, monthly } = create();
  selection.select(monthly);
  cells.copy();
  cells.paste();
  cells.paste();
  expect(names(document)).toEqual([null, 'monthly', 'monthly_2', 'monthly_3', 'share']);
});

test('renaming a query renames it where it is read', () => {
  const { document, cells, monthly, share } = create();
  cells.setName(monthly, '逐月');
  expect(document.cell(share)?.body).toBe('select n / 2 from 逐月');
  cells.undo();
  expect(document.cell(share)?.body).toBe('select n / 2 from monthly');
});

test('chosen input values are undone too, and do not make the file differ', () => {
  const { document, cells } = create();
  document.setInputs({ period: { type: 'DOUBLE', value: 3 } });
  expect(document.inputs).toEqual({ period: { type: 'DOUBLE', value: 3 } });
  expect(document.isDirty).toBe(false);
  cells.undo();
  expect(document.inputs).toEqual({});
});
