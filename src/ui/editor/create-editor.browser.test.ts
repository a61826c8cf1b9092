import { cdp, userEvent } from 'vitest/browser';
import { afterEach, expect, test, vi } from 'vitest';
import { createEditor, type Editor, type EditorEvents } from './create-editor.ts';
import { emptySchema, type EditorSchema } from './editor-schema.ts';

/** Chromium's own input method calls: what the events say is then true. */
const session = cdp() as unknown as { send(method: string, parameters: object): Promise<unknown> };

let open: { readonly editor: Editor; readonly parent: HTMLElement } | null = null;

afterEach(() => {
  open?.editor.destroy();
  open?.parent.remove();
  open = null;
});

function create(text: string, schema: EditorSchema = emptySchema) {
  const parent = document.createElement('div');
  document.body.append(parent);
  const on = {
    edit: vi.fn<EditorEvents['edit']>(),
    run: vi.fn<EditorEvents['run']>(),
    leave: vi.fn<EditorEvents['leave']>(),
    focus: vi.fn<EditorEvents['focus']>(),
    undo: vi.fn<EditorEvents['undo']>(),
    redo: vi.fn<EditorEvents['redo']>(),
    exit: vi.fn<EditorEvents['exit']>(),
  };
  const editor = createEditor({
    parent,
    text,
    language: 'sql',
    label: 'Code of Query monthly',
    placeholder: '',
    schema: () => schema,
    on,
  });
  open = { editor, parent };
  const content = parent.querySelector<HTMLElement>('.cm-content');
  if (!content) throw new Error('no editor');
  return { editor, parent, content, on };
}

test('an error is underlined at its word after Chinese text', async () => {
  const sql = `select 客户编号, 不存在 from "客户"`;
  const { editor, parent } = create(sql);
  editor.setProblem({ position: sql.indexOf('不存在'), message: 'no such column' });
  await expect.poll(() => parent.querySelector('.cm-lintRange-error')?.textContent).toBe('不存在');
  editor.setProblem(null);
  await expect.poll(() => parent.querySelector('.cm-lintRange-error')).toBeNull();
});

test('a text that is being composed with an input method arrives whole, and no key of it runs the cell', async () => {
  const { editor, content, on, parent } = create('select ');
  editor.focus();
  await userEvent.keyboard('{Control>}{End}{/Control}');
  const compose = (text: string) =>
    session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await compose('k');
  await compose('kehu');
  await expect.poll(() => content.textContent).toBe('select kehu');
  const enter = new KeyboardEvent('keydown', {
    key: 'Enter',
    shiftKey: true,
    isComposing: true,
    bubbles: true,
  });
  Object.defineProperty(enter, 'keyCode', { value: 229 });
  content.dispatchEvent(enter);
  expect(on.run).not.toHaveBeenCalled();
  editor.setText('select ');
  expect(content.textContent).toBe('select kehu');
  await session.send('Input.insertText', { text: '客户' });
  await expect.poll(() => on.edit.mock.lastCall?.[0]).toBe('select 客户');
  editor.setText('select 客户');
  expect(parent.querySelector('.cm-line')?.textContent).toBe('select 客户');
});

test('Shift+Enter runs and goes on, Ctrl+Enter runs, Escape leaves, Ctrl+Z is the notebook’s', async () => {
  const { editor, on } = create('select 1');
  editor.focus();
  await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
  expect(on.run).toHaveBeenLastCalledWith('next');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(on.run).toHaveBeenLastCalledWith('stay');
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(on.undo).toHaveBeenCalledOnce();
  await userEvent.keyboard('{Escape}');
  expect(on.leave).toHaveBeenCalledOnce();
  expect(on.edit).not.toHaveBeenCalled();
});

test('a column is completed from the list, and Escape closes the list before it leaves', async () => {
  const schema: EditorSchema = {
    relations: [{ name: 'monthly', detail: 'query', columns: [{ name: 'churn_rate', type: 'DOUBLE' }] }],
    inputs: [],
  };
  const { editor, content, on, parent } = create('from monthly select ', schema);
  editor.focus();
  await userEvent.keyboard('{Control>}{End}{/Control}chu');
  await expect
    .poll(() => parent.querySelector('.cm-tooltip-autocomplete li')?.textContent)
    .toContain('churn_rate');
  await userEvent.keyboard('{Escape}');
  expect(on.leave).not.toHaveBeenCalled();
  await userEvent.keyboard('r');
  await expect.poll(() => parent.querySelector('.cm-tooltip-autocomplete li')).not.toBeNull();
  await new Promise((resolve) => setTimeout(resolve, 120));
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => content.textContent).toBe('from monthly select churn_rate');
});

test('a change from outside keeps the cursor where it was', async () => {
  const { editor, on } = create('select 1 from a');
  editor.focus();
  await userEvent.keyboard('{Control>}{End}{/Control}');
  editor.setText('select 2 from a');
  await userEvent.keyboard('b');
  await expect.poll(() => on.edit.mock.lastCall?.[0]).toBe('select 2 from ab');
});
