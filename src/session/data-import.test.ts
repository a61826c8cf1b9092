import { expect, test } from 'vitest';
import { parseDataSpec } from '../notebook/parse-data-spec.ts';
import { changeColumn, changeRecipe } from './change-recipe.ts';
import { setImport, toDataImport, writeDataBody } from './data-import.ts';
import { findShapeChanges } from './file-shape.ts';

test('a recipe goes into a data cell and comes back; every other line stays as it was', () => {
  const recipe = {
    encoding: 'gb18030',
    delimiter: '\t',
    header: [2, 3],
    nulls: ['无', '-'],
    columns: {
      '签约 日': { form: 'day-first' },
      费: { name: 'fee', form: 'number', misfits: 'null' as const },
    },
  };
  const shape = { id: 'VARCHAR', fee: 'DOUBLE' };
  const body = '# ours\nfile:   "a b.csv"  # export\ncolumns:\n    customer:  id # key';
  const written = setImport(body, { recipe, shape });
  expect(written.startsWith(`${body}\nimport:\n`)).toBe(true);
  expect(toDataImport(parseDataSpec(written))).toEqual({ recipe, shape });
  expect(setImport(written, { recipe: {}, shape: null })).toBe(body);
  const between = 'file: a.csv\nimport:\n  encoding: big5\n\n# roles\ncolumns: {customer: id}';
  expect(setImport(between, { recipe: { delimiter: ';' }, shape: null })).toBe(
    'file: a.csv\nimport:\n  delimiter: ;\n# roles\ncolumns: {customer: id}',
  );
  expect(toDataImport(parseDataSpec(writeDataBody('客户.csv', { recipe, shape })))).toEqual({
    recipe,
    shape,
  });
});

test('a recipe says only what differs from the automatic reading', () => {
  const automatic = { ...AUTOMATIC, delimiter: ',' };
  const chosen = changeRecipe({}, { delimiter: ';' }, automatic);
  expect(chosen).toEqual({ delimiter: ';' });
  expect(changeRecipe(chosen, { delimiter: ',' }, automatic)).toEqual({});
  const columns = changeColumn(chosen, '费', { form: 'text' });
  expect(columns).toEqual({ 费: { form: 'text' } });
  expect(changeColumn({ columns }, '费', { form: undefined })).toEqual({});
  expect(changeRecipe({ sheet: 'a', header: [3], columns }, { sheet: 'b' }, null)).toEqual({ sheet: 'b' });
});

test('columns that came, went, changed their name or their type are told apart', () => {
  const known = { id: 'VARCHAR', city: 'VARCHAR', fee: 'BIGINT', note: 'VARCHAR' };
  const columns = [
    { name: 'id', type: 'VARCHAR' },
    { name: 'town', type: 'VARCHAR' },
    { name: 'fee', type: 'DOUBLE' },
    { name: 'extra', type: 'DATE' },
  ];
  expect(findShapeChanges(known, columns)).toEqual([
    { kind: 'renamed', name: 'city', to: 'town' },
    { kind: 'missing', name: 'note' },
    { kind: 'new', name: 'extra' },
    { kind: 'retyped', name: 'fee', from: 'BIGINT', to: 'DOUBLE' },
  ]);
});

const AUTOMATIC = {
  encoding: 'utf-8',
  delimiter: ',',
  quote: '"',
  escape: '"',
  skip: 0,
  header: [1],
  footer: 0,
  subtotals: false,
  table: 1,
  shortRows: false,
  mend: true,
  sheet: null,
  range: null,
  member: null,
  files: [],
  fileColumn: 'file' as const,
  nulls: [],
  columns: {},
} as const;
