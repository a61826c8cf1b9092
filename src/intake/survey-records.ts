import type { SourceFile } from '../engine/source.ts';
import { maybeTotal } from './find-footer.ts';
import { isRepeatedHeader } from './find-tables.ts';
import type { SetAside } from './import-report.ts';
import { maybeMend } from './mend-record.ts';
import { type ReadOptions, readSlices } from './read-slices.ts';
import { type RecordShape, findMisshape } from './record-shape.ts';
import { type RowLines, createRowLines } from './row-lines.ts';
import { scanRecord } from './scan-record.ts';
import { ANY, createSpellingTable } from './usual-spelling.ts';

const LF = 10;
const CR = 13;
const SPACE = 32;
/** A set-aside text is kept up to this many bytes. */
const LONGEST_TEXT = 16 * 1024 * 1024;

export interface Survey {
  /** Records of the file; blank lines count only in a file of one column. */
  readonly records: number;
  /** The records that do not fit the table's shape, with their lines on disk. */
  readonly setAside: readonly SetAside[];
  /**
   * Something that only our own reader handles: a broken record of several lines, which may hold sound ones, a NUL, a record
   * of blank cells, the header once more, what may be a subtotal, or a record that can be mended. The survey ends there.
   */
  readonly mustCopy: boolean;
  /** Columns with a cell that is not usually spelled. The survey ends with the piece of the file that has one. */
  readonly unusual: readonly number[];
  /** Of the records that fit. */
  readonly lines: RowLines;
}

/** How each column's cells are usually spelled, by the id of a form; undefined where it does not matter. */
export type Spellings = readonly (string | undefined)[];

/**
 * Goes over every byte of a UTF-8 text and finds its records: the check on what the engine says it loaded.
 * It has the rules of `scanRecord`, but makes no texts of cells, so that it keeps up with the engine.
 */
export async function surveyRecords(
  file: SourceFile,
  bom: number,
  shape: RecordShape,
  options: ReadOptions,
  spellings: Spellings = [],
): Promise<Survey> {
  const surveyor = createSurveyor(shape, spellings);
  const { onBytes } = options;
  const own = { ...options, onBytes: (bytes: number) => onBytes?.(bytes, surveyor.count()) };
  for await (const bytes of readSlices(file, bom, own)) {
    surveyor.take(bytes);
    if (surveyor.isOver()) break;
  }
  return surveyor.finish();
}

/** 1 for each byte but those `special` (and -1, which is none). */
function findPlainBytes(special: readonly number[]): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => Number(!special.includes(byte)));
}

function canMend({ dialect, profiles = [] }: RecordShape, text: string): boolean {
  const record = scanRecord(text, 0, dialect, true);
  return record !== undefined && maybeMend(text, record, dialect, profiles) !== undefined;
}

