import { createDecoder } from './create-decoder.ts';
import type { SourceFile } from '../engine/source.ts';
import { NO_DELIMITER } from './detect-dialect.ts';
import { isSubtotal } from './find-subtotals.ts';
import { isRepeatedHeader } from './find-tables.ts';
import type { Mended, SetAside } from './import-report.ts';
import { maybeMend } from './mend-record.ts';
import { type ReadOptions, readSlices } from './read-slices.ts';
import { type RecordShape, findMisshape } from './record-shape.ts';
import { type RowLines, createRowLines } from './row-lines.ts';
import { type Dialect, type ScannedRecord, scanRecord } from './scan-record.ts';
import type { Scratch } from './scratch.ts';

/** How every clean copy is written. */
export const CLEAN_DIALECT: Dialect = { delimiter: ',', quote: '"', escape: '"' };

/** The engine stops at 16 MB; a character takes up to three bytes. */
const LONGEST_BYTES = 15_000_000;
/** The end of a record is waited for up to this many characters: a quote still open then is an unclosed one. */
const LONGEST_WAIT = 100_000_000;
const REPLACEMENT = '\ufffd';

export interface CopyOptions extends ReadOptions {
  /** What a row is made of, when it is not the record as it stands: places of its cells, and texts that every row gets. */
  readonly cells?: readonly (number | string)[] | undefined;
}

export interface CleanCopy {
  readonly file: SourceFile;
  readonly records: number;
  readonly setAside: readonly SetAside[];
  readonly mended: readonly Mended[];
  /** NUL characters that were left out. */
  readonly nuls: number;
  /** Of the rows in the copy, in the file. */
  readonly lines: RowLines;
}

/**
 * Reads every record of a text ourselves and writes those that fit the table to a UTF-8 file that any reader understands;
 * the others are set aside. For files that the engine cannot read as they are: mixed line ends, broken quotes, bad bytes,
 * delimiters of several characters, tables below one another, footers.
 * A broken record of several lines is most likely one unclosed quote: only its first line is set aside, and the next line starts anew.
 */
export async function writeCleanCopy(
  file: SourceFile,
  text: { readonly encoding: string; readonly bom: number },
  shape: RecordShape,
  scratch: Scratch,
  { cells, ...options }: CopyOptions,
): Promise<CleanCopy> {
  const encoder = new TextEncoder();
  const checkBytes = createByteCheck(text.encoding);
  const sorter = createRecordSorter(shape, checkBytes.hasFailed, { cells });
  async function* clean(): AsyncGenerator<Uint8Array> {
    const decoder = createDecoder(text.encoding);
    const reader = createRecordReader(shape);
    const write = (piece: string, isLast: boolean): Uint8Array => {
      let out = '';
      for (const record of reader.take(piece, isLast)) out += sorter.take(record);
      return encoder.encode(isLast ? out + sorter.finish() : out);
    };
    const { onBytes } = options;
    const own = { ...options, onBytes: (bytes: number) => onBytes?.(bytes, sorter.count()) };
    for await (const bytes of readSlices(file, text.bom, own)) {
      checkBytes.take(bytes);
      yield write(decoder.decode(bytes, { stream: true }), false);
    }
    yield write(decoder.decode(), true);
  }
  const copy = await scratch.create(file.name, clean());
  return { file: copy, ...sorter.account() };
}

/** The records of a text that is whole in memory, sorted as {@link writeCleanCopy} sorts them. */
export function sortRecords(
  text: string,
  shape: RecordShape,
  isWhole: boolean,
): { rows: string[][]; setAside: SetAside[]; mended: Mended[] } {
  const rows: string[][] = [];
  const sorter = createRecordSorter(shape, () => false, { onRow: (cells) => void rows.push(cells) });
  for (const record of createRecordReader(shape).take(text, isWhole)) sorter.take(record);
  if (isWhole) sorter.finish();
  const { setAside, mended } = sorter.account();
  return { rows, setAside: [...setAside], mended: [...mended] };
}

