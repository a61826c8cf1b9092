import type * as Xlsx from '@e965/xlsx';
import type { WorkBook, WorkSheet } from '@e965/xlsx';
import type { SourceFile } from '../engine/source.ts';
import { ProblemError } from '../problem.ts';
import type { ConvertRequest, Converted, LineShift } from './convert.ts';
import { type Box, type SheetCells, type StrayCell, findUsedCells, isFilled } from './find-used-cells.ts';
import { readMarkup } from './read-markup.ts';
import { readSlices } from './read-slices.ts';
import type { TaskWork } from './intake-tasks.ts';
import { isBomb } from './unpack.ts';
import { toRow } from './write-clean-copy.ts';
import { writeSheetCell } from './write-sheet-cell.ts';

const PIECE = 64 * 1024;
const XLS_COLUMNS = 256;
const XLSX_COLUMNS = 16_384;
const ROWS = 1_048_576;
const LONGEST = 60;

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
  const markup = readMarkup(bytes);
  const open = (options: object): WorkBook => openBook(xlsx, file.name, markup ?? bytes, options);
  const names = open({ bookSheets: true }).SheetNames;
  const wanted = recipe.sheet;
  if (wanted !== undefined && !names.includes(wanted))
    throw new ProblemError({ code: 'sheet-unknown', values: { sheet: wanted, sheets: names.join(', ') } });
  const limit = rows === Infinity ? {} : { sheetRows: rows + 50 };
  const tried = wanted === undefined ? names.slice(0, 20) : [wanted];
  let book: WorkBook | undefined;
  let sheet: string = tried[0] ?? '';
  let best = -1;
  for (const name of tried) {
    const next = open({ sheets: name, ...limit });
    const rank = hiddenOf(next, name) ? 0 : rankOf(next.Sheets[name]);
    if (rank > best) {
      book = next;
      sheet = name;
      best = rank;
    }
    if (rank === TABLE) break;
  }
  const found = book?.Sheets[sheet];
  const data = cellsOf(found);
  if (data.length > ROWS) throw new ProblemError({ code: 'workbook-damaged', values: { file: file.name } });
  const range = recipe.range === undefined ? undefined : readRange(xlsx, recipe.range);
  const { used, stray } = findUsedCells(data, range);
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
    let isAfterBlank = false;
    for (let r = used.top; r <= used.bottom && written < rows; r++) {
      const cells = data[r];
      const row: string[] = [];
      for (let c = used.left; cells && c <= used.right; c++)
        row.push(writeSheetCell(cells[c], is1904, xlsx.SSF.is_date));
      if (row.every((text) => text === '')) {
        isAfterBlank = written > 0 && used.right > used.left;
        continue;
      }
      // One blank line, however many rows are blank: another table may begin below. In a single column it would be a record.
      if (isAfterBlank) {
        out += '\n';
        line++;
        isAfterBlank = false;
      }
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
    notices: stray.length > 0 ? [{ code: 'noticeStrayCells', values: { cells: describe(xlsx, stray) } }] : [],
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

function openBook(xlsx: typeof Xlsx, file: string, bytes: Uint8Array | string, options: object): WorkBook {
  try {
    return xlsx.read(bytes, {
      ...(typeof bytes === 'string' ? { type: 'string', raw: true } : { type: 'array' }),
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
      /password/i.test(detail) || (typeof bytes !== 'string' && bytes[0] === 0xd0 && isLocked(bytes))
        ? 'workbook-locked'
        : 'workbook-damaged';
    throw new ProblemError({ code, values: { file }, detail }, { cause });
  }
}

function hiddenOf(book: WorkBook, name: string): boolean {
  return (book.Workbook?.Sheets?.[book.SheetNames.indexOf(name)]?.Hidden ?? 0) !== 0;
}

function cellsOf(sheet: WorkSheet | undefined): readonly (SheetCells | undefined)[] {
  return (sheet as { '!data'?: readonly (SheetCells | undefined)[] } | undefined)?.['!data'] ?? [];
}

const TABLE = 2;

/** How likely a sheet is the table: cells side by side in two rows, some cells, none. */
function rankOf(sheet: WorkSheet | undefined): number {
  const data = cellsOf(sheet);
  let rows = 0;
  const isTable = data.some((row) => {
    if ((row?.filter(isFilled).length ?? 0) > 1) rows++;
    return rows > 1;
  });
  return isTable ? TABLE : data.some((row) => row?.some(isFilled)) ? 1 : 0;
}

function describe(xlsx: typeof Xlsx, cells: readonly StrayCell[]): string {
  return cells
    .map(
      ({ row, column, value }) =>
        `${xlsx.utils.encode_cell({ r: row, c: column })} (${String(value).slice(0, LONGEST)})`,
    )
    .join(', ');
}

function readRange(xlsx: typeof Xlsx, text: string): Box {
  const [, from = '', to = from] =
    /^\$?([A-Z]{1,3}\$?\d+)(?::\$?([A-Z]{1,3}\$?\d+))?$/.exec(text.trim().toUpperCase()) ?? [];
  if (from === '') throw new ProblemError({ code: 'range-unknown', values: { range: text } });
  const { s, e } = xlsx.utils.decode_range(`${from}:${to}`.replaceAll('$', ''));
  return { top: s.r, bottom: e.r, left: s.c, right: e.c };
}
