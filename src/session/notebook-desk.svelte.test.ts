import { expect, test } from 'vitest';
import { serializeNotebook } from '../notebook/serialize-notebook.ts';
import { createNotebookDesk } from './notebook-desk.ts';
import { NotebookDocument } from './notebook-document.svelte.ts';
import { Notices } from './notices.svelte.ts';
import { Question } from './question.svelte.ts';
import { createTestClock, createTestFiles } from './test-platform.ts';

function create() {
  let number = 0;
  const clock = createTestClock();
  const document = new NotebookDocument(clock);
  const notices = new Notices(clock);
  const question = new Question();
  const files = createTestFiles();
  const desk = createNotebookDesk({
    document,
    notices,
    question,
    files,
    createId: () => `c${++number}`,
    language: () => 'zh',
    onRead: () => undefined,
    onOpen: () => undefined,
  });
  return { document, notices, question, files, desk };
}

test('a new notebook is saved once by name, then in place', async () => {
  const { document, desk, files } = create();
  await desk.create();
  document.edit({ type: 'head', fields: { title: '流失: 2024/一季度' } });
  expect(await desk.save()).toBe(true);
  expect(files.saved[0]?.[0]).toBe('流失 2024 一季度.md');
  expect(document.isDirty).toBe(false);
  document.edit({ type: 'head', fields: { title: '流失' } });
  expect(document.isDirty).toBe(true);
  await desk.save();
  expect(files.saved[1]).toEqual(['流失 2024 一季度.md', serializeNotebook(document.notebook)]);
});

test('unsaved changes are asked about, and only an answer lets them go', async () => {
  const { document, desk, question } = create();
  await desk.create();
  document.edit({ type: 'head', fields: { title: 'mine' } });
  const opened = desk.openFile({ name: 'other.md', text: '---\nebb: 1\ntitle: other\n---\n', place: null });
  expect(question.current?.title).toBe('unsavedTitle');
  question.answer('cancel');
  expect(await opened).toBe(false);
  expect(document.title).toBe('mine');
  const again = desk.openFile({ name: 'other.md', text: '---\nebb: 1\ntitle: other\n---\n', place: null });
  question.answer('discard');
  expect(await again).toBe(true);
  expect(document.title).toBe('other');
});

test('a file that is not a notebook leaves the open one alone and says so', async () => {
  const { document, desk, notices } = create();
  await desk.create();
  expect(await desk.openFile({ name: 'a.md', text: 'no front matter', place: null })).toBe(false);
  expect(document.isOpen).toBe(true);
  expect(notices.list.at(-1)?.problem).toMatchObject({ code: 'not-a-notebook', values: { file: 'a.md' } });
});

test('a notebook whose front matter cannot be read is opened, and that is said', async () => {
  const { document, desk, notices } = create();
  const text = '---\nebb: 1\ntitle: churn: 2024\n---\n\n# a\n';
  expect(await desk.openFile({ name: 'a.md', text, place: null })).toBe(true);
  expect(notices.list.at(-1)?.problem?.code).toBe('damaged-front-matter');
  expect(serializeNotebook(document.notebook)).toBe(text);
});

test('a place that cannot be written to is said, and the changes stay unsaved', async () => {
  const { document, desk, notices } = create();
  const place = { name: 'a.md', write: () => Promise.reject(new DOMException('gone', 'NotFoundError')) };
  await desk.openFile({ name: 'a.md', text: '---\nebb: 1\n---\n', place });
  document.edit({ type: 'head', fields: { title: 'x' } });
  expect(await desk.save()).toBe(false);
  expect(document.isDirty).toBe(true);
  expect(notices.list.at(-1)?.problem?.code).toBe('cannot-save');
});
