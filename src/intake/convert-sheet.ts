import type * as Xlsx from '@e965/xlsx';
import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import type { SourceFile } from '../engine/source.ts';
import { ProblemError } from '../problem.ts';
import type { ConvertRequest, Converted, LineShift } from './convert.ts';
import { readSlices } from './read-slices.ts';
import type { TaskWork } from './intake-tasks.ts';
import { isBomb } from './unpack.ts';
import { toRow } from './write-clean-copy.ts';
import { writeSheetCell } from './write-sheet-cell.ts';

const PIECE = 64 * 1024;
const XLS_COLUMNS = 256;
const XLSX_COLUMNS = 16_384;
const ROWS = 1_048_576;
type Cells = readonly (CellObject | undefined)[];

/**
 * A sheet of a workbook as text: values of formulas, dates in ISO form. Rows and columns that the sheet only claims to
 * have are left out; only cells that hold something count.
 */
export async function convertSheet(
  { file, kind, recipe, rows = Infinity }: ConvertRequest,
  work: TaskWork,
): Promise<Converted> {
  await checkUnpacked(file);
  const xlsx = await import('@e965/xlsx');
  const parts: Uint8Array[] = [];
  for await (const bytes of readSlices(file, 0, work)) parts.push(bytes);
  const bytes = new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
  parts.length = 0;
  const open = (options: object): WorkBook => openBook(xlsx, file.name, bytes, options);
  const names = open({ bookSheets: true }).SheetNames;
  const wanted = recipe.sheet;
  if (wanted !== undefined && !names.includes(wanted))
    throw new ProblemError({ code: 'sheet-unknown', values: { sheet: wanted, sheets: names.join(', ') } });
  const limit = rows === Infinity ? {} : { sheetRows: rows + 50 };
  const tried = wanted === undefined ? names.slice(0, 20) : [wanted];
  let book: WorkBook | undefined;
  let sheet: string = tried[0] ?? '';
  for (const name of tried) {
    const next = open({ sheets: name, ...limit });
    const isHidden = hiddenOf(next, name);
    const isFirst = book === undefined;
    if (isFirst || (!isHidden && hasCells(next.Sheets[name]))) {
      book = next;
      sheet = name;
    }
    if (!isHidden && hasCells(next.Sheets[name])) break;
  }
  const found = book?.Sheets[sheet];
  const data = cellsOf(found);
  if (data.length > ROWS) throw new ProblemError({ code: 'workbook-damaged', values: { file: file.name } });
  const range = recipe.range === undefined ? undefined : readRange(xlsx, recipe.range);
  const used = findUsed(data, range);
  // A damaged cell may claim a place that no sheet has; all columns up to there would be made.
  if (used.right >= (kind === 'xls' ? XLS_COLUMNS : XLSX_COLUMNS))
    throw new ProblemError({ code: 'workbook-damaged', values: { file: file.name } });
  const is1904 = book?.Workbook?.WBProps?.date1904 === true;
  const shifts: LineShift[] = [];
  async function* write(): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder();
    let out = '';
    let line = 1;
    let written = 0;
    for (let r = used.top; r <= used.bottom && written < rows; r++) {
      const cells = data[r];
      if (!cells) continue;
      const row: string[] = [];
      let isBlank = true;
      for (let c = used.left; c <= used.right; c++) {
        const text = writeSheetCell(cells[c], is1904, xlsx.SSF.is_date);
        if (text !== '') isBlank = false;
        row.push(text);
      }
      if (isBlank) continue;
      const shift = r + 1 - line;
      if ((shifts.at(-1)?.shift ?? 0) !== shift) shifts.push({ line, shift });
      const text = toRow(row);
      line += row.some((cell) => /[\r\n]/.test(cell)) ? (text.match(/\r\n|\n|\r/g)?.length ?? 1) : 1;
      written++;
      out += text;
      if (out.length < PIECE) continue;
      if (work.signal?.aborted) throw new ProblemError({ code: 'cancelled' });
      yield encoder.encode(out);
      out = '';
    }
    yield encoder.encode(out);
  }
  const copy = await work.scratch.create(file.name, write());
  const isEmpty = used.bottom < used.top;
  const shown = isEmpty
    ? ''
    : xlsx.utils.encode_range({ s: { r: used.top, c: used.left }, e: { r: used.bottom, c: used.right } });
  return {
    file: copy,
    shifts,
    hasNames: false,
    texts: [],
    setAside: [],
    sheets: names.map((name) => ({
      name,
      range: name === sheet ? shown : '',
      isHidden: book ? hiddenOf(book, name) : false,
    })),
    sheet,
    range: recipe.range ?? null,
    isWhole: rows === Infinity,
  };
}

