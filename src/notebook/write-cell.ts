import { ProblemError } from '../problem.ts';
import { parseInfo, serializeWord, toAttributes } from './parse-info.ts';
import { parseCells } from './parse-notebook.ts';
import type { Cell } from './notebook.ts';
import { findLineEnd, isBlank, splitLines, toUnixLines } from './split-lines.ts';

/** The cell with another body. Its source reads back as this one cell, whatever fences the body holds. */
export function withBody(cell: Cell, body: string): Cell {
  const unix = toUnixLines(body);
  if (unix === cell.body) return cell;
  return write(cell, unix, cell.kind === 'text' ? '' : infoLine(cell));
}

/** The cell with attributes set, or taken away where the value is null; the other words stay as they are written. */
export function withAttributes(cell: Cell, changes: Readonly<Record<string, string | null>>): Cell {
  if (cell.kind === 'text') return cell;
  let line = infoLine(cell);
  for (const [key, value] of Object.entries(changes)) {
    if (value !== null && /[\r\n]/.test(value))
      throw new ProblemError({ code: 'attribute-line-end', values: { key } });
    if (value === (cell.attributes[key] ?? null)) continue;
    const words = parseInfo(line)?.words ?? [];
    const old = words.find((word) => word.key === key);
    const written = value === null ? '' : serializeWord(key, value);
    if (!old) line = line.trimEnd() + written;
    else {
      const at = line.indexOf(old.raw, offsetOf(line, old.raw, words));
      line = line.slice(0, at) + written + line.slice(at + old.raw.length);
    }
  }
  return line === infoLine(cell) ? cell : write(cell, cell.body, line);
}

/** A cell written from nothing. `info` is the fence's info string, `''` for text. */
export function write(old: Pick<Cell, 'id' | 'source'>, body: string, info: string): Cell {
  const end = findLineEnd(old.source);
  const after = trailingBlanks(old.source);
  const lines = (text: string): string => text.replaceAll('\n', end);
  if (info === '') {
    const source = body === '' ? '' : lines(closeText(body)) + (after || end);
    return { id: old.id, kind: 'text', language: 'markdown', name: null, attributes: {}, body, source };
  }
  const parsed = parseInfo(info);
  if (!parsed) throw new TypeError(`not a fence's info string: ${info}`);
  const attributes = toAttributes(parsed.words);
  const mark = info.includes('`') || oldMark(old.source) === '~' ? '~' : '`';
  const fence = mark.repeat(fenceLength(body, mark, oldFence(old.source)));
  const content = body === '' ? '' : `${body}\n`;
  return {
    id: old.id,
    kind: parsed.kind,
    language: parsed.language,
    name: attributes['name'] || null,
    attributes,
    body,
    source: lines(`${fence}${info}\n${content}${fence}`) + (after || end),
  };
}

/** The info string as it is written, without the fence. */
export function infoLine(cell: Cell): string {
  return /^(?:`{3,}|~{3,})([^\r\n]*)/.exec(cell.source)?.[1] ?? '';
}

/** The line end of a cell's last line and the blank lines after it. */
function trailingBlanks(source: string): string {
  const lines = splitLines(source);
  let last = lines.length;
  while (last > 0 && isBlank(lines[last - 1] ?? '')) last--;
  const end = /[\r\n]+$/.exec(lines[last - 1] ?? '')?.[0] ?? '';
  return end + lines.slice(last).join('');
}

function oldFence(source: string): string {
  return /^(?:`{3,}|~{3,})/.exec(source)?.[0] ?? '```';
}

function oldMark(source: string): string {
  return oldFence(source)[0] ?? '`';
}

/** One more than the longest run in the body that could close the fence. */
function fenceLength(body: string, mark: string, old: string): number {
  const runs = body.match(mark === '`' ? /^ {0,3}`{3,}/gm : /^ {0,3}~{3,}/gm) ?? [];
  return Math.max(3, old.length, ...runs.map((run) => run.trimStart().length + 1));
}

/** The text with what it leaves open (a fence, a comment, an HTML block) closed, so that the next cell stays one. */
function closeText(body: string): string {
  const probe = '```sql query name=probe\n```\n';
  const closers = ['', '\n```', `\n${longest(body, '`')}`, `\n${longest(body, '~')}`, '\n-->', '\n</pre>'];
  closers.push('\n</script>', '\n</style>', '\n</textarea>', '\n?>', '\n]]>', '\n>');
  const closed = closers.find((closer) => {
    const { cells } = parseCells(`${body}${closer}\n\n${probe}`, () => '');
    return cells.at(-1)?.kind === 'query' && cells.at(-1)?.source === probe;
  });
  return body + (closed ?? '');
}

function longest(body: string, mark: string): string {
  const runs = body.match(mark === '`' ? /`{3,}/g : /~{3,}/g) ?? [];
  return mark.repeat(Math.max(3, ...runs.map((run) => run.length)));
}

/** Where to look for a word, so that an equal text in an earlier word is not taken for it. */
function offsetOf(line: string, raw: string, words: readonly { readonly raw: string }[]): number {
  const total = words.reduce((sum, word) => sum + word.raw.length, 0);
  const before = words.slice(
    0,
    words.findIndex((word) => word.raw === raw),
  );
  return line.trimEnd().length - total + before.reduce((sum, word) => sum + word.raw.length, 0);
}
