import { expect, test } from 'vitest';
import { checkName } from './check-name.ts';
import { createGraph, type Graph } from './graph.ts';
import { parseNotebook } from './parse-notebook.ts';

const graphOf = (text: string): Graph => {
  let id = 0;
  return createGraph(
    parseNotebook(`---\nebb: 1\nas_of: 2024-01-31\n---\n${text}`, { createId: () => `c${++id}` }),
  );
};
const cell = (info: string, body = ''): string => `\`\`\`${info}\n${body}\n\`\`\`\n`;
const of = (graph: Graph, id: string) => graph.nodes.get(id);

test('every kind says what it reads, by its own syntax', () => {
  const graph = graphOf(
    'See {{ "a b".x | .1% }}, `{{ code.x }}`, {{ Q.y }}\n' +
      cell('sql query name="a b"', 'select $low_to, $as_of from "Q", nowhere -- from comment') +
      cell('yaml input name=low', 'type: range\nmin: 0\nmax: 1') +
      cell('sql query name=q', "select 'from x', $none") +
      cell('json chart from="A B"', '{}') +
      cell('yaml input name=pick', 'type: select\nfrom: q\ncolumn: y') +
      cell('yaml data name=d', 'file: d.csv\ncolumns: {x: "a + $low_from"}') +
      cell('yaml churn name=lifetimes from=d') +
      cell('sql check name=ok', 'from lifetimes'),
  );
  const needs = [...graph.nodes.values()].map((node) => [
    node.cell.id,
    node.needs.join(' '),
    node.missing.join(' '),
  ]);
  expect(needs).toEqual([
    ['c1', 'c2 c4', ''],
    ['c2', 'c3 c4', 'nowhere'],
    ['c3', '', ''],
    ['c4', '', '$none'],
    ['c5', 'c2', ''],
    ['c6', 'c4', ''],
    ['c7', 'c3', ''],
    ['c8', 'c7', ''],
    ['c9', 'c8', ''],
  ]);
  expect(graph.order).toEqual(['c3', 'c4', 'c2', 'c1', 'c5', 'c6', 'c7', 'c8', 'c9']);
});

test('all cells on a cycle say so, each with the cycle in order, and cells beside it do not', () => {
  const graph = graphOf(
    cell('sql query name=a', 'from b') +
      cell('sql query name=b', 'from c') +
      cell('sql query name=c', 'from a, d') +
      cell('sql query name=d', 'select 1') +
      cell('sql query name=e', 'from a') +
      cell('yaml input name=i', 'type: select\nfrom: f\ncolumn: x') +
      cell('sql query name=f', 'select $i'),
  );
  expect(['c1', 'c2', 'c3', 'c4', 'c5', 'c6'].map((id) => of(graph, id)?.problem?.values?.['names'])).toEqual(
    ['a → b → c → a', 'b → c → a → b', 'c → a → b → c', undefined, undefined, 'i → f → i'],
  );
  expect([...graph.order].sort()).toEqual(['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7']);
});

test('every cell of a name that occurs twice says so, ignoring the case of A–Z only', () => {
  const graph = graphOf(
    cell('sql query name=Kpi', 'select 1') +
      cell('json chart name=kPI from=x') +
      cell('sql query name=É', 'select 1') +
      cell('sql query name=é', 'select 1') +
      cell('yaml input name=p', 'type: range') +
      cell('yaml input name=p_to', 'type: number'),
  );
  const problems = [...graph.nodes.values()].map((node) => node.problem?.values?.['name']);
  expect(problems).toEqual(['Kpi', 'kPI', undefined, undefined, 'p_to', 'p_to']);
});

test.each([
  ['每月 流失', 'query', undefined],
  ['select', 'query', undefined],
  ['每月', 'input', undefined],
  ['a b', 'input', 'name-not-for-input'],
  ['1a', 'input', 'name-not-for-input'],
  [' ', 'query', 'name-empty'],
  [' a', 'query', 'name-not-allowed'],
  ['a.b', 'query', 'name-not-allowed'],
  ['a"b', 'query', 'name-not-allowed'],
  ['a`b', 'query', 'name-not-allowed'],
  ['a\nb', 'query', 'name-not-allowed'],
  ['Files', 'query', 'name-reserved'],
  ['duckdb_tables', 'query', 'name-reserved'],
])('the name %j for a %s: %s', (name, kind, code) => {
  expect(checkName(name, kind)?.code).toBe(code);
});
