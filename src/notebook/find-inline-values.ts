import MarkdownIt from 'markdown-it';
import { unquoteName } from '../sql/quote.ts';
import { splitLines } from './split-lines.ts';

/** A `{{ relation.column | format }}` in Markdown. Offsets are UTF-16; `start` to `end` holds the braces. */
export interface InlineValue {
  readonly start: number;
  readonly end: number;
  /** The text between the braces, trimmed: the key of its value in a cell's state. */
  readonly expression: string;
  readonly relation: string;
  /** Where the relation's name is written, for renaming it. */
  readonly relationStart: number;
  readonly relationEnd: number;
  readonly column: string;
  /** d3-format, or d3-time-format when it starts with `%`; `if` and `unless` are say whether the paragraph stands; null when none is given. */
  readonly format: string | null;
  /** The whole lines of the paragraph, heading or list item that it stands in. */
  readonly block: readonly [start: number, end: number];
}

const parser = new MarkdownIt('default', { html: true });
parser.core.ruler.enableOnly(['normalize', 'block']);

const NAME = String.raw`"(?:[^"\r\n]|"")+"|[^\s"{}|.]+`;
const VALUE = new RegExp(
  String.raw`\{\{([ \t]*)(${NAME})[ \t]*\.[ \t]*(${NAME})[ \t]*(?:\|([^{}\r\n]*))?\}\}`,
  'y',
);

/** The inline values of a text cell, in order; those in code, HTML blocks or after a backslash are not ones. */
export function findInlineValues(markdown: string): InlineValue[] {
  if (!markdown.includes('{{')) return [];
  return findProse(markdown).flatMap(([start, end]) => findIn(markdown, start, end));
}

/** The stretches of a text that Markdown reads as prose. */
function findProse(markdown: string): [number, number][] {
  const offsets = [0];
  for (const line of splitLines(markdown)) offsets.push((offsets.at(-1) ?? 0) + line.length);
  const stretches = new Map<number, [number, number]>();
  for (const { type, map } of parser.parse(markdown, {})) {
    // The text of a table's cells has no place of its own, its row has.
    if ((type !== 'inline' && type !== 'tr_open') || !map) continue;
    const start = offsets[map[0]] ?? 0;
    const end = offsets[map[1]] ?? markdown.length;
    stretches.set(start, [start, Math.max(end, stretches.get(start)?.[1] ?? 0)]);
  }
  return [...stretches.values()].sort((a, b) => a[0] - b[0]);
}

function findIn(markdown: string, start: number, end: number): InlineValue[] {
  const found: InlineValue[] = [];
  const stretch = markdown.slice(0, end);
  const runs = [...stretch.matchAll(/`+/g)];
  const last = new Map(runs.map((run) => [run[0].length, run.index]));
  for (let at = start; at < end;) {
    const char = stretch[at];
    if (char === '\\') at += 2;
    else if (char === '`') at = skipCode(stretch, at, last);
    else if (char === '{' && stretch[at + 1] === '{') {
      const value = readValue(stretch, at);
      if (value) found.push({ ...value, block: [start, end] });
      at = value?.end ?? at + 1;
    } else at++;
  }
  return found;
}

/** Past a code span, or past its backticks when it is not closed. `last` holds the last place of each length of backticks. */
function skipCode(markdown: string, at: number, last: ReadonlyMap<number, number>): number {
  const open = /`+/y;
  open.lastIndex = at;
  const length = open.exec(markdown)?.[0].length ?? 1;
  if ((last.get(length) ?? -1) <= at) return at + length;
  for (const run of markdown.slice(at + length).matchAll(/`+/g))
    if (run[0].length === length) return at + length + run.index + length;
  return at + length;
}

function readValue(markdown: string, start: number): Omit<InlineValue, 'block'> | null {
  VALUE.lastIndex = start;
  const match = VALUE.exec(markdown);
  if (!match) return null;
  const [whole, space = '', relation = '', column = '', format] = match;
  const relationStart = start + 2 + space.length;
  return {
    start,
    end: start + whole.length,
    expression: whole.slice(2, -2).trim(),
    relation: unquoteName(relation),
    relationStart,
    relationEnd: relationStart + relation.length,
    column: unquoteName(column),
    format: format?.trim() || null,
  };
}
