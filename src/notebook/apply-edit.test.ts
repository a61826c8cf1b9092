import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdit, type Edit } from './apply-edit.ts';
import { createCell, createName } from './create-cell.ts';
import type { Cell, Notebook } from './notebook.ts';
import { parseNotebook } from './parse-notebook.ts';
import { serializeNotebook } from './serialize-notebook.ts';
import { createHead, setHead } from './set-head.ts';

const read = (text: string): Notebook => {
  let id = 0;
  return parseNotebook(text, { createId: () => `c${++id}` });
};
const reread = (notebook: Notebook): Notebook => read(serializeNotebook(notebook));
const shape = ({ kind, name, attributes, body }: Cell) => ({ kind, name, attributes, body });
const sample = read(
  '---\nebb: 1\ntitle: t\n---\n\nIntro {{ monthly.n }}\n```sql query name=monthly\nselect n from base\n```\n\n' +
    '```sql query name=trend\nselect monthly.n, "x" from Monthly, (from "monthly") q where n > $low_from -- monthly\n```\n' +
    '```json chart from=monthly\n{}\n```\n```yaml input name=low\ntype: range\nmin: 0\n```\nOutro',
);

const body = fc.oneof(
  fc.string(),
  fc
    .array(
      fc.constantFrom('```', '````\n', '~~~\n', '\n', ' ```x', 'select 1\n', '    a', '客户', '\n\n\n'),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
);

test('a fenced cell with any body reads back as the same cell and disturbs no other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), body, (index, text) => {
      const cell = sample.cells[index];
      if (!cell) return;
      const edited = applyEdit(sample, { type: 'body', id: cell.id, body: text });
      const again = reread(edited);
      expect(again.cells.map(shape)).toEqual(edited.cells.map(shape));
      for (const [i, one] of edited.cells.entries()) if (i !== index) expect(one).toBe(sample.cells[i]);
    }),
    { numRuns: 2000 },
  );
});

test('a text with open fences and comments never swallows the cells after it', () => {
  const open = fc
    .array(
      fc.constantFrom(
        '```\n',
        '````js\n',
        '~~~\n',
        '<!-- \n',
        '<pre>\n',
        '<div>\n',
        '- a\n',
        '> b\n',
        'c\n',
        '\n',
        '    d\n',
      ),
      {
        maxLength: 6,
      },
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(open, (text) => {
      const edited = applyEdit(sample, { type: 'body', id: 'c1', body: text });
      const after = reread(edited).cells.filter((cell) => cell.kind !== 'text');
      expect(after.map(shape)).toEqual(sample.cells.filter((cell) => cell.kind !== 'text').map(shape));
    }),
    { numRuns: 1000 },
  );
});

test('any row of inserts, moves, removals and duplicates reads back as what it made', () => {
  const step = fc.record({
    type: fc.constantFrom('insert-text', 'insert-query', 'move', 'remove', 'duplicate'),
    at: fc.nat(8),
    to: fc.nat(8),
  });
  const starts = fc.constantFrom(
    sample,
    read('---\nebb: 1\n---'),
    read('---\r\nebb: 1\r\n---\r\na\r\n~~~sql query name=q\r\nx'),
  );
  fc.assert(
    fc.property(starts, fc.array(step, { maxLength: 10 }), (start, steps) => {
      let next = 0;
      const end = steps.reduce((notebook, { type, at, to }) => {
        const id = `n${++next}`;
        const target = notebook.cells[at % Math.max(1, notebook.cells.length)];
        const edit: Edit | null =
          type === 'insert-text'
            ? { type: 'insert', at, cells: [createCell('text', { id, body: `- text ${id}` })] }
            : type === 'insert-query'
              ? {
                  type: 'insert',
                  at,
                  cells: [createCell('query', { id, attributes: { name: id }, body: 'from x' })],
                }
              : !target
                ? null
                : type === 'move'
                  ? { type: 'move', id: target.id, to }
                  : type === 'remove'
                    ? { type: 'remove', ids: [target.id] }
                    : { type: 'duplicate', id: target.id, newId: id };
        return edit ? applyEdit(notebook, edit) : notebook;
      }, start);
      const parted = (cells: readonly Cell[]) =>
        cells.map((cell) => ({ ...shape(cell), body: cell.body.replace(/\n+<!-- -->$/, '') }));
      expect(parted(reread(end).cells)).toEqual(parted(end.cells));
    }),
    { numRuns: 1000 },
  );
});

