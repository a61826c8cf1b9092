import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import type { EditorSchema } from './editor-schema.ts';
import { completeSql } from './sql-completion.ts';
import { findWordAt } from './word-at.ts';

const schema: EditorSchema = {
  relations: [
    {
      name: '客户',
      detail: 'data',
      columns: [
        { name: '客户编号', type: 'VARCHAR' },
        { name: 'order', type: 'BIGINT' },
      ],
    },
    { name: 'monthly', detail: 'query', columns: [{ name: 'rate', type: 'DOUBLE' }] },
  ],
  inputs: [{ name: '期间_from', type: 'DATE' }],
};

/** What is offered at the `|` of a text. */
function complete(marked: string, explicit = false): string[] {
  const pos = marked.indexOf('|');
  const state = EditorState.create({ doc: marked.replace('|', '') });
  const result = completeSql(new CompletionContext(state, pos, explicit), schema);
  return (result?.options ?? []).map(({ label, apply }) => (typeof apply === 'string' ? apply : label));
}

test('after from and join come relations, Chinese names too', () => {
  expect(complete('select * from |')).toEqual(['客户', 'monthly']);
  expect(complete('select * from 客户 join m|')).toEqual(['客户', 'monthly']);
});

test('after a relation or its alias come its columns, quoted where they must be', () => {
  expect(complete('select 客户.| from 客户')).toEqual(['客户编号', '"order"']);
  expect(complete('select k.| from 客户 as k')).toEqual(['客户编号', '"order"']);
  expect(complete('select m.r| from monthly m')).toEqual(['rate']);
  expect(complete('select x.| from monthly m')).toEqual([]);
});

test('after $ come parameters; in a text or a comment nothing', () => {
  expect(complete('select $|')).toEqual(['期间_from']);
  expect(complete(`select '客|`)).toEqual([]);
  expect(complete('-- fro|')).toEqual([]);
});

test('columns of the relations a query names come before words and functions', () => {
  const offered = complete('select ra| from monthly');
  expect(offered[0]).toBe('rate');
  expect(offered).toContain('rank(');
});

test('the word at a place is whole, after Chinese text and in quotes', () => {
  const at = (text: string, word: string) => findWordAt(text, text.indexOf(word));
  const sql = 'select 客户, "列 一", 不存在 from t';
  expect(at(sql, '不存在')).toEqual({ from: 18, to: 21 });
  expect(at(sql, '"列')).toEqual({ from: 11, to: 16 });
  expect(at('select 日期::DAT from t', '::')).toEqual({ from: 9, to: 14 });
  expect(findWordAt(sql, 999)).toEqual({ from: sql.length - 1, to: sql.length });
  expect(findWordAt('', 0)).toBeNull();
});