/** A workbook says in its directory what it unpacks to; a damaged one is left to its reader. */
async function checkUnpacked(file: SourceFile): Promise<void> {
  const { BlobReader, ZipReader, configure } = await import('@zip.js/zip.js');
  configure({ useWebWorkers: false });
  const reader = new ZipReader(new BlobReader(file.slice()));
  const entries = await reader.getEntries().catch(() => []);
  await reader.close();
  const unpacked = entries.reduce((size, entry) => size + entry.uncompressedSize, 0);
  if (isBomb(file.size, unpacked))
    throw new ProblemError({ code: 'archive-too-large', values: { file: file.name } });
}

/** The directory of a locked workbook names the package that is encrypted, in UTF-16. */
function isLocked(bytes: Uint8Array): boolean {
  const mark = new TextEncoder().encode('EncryptedPackage'.replace(/./g, '$&\0')).slice(0, -1);
  for (let at = bytes.indexOf(0x45); at >= 0; at = bytes.indexOf(0x45, at + 1))
    if (mark.every((byte, index) => bytes[at + index] === byte)) return true;
  return false;
}

function openBook(xlsx: typeof Xlsx, file: string, bytes: Uint8Array, options: object): WorkBook {
  try {
    return xlsx.read(bytes, {
      type: 'array',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      cellNF: true,
      cellStyles: false,
      ...options,
    });
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    const code =
      /password/i.test(detail) || (bytes[0] === 0xd0 && isLocked(bytes))
        ? 'workbook-locked'
        : 'workbook-damaged';
    throw new ProblemError({ code, values: { file }, detail }, { cause });
  }
}

function hiddenOf(book: WorkBook, name: string): boolean {
  return (book.Workbook?.Sheets?.[book.SheetNames.indexOf(name)]?.Hidden ?? 0) !== 0;
}

function cellsOf(sheet: WorkSheet | undefined): readonly (Cells | undefined)[] {
  return (sheet as { '!data'?: readonly (Cells | undefined)[] } | undefined)?.['!data'] ?? [];
}

function hasCells(sheet: WorkSheet | undefined): boolean {
  return cellsOf(sheet).some((row) => row?.some(isFilled));
}

function isFilled(cell: Cells[number]): boolean {
  return cell !== undefined && cell !== null && cell.t !== 'z' && cell.v !== undefined && cell.v !== '';
}

interface Box {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The smallest box around all cells that hold something, within the range asked for. */
function findUsed(data: readonly (Cells | undefined)[], range: Box | undefined): Box {
  let [top, bottom, left, right] = [Infinity, -1, Infinity, -1];
  const last = Math.min(data.length - 1, range?.bottom ?? Infinity);
  for (let r = range?.top ?? 0; r <= last; r++) {
    const cells = data[r];
    cells?.forEach((cell, c) => {
      if (!isFilled(cell) || (range && (c < range.left || c > range.right))) return;
      top = Math.min(top, r);
      bottom = r;
      left = Math.min(left, c);
      right = Math.max(right, c);
    });
  }
  return { top: top === Infinity ? 0 : top, bottom, left: left === Infinity ? 0 : left, right };
}

function readRange(xlsx: typeof Xlsx, text: string): Box {
  const [, from = '', to = from] =
    /^\$?([A-Z]{1,3}\$?\d+)(?::\$?([A-Z]{1,3}\$?\d+))?$/.exec(text.trim().toUpperCase()) ?? [];
  if (from === '') throw new ProblemError({ code: 'range-unknown', values: { range: text } });
  const { s, e } = xlsx.utils.decode_range(`${from}:${to}`.replaceAll('$', ''));
  return { top: s.r, bottom: e.r, left: s.c, right: e.c };
}