/** Decides of each record whether it is loaded, mended or set aside. The last ones wait, since they may be the footer. */
function createRecordSorter(
  shape: RecordShape,
  hasBadBytes: () => boolean,
  { cells: made, onRow }: Pick<CopyOptions, 'cells'> & { readonly onRow?: (cells: string[]) => void } = {},
) {
  const { footer = 0, until = Infinity, profiles = [], header = [], width, subtotals } = shape;
  const setAside: SetAside[] = [];
  const mended: Mended[] = [];
  const lines = createRowLines();
  const waiting: ReadRecord[] = [];
  let records = 0;
  let nuls = 0;
  let isOther = false;
  let above: readonly string[] | undefined;
  const leave = ({ line, raw }: ReadRecord, reason: string): string => {
    setAside.push({ line, reason, text: raw });
    return '';
  };
  const write = (cells: readonly string[], line: number): string => {
    lines.add(line);
    above = cells;
    const row = Array.from({ length: width }, (_, index) => cells[index] ?? '');
    onRow?.(row);
    return toRow(made ? made.map((one) => (typeof one === 'string' ? one : (row[one] ?? ''))) : row);
  };
  const sort = (one: ReadRecord): string => {
    const { record, line, raw } = one;
    if (isOther || line >= until) return leave(one, 'other-table');
    if (width > 1 && record.cells.every((cell) => cell.trim() === '')) return leave(one, 'blank-record');
    if (isRepeatedHeader(record.cells, header)) {
      isOther = shape.takesAll !== true;
      return leave(one, isOther ? 'other-table' : 'repeated-header');
    }
    const reason = findFault(record, raw, shape, hasBadBytes());
    if (reason === undefined && subtotals && isSubtotal(record.cells, above, subtotals))
      return leave(one, 'subtotal');
    if (reason === undefined) return write(record.cells, line);
    const found = reason === 'bad-bytes' ? undefined : maybeMend(raw, record, shape.dialect, profiles);
    if (!found) return leave(one, reason);
    mended.push({ line, how: found.how, text: raw });
    return write(found.cells, line);
  };
  return {
    take(one: ReadRecord): string {
      records++;
      if (one.raw.includes('\0')) nuls += one.raw.split('\0').length - 1;
      const isTable = one.line < until;
      if (footer === 0 || !isTable) return sort(one);
      waiting.push(one);
      const next = waiting.length > footer ? waiting.shift() : undefined;
      return next ? sort(next) : '';
    },
    finish(): string {
      for (const one of waiting) leave(one, 'footer');
      setAside.sort((a, b) => a.line - b.line);
      return '';
    },
    count: () => records,
    account: () => ({ records, setAside, mended, nuls, lines: lines.finish() }),
  };
}

interface ReadRecord {
  readonly record: ScannedRecord;
  readonly line: number;
  /** The record as written, without its line end. */
  readonly raw: string;
}

function createRecordReader({ dialect, skip, width }: RecordShape) {
  let text = '';
  let line = 1;
  let at = 0;
  let waitFor = 0;
  const next = (isLast: boolean): ScannedRecord | undefined => {
    if (line <= skip) return scanRecord(text, at, { delimiter: NO_DELIMITER, quote: '', escape: '' }, isLast);
    const length = text.length - at;
    const record = scanRecord(text, at, dialect, isLast || length > LONGEST_WAIT);
    if (!record?.flaw || record.lines === 1) return record;
    const firstLine = scanRecord(text, at, { ...dialect, quote: '' }, true);
    return firstLine && { ...firstLine, flaw: 'unclosed-quote' };
  };
  return {
    *take(piece: string, isLast: boolean): Generator<ReadRecord> {
      text = text.slice(at) + piece;
      at = 0;
      if (text.length < waitFor && !isLast) return;
      while (at < text.length) {
        const record = next(isLast);
        if (!record) {
          const length = text.length - at;
          waitFor = Math.min(2 * length, LONGEST_WAIT + 1);
          break;
        }
        const raw = text.slice(at, record.end).replace(/\r?\n$|\r$/, '');
        const isCounted = line > skip && (!record.isBlank || width === 1);
        if (isCounted) yield { record, line, raw };
        at = record.end;
        line += record.lines;
      }
    },
  };
}

function findFault(
  record: ScannedRecord,
  raw: string,
  shape: RecordShape,
  hasBadBytes: boolean,
): string | undefined {
  const { cells, flaw } = record;
  if (hasBadBytes && raw.includes(REPLACEMENT)) return 'bad-bytes';
  if (raw.length * 3 > LONGEST_BYTES && new TextEncoder().encode(raw).length > LONGEST_BYTES)
    return 'line-too-long';
  return flaw ?? findMisshape(shape, cells.length, cells.at(-1)?.trim() === '');
}

/** A row of the clean copy. */
export function toRow(cells: readonly string[]): string {
  let row = '';
  for (let i = 0; i < cells.length; i++) {
    const written = cells[i] as string;
    const cell = written.includes('\0') ? written.replaceAll('\0', '') : written;
    const isPlain = !/[",\r\n]|^\s|\s$/.test(cell);
    row += `${i > 0 ? ',' : ''}${isPlain ? cell : `"${cell.replaceAll('"', '""')}"`}`;
  }
  return `${row}\n`;
}

/** Tells replacement characters that stand in the file from those that stand for bad bytes. */
function createByteCheck(encoding: string) {
  const strict = createDecoder(encoding, { fatal: true });
  let failed = false;
  return {
    take(bytes: Uint8Array): void {
      if (failed) return;
      try {
        strict.decode(bytes, { stream: true });
      } catch {
        failed = true;
      }
    },
    hasFailed: () => failed,
  };
}
