import { type Cuts, cutLine } from './find-cuts.ts';

/** How records and cells are written. An empty `quote` means that no character quotes. */
export interface Dialect {
  /** One or more characters. */
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  /** Delimiters in a row count as one, and those at a line's ends as none: columns set apart by spaces. */
  readonly isRun?: boolean;
  /** Where each column begins in a line, for tables that are printed in columns of one width; nothing quotes then. */
  readonly cuts?: Cuts;
  /** A delimiter before the first cell begins no other one, and blanks fill the cells: `| a | b |`, as printed tables are. */
  readonly hasLead?: boolean;
}

/** One record as written. A blank line is a record of one empty cell with `isBlank`. */
export interface ScannedRecord {
  readonly cells: readonly string[];
  readonly isBlank: boolean;
  /** UTF-16 offset after the record's line end. */
  readonly end: number;
  /** Physical lines that it spans. */
  readonly lines: number;
  /** How many cells are in quotes, and which. */
  readonly quoted: number;
  readonly quotedAt: readonly number[];
  /** What is wrong in its quoting. */
  readonly flaw?: 'unclosed-quote' | 'stray-quote';
}

/**
 * The record that starts at `from`, or undefined when the text ends before the record does.
 * Line ends are LF, CRLF and CR. A quote opens a cell only at the cell's start (spaces may come before it).
 * @param isLast whether the text is known to end here: then an unfinished record is a record too
 */
export function scanRecord(
  text: string,
  from: number,
  dialect: Dialect,
  isLast: boolean,
): ScannedRecord | undefined {
  const { delimiter, isRun = false } = dialect;
  if (dialect.cuts) return scanPrinted(text, from, dialect.cuts, isLast);
  const first = delimiter.charCodeAt(0);
  const quote = dialect.quote === '' ? -1 : dialect.quote.charCodeAt(0);
  const cells: string[] = [];
  let at = isRun ? afterRun(text, from, first) : from;
  let lines = 1;
  let quoted = 0;
  const quotedAt: number[] = [];
  let flaw: ScannedRecord['flaw'];
  for (;;) {
    let start = at;
    while (text.charCodeAt(start) === 32 && first !== 32) start++;
    if (quote >= 0 && text.charCodeAt(start) === quote) {
      const cell = scanQuoted(text, start, dialect);
      if (!cell && !isLast) return undefined;
      quoted++;
      quotedAt.push(cells.length);
      lines += cell?.lines ?? countLineEnds(text, start);
      cells.push(cell?.value ?? text.slice(start + 1));
      if (!cell)
        return { cells, isBlank: false, end: text.length, lines, quoted, quotedAt, flaw: 'unclosed-quote' };
      at = cell.end;
      const tail = endOfPlain(text, at, delimiter, first);
      if (text.slice(at, tail).trim() !== '') flaw ??= 'stray-quote';
      at = tail;
    } else {
      const end = endOfPlain(text, at, delimiter, first);
      cells.push(text.slice(at, end));
      at = end;
    }
    if (at >= text.length) {
      if (!isLast) return undefined;
      break;
    }
    if (isDelimiter(text, at, delimiter, first)) {
      at += delimiter.length;
      if (!isRun) continue;
      at = afterRun(text, at, first);
      if (at >= text.length) {
        if (!isLast) return undefined;
        break;
      }
      const next = text.charCodeAt(at);
      if (next !== 10 && next !== 13) continue;
    }
    const code = text.charCodeAt(at);
    at++;
    if (code === 13) {
      if (at >= text.length && !isLast) return undefined;
      if (text.charCodeAt(at) === 10) at++;
    }
    break;
  }
  const isBlank = cells.length === 1 && cells[0] === '' && quoted === 0;
  if (dialect.hasLead && cells.length > 1 && cells[0]?.trim() === '' && !quotedAt.includes(0)) {
    const inner = cells.slice(1).map((cell) => cell.trim());
    return {
      cells: inner,
      isBlank,
      end: at,
      lines,
      quoted,
      quotedAt: quotedAt.map((one) => one - 1),
      ...(flaw && { flaw }),
    };
  }
  return { cells, isBlank, end: at, lines, quoted, quotedAt, ...(flaw && { flaw }) };
}

/** A line that is not cut well is a record of one cell, which fits no table. */
function scanPrinted(text: string, from: number, cuts: Cuts, isLast: boolean): ScannedRecord | undefined {
  const found = /\r\n|\n|\r/g;
  found.lastIndex = from;
  const lineEnd = found.exec(text);
  const isOpen = !lineEnd || (lineEnd[0] === '\r' && lineEnd.index === text.length - 1);
  if (isOpen && !isLast) return undefined;
  const line = text.slice(from, lineEnd?.index);
  const isBlank = line.trim() === '';
  const cells = isBlank ? [''] : (cutLine(line, cuts) ?? [line.trim()]);
  return { cells, isBlank, end: lineEnd ? found.lastIndex : text.length, lines: 1, quoted: 0, quotedAt: [] };
}

function isDelimiter(text: string, at: number, delimiter: string, first: number): boolean {
  return text.charCodeAt(at) === first && (delimiter.length === 1 || text.startsWith(delimiter, at));
}

function afterRun(text: string, from: number, first: number): number {
  let at = from;
  while (text.charCodeAt(at) === first) at++;
  return at;
}

function endOfPlain(text: string, from: number, delimiter: string, first: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) break;
    if (code === first && (delimiter.length === 1 || text.startsWith(delimiter, at))) break;
  }
  return at;
}

function scanQuoted(
  text: string,
  from: number,
  { quote, escape }: Dialect,
): { value: string; end: number; lines: number } | undefined {
  const quoteCode = quote.charCodeAt(0);
  const escapeCode = escape === '' ? quoteCode : escape.charCodeAt(0);
  let value = '';
  let start = from + 1;
  let lines = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== quoteCode && code !== escapeCode) {
      if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) lines++;
      continue;
    }
    const next = text.charCodeAt(at + 1);
    if (code === escapeCode && (next === quoteCode || next === escapeCode)) {
      value += text.slice(start, at) + text[at + 1];
      start = at + 2;
      at++;
    } else if (code === quoteCode) {
      return { value: value + text.slice(start, at), end: at + 1, lines };
    }
  }
  return undefined;
}

function countLineEnds(text: string, from: number): number {
  return text.slice(from).match(/\r\n|\n|\r/g)?.length ?? 0;
}
