import { findBlocks } from './find-blocks.ts';
import type { Cell, Notebook } from './notebook.ts';
import { splitLines } from './split-lines.ts';
import { write } from './write-cell.ts';

/** A part of a notebook under one second-level heading. */
export interface Section {
  readonly title: string;
  /** In document order, the heading's text first; a text that holds two sections is cut between them. */
  readonly cells: readonly Cell[];
}

/** The sections of a notebook, in order. What stands before the first second-level heading belongs to none. */
export function findSections(notebook: Notebook): Section[] {
  const sections: { title: string; cells: Cell[] }[] = [];
  for (const cell of notebook.cells) {
    if (cell.kind !== 'text') {
      sections.at(-1)?.cells.push(cell);
      continue;
    }
    for (const { title, body } of cutAtHeadings(cell.body)) {
      if (title !== null) sections.push({ title, cells: [] });
      if (body !== '') sections.at(-1)?.cells.push(write(cell, body, ''));
    }
  }
  return sections;
}

function cutAtHeadings(text: string): { title: string | null; body: string }[] {
  const lines = splitLines(text);
  const headings = findBlocks(text).filter((block) => block.level === 2);
  const ends = [...headings.map((block) => block.start), lines.length];
  const join = (from: number, to: number | undefined): string => lines.slice(from, to).join('').trim();
  return [
    { title: null, body: join(0, ends[0]) },
    ...headings.map((block, i) => ({
      title: toTitle(lines[block.start] ?? ''),
      body: join(block.start, ends[i + 1]),
    })),
  ];
}

/** A heading's text, in both of Markdown's ways to write one: `## Title ##` and a title above a line of dashes. */
function toTitle(line: string): string {
  return line
    .trim()
    .replace(/^#+/, '')
    .replace(/[ \t]#+$/, '')
    .trim();
}
