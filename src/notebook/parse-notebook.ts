import { ProblemError } from '../problem.ts';
import { isCellFence } from './cell-kinds.ts';
import { findBlocks, type Block } from './find-blocks.ts';
import type { Cell, CellId, Notebook } from './notebook.ts';
import { emptyHead, parseHead } from './parse-head.ts';
import { parseInfo, toAttributes } from './parse-info.ts';
import { isBlank, splitLines, toUnixLines } from './split-lines.ts';

export interface ParseOptions {
  /** A fresh id at each call. */
  readonly createId: () => CellId;
}

/**
 * Reads a notebook file. Every character of it lands in `head.source` or in one cell's `source`, in order,
 * so that `serializeNotebook` gives the same text back.
 * A notebook is a text with front matter that says `ebb:`, or with at least one cell other than text.
 * @throws ProblemError `not-a-notebook`, `newer-notebook-format`
 */
export function parseNotebook(text: string, { createId }: ParseOptions): Notebook {
  const head = parseHead(text);
  const { blank, cells } = parseCells(text.slice(head?.source.length ?? 0), createId);
  if (!head && cells.every((cell) => cell.kind === 'text'))
    throw new ProblemError({ code: 'not-a-notebook' });
  const found = head ?? emptyHead('');
  return { head: { ...found, source: found.source + blank }, cells };
}

/** Reads the cells of a text without front matter; `blank` is what stands before the first of them. */
export function parseCells(text: string, createId: () => CellId): { blank: string; cells: Cell[] } {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const lines = splitLines(text.slice(mark.length));
  const blocks = findBlocks(lines.join(''));
  const starts = findStarts(lines, blocks);
  const first = starts[0]?.line ?? lines.length;
  const cells = starts.map(({ line, fence }, i) => {
    const source = lines.slice(line, starts[i + 1]?.line ?? lines.length);
    return fence ? readFence(source, fence, createId()) : readText(source, createId());
  });
  return { blank: mark + lines.slice(0, first).join(''), cells };
}

interface Start {
  readonly line: number;
  readonly fence: Block | null;
}

/** The line each cell starts at. Text starts anew after a cell, and after two blank lines between blocks. */
function findStarts(lines: readonly string[], blocks: readonly Block[]): Start[] {
  const starts: Start[] = [];
  const fenceAt = new Map(blocks.filter((block) => isCellBlock(lines, block)).map((one) => [one.start, one]));
  const inside = findInsides(lines, blocks);
  let inText = false;
  for (let line = 0, blanks = 0; line < lines.length; line++) {
    const fence = fenceAt.get(line);
    if (fence) {
      starts.push({ line, fence });
      line = fence.end - 1;
      inText = false;
      blanks = 0;
    } else if (isBlank(lines[line] ?? '')) blanks++;
    else {
      if (!inText || (blanks > 1 && !inside.has(line))) starts.push({ line, fence: null });
      inText = true;
      blanks = 0;
    }
  }
  return starts;
}

/** The lines that go on with a block begun before them. */
function findInsides(lines: readonly string[], blocks: readonly Block[]): Set<number> {
  const inside = new Set<number>();
  for (const { start, end } of blocks) {
    let last = end;
    while (last > start && isBlank(lines[last - 1] ?? '')) last--;
    for (let line = start + 1; line < last; line++) inside.add(line);
  }
  return inside;
}

function isCellBlock(lines: readonly string[], block: Block): boolean {
  const line = lines[block.start] ?? '';
  if (block.type !== 'fence' || !line.startsWith(block.fence)) return false;
  const info = parseInfo(infoOf(line, block.fence));
  return (
    info !== null &&
    isCellFence(
      info.language,
      info.kind,
      info.words.map((word) => word.key),
    )
  );
}

function infoOf(line: string, fence: string): string {
  return line.slice(fence.length).replace(/(?:\r\n|\r|\n)$/, '');
}

function readFence(source: readonly string[], block: Block, id: CellId): Cell {
  const info = parseInfo(infoOf(source[0] ?? '', block.fence));
  if (!info) throw new TypeError('not a cell fence');
  const attributes = toAttributes(info.words);
  const content = source.slice(1, block.end - block.start - (isClosed(source, block) ? 1 : 0));
  return {
    id,
    kind: info.kind,
    language: info.language,
    name: attributes['name'] || null,
    attributes,
    body: toUnixLines(content.join('')).replace(/\n$/, ''),
    source: source.join(''),
  };
}

function isClosed(source: readonly string[], { start, end, fence }: Block): boolean {
  const last = source[end - start - 1] ?? '';
  const marks = /^ {0,3}(`{3,}|~{3,})[ \t]*[\r\n]*$/.exec(last)?.[1] ?? '';
  return end - start > 1 && marks.length >= fence.length && marks[0] === fence[0];
}

function readText(source: readonly string[], id: CellId): Cell {
  let last = source.length;
  while (last > 0 && isBlank(source[last - 1] ?? '')) last--;
  const body = toUnixLines(source.slice(0, last).join('')).replace(/\n$/, '');
  return {
    id,
    kind: 'text',
    language: 'markdown',
    name: null,
    attributes: {},
    body,
    source: source.join(''),
  };
}
