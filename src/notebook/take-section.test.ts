import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { applyEdit } from './apply-edit.ts';
import { findSections } from './find-sections.ts';
import { createGraph } from './graph.ts';
import { parseNotebook } from './parse-notebook.ts';
import { serializeNotebook } from './serialize-notebook.ts';
import { takeSection } from './take-section.ts';

let next = 0;
const createId = (): string => `id${next++}`;
const parse = (text: string): ReturnType<typeof parseNotebook> => parseNotebook(text, { createId });
const shipped = parse(readFileSync(new URL('../../notebooks/telecom-churn.en.md', import.meta.url), 'utf8'));
const names = (cells: readonly { name: string | null }[]): string[] =>
  cells.flatMap(({ name }) => name ?? []);
const section = (title: string): ReturnType<typeof findSections>[number] => {
  const found = findSections(shipped).find((one) => one.title.startsWith(title));
  if (!found) throw new Error(title);
  return found;
};

test('a text that ends one section and begins the next is cut between them; a heading in code is not one', () => {
  const notebook = parse(
    '---\nebb: 1\n---\nlead\n\n## One\na\n\n~~~\n## no\n~~~\n\n## Two ##\nb\n\nThree\n---\nc\n',
  );
  expect(findSections(notebook).map(({ title, cells }) => [title, cells.map((cell) => cell.body)])).toEqual([
    ['One', ['## One\na\n\n~~~\n## no\n~~~']],
    ['Two', ['## Two ##\nb']],
    ['Three', ['Three\n---\nc']],
  ]);
});

test('a section brings along every cell that it needs and the target lacks, and then misses nothing', () => {
  const empty = parse('---\nebb: 1\n---\n');
  const cells = takeSection(shipped, section('Why'), empty, createId);
  expect(names(cells)).toEqual(
    expect.arrayContaining(['customers', 'period', 'regions', 'lifetimes', 'reasons', 'phased']),
  );
  expect(names(cells)).not.toContain('cohorts');
  const filled = applyEdit(empty, { type: 'insert', at: 0, cells });
  const again = parse(serializeNotebook(filled));
  expect(names(again.cells)).toEqual(names(cells));
  for (const node of createGraph(again).nodes.values()) {
    expect(node.missing).toEqual([]);
    expect(node.problem).toBeNull();
  }
});

test('a second section adds only what is new, and a section that is there adds nothing', () => {
  const empty = parse('---\nebb: 1\n---\n');
  const first = applyEdit(empty, {
    type: 'insert',
    at: 0,
    cells: takeSection(shipped, section('Why'), empty, createId),
  });
  const cohorts = takeSection(shipped, section('Cohorts'), first, createId);
  expect(names(cohorts)).toEqual(['cohorts', 'cohort_facts']);
  expect(takeSection(shipped, section('Why'), first, createId)).toEqual([]);
});
