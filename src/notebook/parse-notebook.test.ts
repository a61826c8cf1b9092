import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCells, parseNotebook } from './parse-notebook.ts';
import { serializeNotebook } from './serialize-notebook.ts';
import type { Notebook } from './notebook.ts';

const read = (text: string): Notebook => {
  let id = 0;
  return parseNotebook(text, { createId: () => `c${++id}` });
};
const front = '---\nebb: 1\n---\n';
const kinds = (text: string): string[] => read(front + text).cells.map((cell) => cell.kind);

/** Pieces of files that are hard to take apart, to be put together in any order. */
const piece = fc.constantFrom(
  '```sql query name=a\n',
  '```sql query name="客 户" view\r\n',
  '````yaml input name=期间\n',
  '~~~json chart from=a\n',
  '```\n',
  '````\n',
  '~~~\r\n',
  '   ```sql query name=b\n',
  '\t```\n',
  '- item\n',
  '  ```sql query name=c\n',
  '> ```sql query name=d\n',
  '---\n',
  '...\n',
  'title: x\n',
  'ebb: 1\n',
  '<!-- ',
  '-->\n',
  '<pre>\n',
  '<div>\n',
  '# 标题\n',
  'text {{ a.b | .1% }}',
  '\n',
  '\r\n',
  '\r',
  '\n\n\n',
  '    code\n',
  '\0',
  '\uFEFF',
  '\u2028',
  '😀',
  'select 1',
  '```python plot name=x\n',
  '```sql\n',
  '[a]: b\n',
  '1. x\n',
  '| a |\n|---|\n',
);
const hostile = fc.oneof(
  fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
  fc.string(),
);

test('what was read is written back byte for byte, whatever the file', () => {
  fc.assert(
    fc.property(
      hostile,
      fc.constantFrom(front, '\uFEFF---\r\nebb: 1\r\nkeep: [1, # me\r\n---\r\n'),
      (text, head) => {
        expect(serializeNotebook(read(head + text))).toBe(head + text);
      },
    ),
    { numRuns: 5000 },
  );
});

test('a file without front matter is taken apart without loss too', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const { blank, cells } = parseCells(text, () => '');
      expect(blank + cells.map((cell) => cell.source).join('')).toBe(text);
      for (const cell of cells) expect(cell.source).not.toBe('');
    }),
    { numRuns: 5000 },
  );
});

test('a cell taken alone reads as the same cell', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      for (const cell of parseCells(text, () => 'id').cells.filter((one) => one.kind !== 'text'))
        expect(parseCells(cell.source, () => 'id').cells).toEqual([cell]);
    }),
    { numRuns: 2000 },
  );
});

test('a fence is a cell when it names a kind; all else is text', () => {
  expect(kinds('```sql query name=a\nselect 1\n```\n')).toEqual(['query']);
  expect(kinds('```sql\nselect 1\n```\n')).toEqual(['text']);
  expect(kinds('```js title="x.js"\n1\n```\n')).toEqual(['text']);
  expect(kinds('```sql linenos\n1\n```\n')).toEqual(['text']);
  expect(kinds('```python query name=a\n1\n```\n')).toEqual(['text']);
  expect(kinds('```yaml churn name=l from=c\n```\n```yaml model\n```\n```r plot name=p\n```\n')).toEqual([
    'churn',
    'model',
    'plot',
  ]);
  expect(kinds('- a\n  ```sql query name=a\n  ```\n> ```sql query name=b\n> ```\n')).toEqual(['text']);
  expect(kinds('<!--\n```sql query name=a\n```\n-->\n')).toEqual(['text']);
  expect(kinds('````md\n```sql query name=a\n```\n````\n')).toEqual(['text']);
});

test('the parts of a cell are read out of its fence', () => {
  const [cell] = read(
    `${front}~~~~SQL query name="a \\"b\\" c" note='x y' view from=客户\r\nselect 1\r\n~~~\r\n\r\n~~~~\r\n\r\n`,
  ).cells;
  expect(cell).toMatchObject({
    kind: 'query',
    language: 'SQL',
    name: 'a "b" c',
    attributes: { name: 'a "b" c', note: 'x y', view: '', from: '客户' },
    body: 'select 1\n~~~\n',
  });
});

test('an unclosed cell holds the rest of the file', () => {
  const { cells } = read(`${front}\`\`\`sql query name=a\nselect 1\n\n# more`);
  expect(cells.map((cell) => cell.body)).toEqual(['select 1\n\n# more']);
});

test('text is one cell up to a fence, or up to two blank lines between its blocks', () => {
  const { cells } = read(`${front}\n# a\n\nb\n\n\nc\n\n- d\n\n\n\n  e\n\`\`\`\n1\n\n\n2\n\`\`\`\n`);
  expect(cells.map((cell) => cell.body)).toEqual(['# a\n\nb', 'c\n\n- d\n\n\n\n  e\n```\n1\n\n\n2\n```']);
});

test('front matter is read, and damage in it costs only the fields', () => {
  const head = (yaml: string) => read(`---\n${yaml}\n---\n`).head;
  expect(head('ebb: 1\ntitle: 流失\nlang: zh\nas_of: 2024-02-29\nown: {a: 1}')).toMatchObject({
    title: '流失',
    lang: 'zh',
    asOf: '2024-02-29',
  });
  expect(head('ebb: 1\nlang: fr\nas_of: 2023-02-29')).toMatchObject({ lang: null, asOf: null });
  expect(head('ebb: 1\ntitle: "open\nx: [')).toMatchObject({ format: 1, title: '' });
  expect(
    head('ebb: 1\na: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c]').format,
  ).toBe(1);
  expect(head('text: |\n  a\n  ---\n  b\nebb: 1\ntitle: t').title).toBe('t');
});

test('what is not a notebook, or is of a later format, is refused with a reason', () => {
  const refused = (text: string, code: string) =>
    expect(() => read(text)).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code }) }));
  refused('', 'not-a-notebook');
  refused('# Notes\n\n```sql\nselect 1\n```\n', 'not-a-notebook');
  refused('id,name\n1,a\n', 'not-a-notebook');
  refused('PK\u0003\u0004\0\0\uFFFD\uFFFD', 'not-a-notebook');
  refused('---\ntitle: a blog\n---\ntext\n', 'not-a-notebook');
  refused('---\nebb: x\n---\ntext\n', 'not-a-notebook');
  refused('---\nebb: 2\n---\ntext\n', 'newer-notebook-format');
  expect(read('```sql query name=a\nselect 1\n```\n').cells).toHaveLength(1);
});

test('the shipped notebooks are read and written back', () => {
  const folder = `${import.meta.dirname}/../../notebooks`;
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.md')) : [];
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    expect(serializeNotebook(read(text)), file).toBe(text);
    expect(read(text).cells.filter((cell) => cell.kind === 'query').length, file).toBeGreaterThan(2);
  }
});
