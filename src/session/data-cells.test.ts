import { expect, test } from 'vitest';
import { createCell } from '../notebook/create-cell.ts';
import type { ImportReport } from '../intake/import-report.ts';
import { parseDataSpec } from '../notebook/parse-data-spec.ts';
import { parseInputSpec } from '../notebook/parse-input-spec.ts';
import { parseNotebook } from '../notebook/parse-notebook.ts';
import { bindTables, findTable } from './bind-tables.ts';
import type { ShelfTable } from './data-shelf.svelte.ts';
import { toInputValue, toParameters } from './input-values.ts';
import { toOutline } from './outline.ts';
import { setColumn, setFile } from './set-data.ts';
import { writeStarter } from './write-starter.ts';

const report = { loaded: 2, setAside: [], columns: [] } as unknown as ImportReport;

function table(name: string, relation: string): ShelfTable {
  const file = { name, size: 1, slice: () => new Blob() };
  return {
    relation,
    version: `${relation}:1`,
    file,
    report,
    recipe: {},
    source: null,
    isSample: false,
    wanted: null,
  };
}

const dataCell = (body: string, name = 'customers') =>
  createCell('data', { id: 'd', attributes: { name }, body });

test('a data cell stands on the newest file of its name, else on the table of that name', () => {
  const tables = [table('客户.csv', '客户'), table('客户.csv', '客户_2'), table('b.csv', 'b')];
  expect(findTable(dataCell('file: 客户.csv'), tables)?.relation).toBe('客户_2');
  expect(findTable(dataCell('file: B'), tables)?.relation).toBe('b');
  expect(findTable(dataCell('file: c.csv'), tables)).toBeNull();
  expect(findTable(dataCell('file: ""', '客户'), tables)?.relation).toBe('客户');
});

test('only data cells with a table are bound', () => {
  const notebook = parseNotebook(
    '```yaml data name=a\nfile: a.csv\n```\n\n```yaml data name=b\nfile: b.csv\n```\n',
    {
      createId: () => String(Math.random()),
    },
  );
  expect(bindTables(notebook, [table('b.csv', 'b')])).toEqual({ b: { relation: 'b', version: 'b:1' } });
});

test('another file or column is written into the YAML; comments and the rest stay', () => {
  const body = '# ours\nfile: old.csv # export\ncolumns:\n  customer: id # key\n  started: begin';
  const changed = setFile(body, '新 文件: 1.csv');
  expect(parseDataSpec(changed).file).toBe('新 文件: 1.csv');
  expect(changed).toContain('# key');
  expect(parseDataSpec(setFile('columns:\n  a: b', 'x.csv'))).toEqual({
    file: 'x.csv',
    columns: [{ role: 'a', from: 'b' }],
  });
  const answered = setColumn(body, 'started', '入网日期');
  expect(parseDataSpec(answered).columns[1]).toEqual({ role: 'started', from: '入网日期' });
  expect(answered).toContain('# key');
});

test('an input control and its parameters say the same', () => {
  const range = parseInputSpec('type: daterange\ndefault: [2024-01-01, 2024-12-31]');
  expect(toInputValue('p', range, {}, [])).toEqual(['2024-01-01', '2024-12-31']);
  const chosen = toParameters('p', range, ['2024-02-01', null]);
  expect(chosen).toEqual({
    p_from: { type: 'DATE', value: '2024-02-01' },
    p_to: { type: 'DATE', value: null },
  });
  expect(toInputValue('p', range, chosen, [])).toEqual(['2024-02-01', null]);
  const many = parseInputSpec('type: multiselect\noptions: [a, b]');
  expect(toParameters('m', many, ['b'])).toEqual({ m: { type: 'VARCHAR[]', value: ['b'] } });
  expect(toInputValue('m', many, { m: { type: 'VARCHAR[]', value: ['b'] } }, [])).toEqual(['b']);
  const select = parseInputSpec('type: select\nfrom: t\ncolumn: c');
  expect(toInputValue('s', select, {}, ['x', 'y'])).toBe('x');
  const fixed = parseInputSpec('type: select\noptions: [a, b]');
  expect(toInputValue('s', fixed, {}, [])).toBe('a');
});

test('the outline holds headings of text, not of code', () => {
  const cell = createCell('text', {
    id: 't',
    body: '# A *b*\n\n```\n# no\n```\n\n## 同期群 ##\n\n#### four\n\n## CDNOW\\_sample, bank_churn, _so_\\!',
  });
  expect(toOutline([cell])).toEqual([
    { id: 't', level: 1, text: 'A b' },
    { id: 't', level: 2, text: '同期群' },
    { id: 't', level: 2, text: 'CDNOW_sample, bank_churn, so!' },
  ]);
});

test('a first drop becomes a notebook that reads back', () => {
  const text = writeStarter([table('a: "b" *c*.csv', 'a_b_c')], 'zh');
  const notebook = parseNotebook(text, { createId: () => String(Math.random()) });
  expect(notebook.cells.map(({ kind }) => kind)).toEqual(['text', 'data', 'query']);
  expect(parseDataSpec(notebook.cells[1]?.body ?? '').file).toBe('a: "b" *c*.csv');
  expect(notebook.head.lang).toBe('zh');
});