test('moving there and back, or setting what is there, changes no byte', () => {
  const edited = applyEdit(sample, { type: 'body', id: 'c2', body: sample.cells[1]?.body ?? '' });
  expect(edited).toBe(sample);
  expect(applyEdit(sample, { type: 'move', id: 'c3', to: 2 })).toBe(sample);
});

test('renaming a query rewrites every reading of it and nothing else', () => {
  const renamed = applyEdit(sample, { type: 'rename', id: 'c2', name: '每月 流失', references: true });
  expect(renamed.cells[1]?.name).toBe('每月 流失');
  expect(renamed.cells[0]?.body).toBe('Intro {{ "每月 流失".n }}');
  expect(renamed.cells[2]?.body).toBe(
    'select "每月 流失".n, "x" from "每月 流失", (from "每月 流失") q where n > $low_from -- monthly',
  );
  expect(renamed.cells[3]?.attributes).toEqual({ from: '每月 流失' });
  expect(renamed.cells[4]).toBe(sample.cells[4]);
  expect(reread(renamed).cells.map(shape)).toEqual(renamed.cells.map(shape));
});

test('renaming an input of two ends rewrites both of its parameters', () => {
  const renamed = applyEdit(sample, { type: 'rename', id: 'c5', name: '下限', references: true });
  expect(renamed.cells[2]?.body).toContain('n > $下限_from --');
});

test('attributes change in place and the rest of the fence stays as it was written', () => {
  const notebook = read("---\nebb: 1\n---\n```sql  query note='name=a'  name=a   view\nselect 1\n```\n");
  const change = (attributes: Record<string, string | null>) =>
    applyEdit(notebook, { type: 'attributes', id: 'c1', attributes }).cells[0]?.source;
  expect(change({ name: 'b c' })).toBe('```sql  query note=\'name=a\' name="b c"   view\nselect 1\n```\n');
  expect(change({ view: null, x: '`' })).toBe("~~~sql  query note='name=a'  name=a x=`\nselect 1\n~~~\n");
  expect(() => change({ x: 'a\nb' })).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: 'attribute-line-end' }) }),
  );
});

test('a cell changes its kind and keeps its body', () => {
  const query = applyEdit(sample, { type: 'kind', id: 'c1', kind: 'query', name: 'q' });
  expect(query.cells[0]).toMatchObject({
    kind: 'query',
    language: 'sql',
    name: 'q',
    body: sample.cells[0]?.body,
  });
  const text = applyEdit(query, { type: 'kind', id: 'c1', kind: 'text' });
  expect(reread(text).cells.map(shape)).toEqual(sample.cells.map(shape));
});

test('new names are free, in the language asked for', () => {
  const cells = [createCell('query', { id: 'a', attributes: { name: 'Query_1' } })];
  expect(createName('query', 'en', cells)).toBe('query_2');
  expect(createName('query', 'zh', cells)).toBe('查询_1');
  expect(createName('chart', 'zh', cells)).toBeNull();
});

test('front matter keeps unknown keys, comments and line ends when a field is set', () => {
  const notebook = read('\uFEFF---\r\nebb: 1 # format\r\nowner: 王\r\ntitle: old\r\n---\r\n\r\n# a\r\n');
  const set = setHead(notebook, { title: 'a: "b"', asOf: '2024-06-30' });
  expect(set.head.source).toBe(
    '\uFEFF---\r\nebb: 1 # format\r\nowner: 王\r\ntitle: \'a: "b"\'\r\nas_of: 2024-06-30\r\n---\r\n\r\n',
  );
  expect(reread(set).head).toEqual(set.head);
  expect(set.cells).toBe(notebook.cells);
  const made = createHead({ title: '流失', lang: 'zh', asOf: null });
  expect(made.source).toBe('---\nebb: 1\ntitle: 流失\nlang: zh\n---\n\n');
  expect(() => setHead(read('---\nebb: 1\nx: [\n---\n'), { title: 'y' })).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: 'damaged-front-matter' }) }),
  );
});