/** A state machine over bytes that come in pieces. Its state is one closure's variables because each byte passes through it. */
export function createSurveyor(
  shape: RecordShape,
  spellings: Spellings = [],
): {
  take(bytes: Uint8Array): void;
  count(): number;
  /** Whether the rest of the file does not matter any more. */
  isOver(): boolean;
  finish(): Survey;
} {
  const { dialect, width } = shape;
  const delimiter = dialect.delimiter.charCodeAt(0);
  const quote = dialect.quote === '' ? -1 : dialect.quote.charCodeAt(0);
  const escape =
    dialect.escape === dialect.quote || dialect.escape === '' ? -1 : dialect.escape.charCodeAt(0);
  const isPlain = findPlainBytes([0, LF, CR, SPACE, delimiter, quote, escape]);
  const isHeader = createHeaderTest(shape);
  const words = shape.subtotals?.words ?? [];
  const isWord = Uint8Array.from({ length: width }, (_, at) => Number(words.includes(at)));
  const fewest = words.length > 1 ? words.length - 1 : Infinity;
  const { next, classOf, classes, ends, starts: spelled } = createSpellingTable(spellings);
  const starts = Uint16Array.from({ length: width }, (_, at) => spelled[at] ?? ANY);
  const unusual = new Set<number>();
  let strange: number[] = [];
  const setAside: SetAside[] = [];
  const lines = createRowLines();
  let records = 0;
  let mustCopy = false;
  let line = 1;
  let startLine = 1;
  let linesToSkip = shape.skip;
  let cells = 1;
  let start = starts[0] ?? ANY;
  let state = start;
  let isInQuote = false;
  let isClosing = false;
  let isEscaped = false;
  let isAfterCr = false;
  let isCellStart = true;
  let isAfterQuote = false;
  let isFlawed = false;
  let isBlank = true;
  let isLastBlank = true;
  let blankWords = 0;
  let quotedFrom = 0;
  let isQuotedEmpty = false;
  let hasContent = false;
  let carried: Uint8Array[] = [];
  let carriedBytes = 0;

  const endRecord = (bytes: Uint8Array, from: number, to: number, isUnclosed: boolean): void => {
    if (!isBlank || width === 1) {
      records++;
      mustCopy ||= width > 1 && (!hasContent || isHeader(carried, bytes, from, to));
      if (isLastBlank || isQuotedEmpty) blankWords += isWord[cells - 1] ?? 0;
      if (blankWords >= fewest) mustCopy ||= hasTotal(dialect, [...carried, bytes.subarray(from, to)]);
      const misshape = findMisshape(shape, cells, isLastBlank);
      const reason = isUnclosed ? 'unclosed-quote' : isFlawed ? 'stray-quote' : misshape;
      if (reason !== undefined) {
        const text = decode([...carried, bytes.subarray(from, to)]);
        setAside.push({ line: startLine, reason, text });
        mustCopy ||= ((isUnclosed || isFlawed) && line > startLine) || canMend(shape, text);
      } else {
        lines.add(startLine);
        if (ends[state] === 0) strange.push(cells - 1);
        for (const cell of strange) unusual.add(cell);
      }
    }
    if (strange.length > 0) strange = [];
    cells = 1;
    start = state = starts[0] ?? ANY;
    isCellStart = true;
    isAfterQuote = false;
    isFlawed = false;
    isBlank = true;
    isLastBlank = true;
    blankWords = 0;
    isQuotedEmpty = false;
    hasContent = false;
    if (carried.length > 0) carried = [];
    carriedBytes = 0;
  };

  const take = (bytes: Uint8Array): void => {
    const { length } = bytes;
    let from = 0;
    for (let i = 0; i < length; i++) {
      const byte = bytes[i] as number;
      if (isAfterCr) {
        isAfterCr = false;
        if (byte === LF) {
          if (!isInQuote) from = i + 1;
          continue;
        }
      }
      if (isClosing) {
        isClosing = false;
        if (byte === quote && escape < 0) {
          state = next[state * classes + (classOf[byte] as number)] as number;
          continue;
        }
        isInQuote = false;
        isAfterQuote = true;
        isQuotedEmpty = i === quotedFrom + 2;
      }
      if (byte === 0) mustCopy = true;
      if (isInQuote) {
        hasContent = true;
        if (isEscaped) isEscaped = false;
        else if (byte === escape) isEscaped = true;
        else if (byte === quote) isClosing = true;
        if (!isClosing) state = next[state * classes + (classOf[byte] as number)] as number;
        if (byte === LF || byte === CR) line++;
        isAfterCr = byte === CR;
      } else if (byte === LF || byte === CR) {
        if (linesToSkip > 0) linesToSkip--;
        else endRecord(bytes, from, i, false);
        line++;
        startLine = line;
        from = i + 1;
        isAfterCr = byte === CR;
      } else if (linesToSkip > 0) continue;
      else if (byte === delimiter) {
        if (isLastBlank || isQuotedEmpty) blankWords += isWord[cells - 1] ?? 0;
        if (ends[state] === 0) strange.push(cells - 1);
        start = state = starts[cells] ?? ANY;
        cells++;
        isBlank = false;
        isCellStart = true;
        isAfterQuote = false;
        isLastBlank = true;
        isQuotedEmpty = false;
      } else if (byte === quote && isCellStart) {
        // The engine takes spaces before a quote for a part of the cell.
        if (state !== start) state = next[state * classes + (classOf[byte] as number)] as number;
        isInQuote = true;
        quotedFrom = i;
        isCellStart = false;
        isBlank = false;
        isLastBlank = false;
      } else {
        isBlank = false;
        state = next[state * classes + (classOf[byte] as number)] as number;
        if (byte === SPACE) continue;
        isCellStart = false;
        isLastBlank = false;
        hasContent = true;
        if (isAfterQuote) isFlawed = true;
        // The next bytes of a text change nothing but its spelling: most of a file is passed here.
        while (state > ANY && i + 1 < length && isPlain[bytes[i + 1] as number] === 1)
          state = next[state * classes + (classOf[bytes[++i] as number] as number)] as number;
        while (i + 1 < length && isPlain[bytes[i + 1] as number] === 1) i++;
      }
    }
    if (from < length && linesToSkip === 0 && carriedBytes < LONGEST_TEXT) {
      carried.push(bytes.slice(from));
      carriedBytes += length - from;
    }
  };

  const finish = (): Survey => {
    const isUnclosed = isInQuote && !isClosing;
    if (linesToSkip === 0 && !isBlank) endRecord(new Uint8Array(), 0, 0, isUnclosed);
    return { records, setAside, mustCopy, unusual: [...unusual], lines: lines.finish() };
  };
  return { take, count: () => records, isOver: () => mustCopy || unusual.size > 0, finish };
}

function hasTotal(dialect: RecordShape['dialect'], pieces: readonly Uint8Array[]): boolean {
  const record = scanRecord(decode(pieces), 0, dialect, true);
  return record !== undefined && record.cells.some((cell) => maybeTotal(cell) !== undefined);
}

/** Whether a record is the header once more; most records are told by their first bytes. */
function createHeaderTest({ header = [], dialect }: RecordShape) {
  const [first = 0, second = 0] = new TextEncoder().encode(header[0] ?? '');
  const quote = dialect.quote === '' ? -1 : dialect.quote.charCodeAt(0);
  return (carried: readonly Uint8Array[], bytes: Uint8Array, from: number, to: number): boolean => {
    if (first === 0) return false;
    // No view of the record is made: each record comes by here.
    const [head = bytes] = carried;
    const start = head === bytes ? from : 0;
    const end = head === bytes ? to : head.length;
    // Files put together by a shell keep the mark at the start of each.
    const isMarked = head[start] === 0xef && head[start + 1] === 0xbb && head[start + 2] === 0xbf;
    const text = isMarked ? start + 3 : start;
    const at = head[text] === quote ? text + 1 : text;
    if (head[at] !== first || (second !== 0 && end > at + 1 && head[at + 1] !== second)) return false;
    const record = scanRecord(decode([...carried, bytes.subarray(from, to)]), 0, dialect, true);
    return record !== undefined && isRepeatedHeader(record.cells, header);
  };
}

function decode(pieces: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode();
}
