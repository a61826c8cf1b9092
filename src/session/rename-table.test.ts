import { expect, test } from 'vitest';
import type { ImportReport } from '../intake/import-report.ts';
import { applyEdit } from '../notebook/apply-edit.ts';
import { parseNotebook } from '../notebook/parse-notebook.ts';
import { serializeNotebook } from '../notebook/serialize-notebook.ts';
import type { ShelfTable } from './data-shelf.svelte.ts';
import { planTableRename } from './rename-table.ts';

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

function rename(text: string, tables: readonly ShelfTable[], name: string): string {
  let ids = 0;
  const notebook = parseNotebook(text, { createId: () => String(++ids) });
  const [first] = tables;
  if (!first) throw new RangeError('no table');
  return serializeNotebook(planTableRename(notebook, tables, first, name).reduce(applyEdit, notebook));
}

test('a data cell named like the table is renamed with all that reads it', () => {
  const text =
    '{{ people.n }}\n\n```yaml data name=people\nfile: people.csv\n```\n\n```sql query name=q\nselect people.city from people join files.people p on true\n```\n\n```json chart from=people\n{}\n```\n';
  expect(rename(text, [table('people.csv', 'people')], '客户')).toBe(
    '{{ 客户.n }}\n\n```yaml data name=客户\nfile: people.csv\n```\n\n```sql query name=q\nselect 客户.city from 客户 join files.客户 p on true\n```\n\n```json chart from=客户\n{}\n```\n',
  );
});

test('a data cell of another name keeps it, and asks for the table by its new name', () => {
  const tables = [table('a.csv', 'a'), table('a.csv', 'a_2')];
  const text = '```yaml data name=members\nfile: a\n```\n\n```yaml data name=others\nfile: a_2\n```\n';
  expect(rename(text, tables, 'year 2024')).toBe(
    '```yaml data name=members\nfile: year 2024\n```\n\n```yaml data name=others\nfile: a_2\n```\n',
  );
});

test('a name that another cell has is left to that cell', () => {
  const text = '```yaml data name=a\nfile: a.csv\n```\n\n```sql query name=b\nselect * from a\n```\n';
  expect(rename(text, [table('a.csv', 'a')], 'b')).toBe(text);
});
