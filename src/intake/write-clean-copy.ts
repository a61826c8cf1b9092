import type { SourceFile } from '../engine/source.ts';
import type { SetAside } from './import-report.ts';
import { NO_DELIMITER } from './detect-dialect.ts';
import { type ReadOptions, readSlices } from './read-slices.ts';
import { type RecordShape, findMisshape } from './record-shape.ts';
import { type Dialect, type ScannedRecord, scanRecord } from './scan-record.ts';
import type { Scratch } from './scratch.ts';

/** How every clean copy is written. */
export const CLEAN_DIALECT: Dialect = { delimiter: ',', quote: '"', escape: '"' };

/** The engine stops at 16 MB; a record still open after this many characters is taken for an unclosed quote. */
const LONGEST_RECORD = 5_000_000;
const REPLACEMENT = '\ufffd';

export interface CleanCopy {
  readonly file: SourceFile;
  readonly records: number;
  readonly setAside: readonly SetAside[];
}

/**
 * Reads every record of a text ourselves and writes those that fit the table to a UTF-8 file that any reader understands;
 * the others are set aside. For files that the engine cannot read as they are: mixed line ends, broken quotes, bad bytes.
 * A broken record of several lines is most likely one unclosed quote: only its first line is set aside, and the next line starts anew.
 */
export async function writeCleanCopy(
  file: SourceFile,
  text: { readonly encoding: string; readonly bom: number },
  shape: RecordShape,
  scratch: Scratch,
  options: ReadOptions,
): Promise<CleanCopy> {
  const setAside: SetAside[] = [];
  let records = 0;
  const encoder = new TextEncoder();
  const checkBytes = createByteCheck(text.encoding);
  async function* clean(): AsyncGenerator<Uint8Array> {
    const decoder = new TextDecoder(text.encoding);
    const reader = createRecordReader(shape);
    const write = (piece: string, isLast: boolean): Uint8Array => {
      let out = '';
      for (const { record, line, raw } of reader.take(piece, isLast)) {
        records++;
        const reason = findFault(record, raw, shape, checkBytes.hasFailed());
        if (reason) setAside.push({ line, reason, text: raw });
        else out += toRow(record.cells, shape.width);
      }
      return encoder.encode(out);
    };
    for await (const bytes of readSlices(file, text.bom, options)) {
      checkBytes.take(bytes);
      yield write(decoder.decode(bytes, { stream: true }), false);
    }
    yield write(decoder.decode(), true);
  }
  const copy = await scratch.create(file.name, clean());
  return { file: copy, records, setAside };
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
    const record = scanRecord(text, at, dialect, isLast || text.length - at > LONGEST_RECORD);
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
          waitFor = Math.min(2 * (text.length - at), LONGEST_RECORD + 1);
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
  if (raw.length > LONGEST_RECORD) return 'line-too-long';
  return flaw ?? findMisshape(shape, cells.length, cells.at(-1)?.trim() === '');
}

function toRow(cells: readonly string[], width: number): string {
  let row = '';
  for (let i = 0; i < width; i++) {
    const cell = cells[i] ?? '';
    const isPlain = !/[",\r\n]|^\s|\s$/.test(cell);
    row += `${i > 0 ? ',' : ''}${isPlain ? cell : `"${cell.replaceAll('"', '""')}"`}`;
  }
  return `${row}\n`;
}

/** Tells replacement characters that stand in the file from those that stand for bad bytes. */
function createByteCheck(encoding: string) {
  const strict = new TextDecoder(encoding, { fatal: true });
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
