import { createDecoder } from './create-decoder.ts';
import { ProblemError } from '../problem.ts';
import type { ConvertRequest, Converted } from './convert.ts';
import { detectEncoding } from './detect-encoding.ts';
import { type Json, maybeJsonTable, parseJson } from './find-json-table.ts';
import type { Notice, SetAside } from './import-report.ts';
import { readHead } from './read-head.ts';
import { readSlices } from './read-slices.ts';
import type { TaskWork } from './intake-tasks.ts';
import { toRow } from './write-clean-copy.ts';

const PIECE = 64 * 1024;
const DEEPEST = 8;
const MOST_COLUMNS = 10_000;

/** JSON or JSON lines as text: one record for each object, nested objects as columns `a.b`, lists as JSON. */
export async function convertJson(
  { file, rows = Infinity }: ConvertRequest,
  work: TaskWork,
): Promise<Converted> {
  const head = await readHead(file);
  const { encoding, bom } = detectEncoding(head.bytes, head.isWhole);
  const decoder = createDecoder(encoding);
  const sheet = createSheet();
  const setAside: SetAside[] = [];
  const notices: Notice[] = [];
  const isLines = looksLikeLines(createDecoder(encoding).decode(head.bytes, { stream: true }), head.isWhole);
  let text = '';
  let line = 0;
  const takeLine = (one: string): void => {
    line++;
    if (one.trim() === '') return;
    try {
      sheet.add(parseJson(one), line);
    } catch {
      setAside.push({ line, reason: 'bad-json', text: one });
    }
  };
  for await (const bytes of readSlices(file, bom, work)) {
    text += decoder.decode(bytes, { stream: true });
    if (!isLines) continue;
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const one of lines) takeLine(one);
    if (sheet.count() >= rows) break;
  }
  text += decoder.decode();
  if (isLines) {
    if (text.trim() !== '' && sheet.count() < rows) takeLine(text);
  } else {
    const whole = parseWhole(text, file.name);
    if ('value' in whole) {
      const found = maybeJsonTable(whole.value);
      if (!found) throw new ProblemError({ code: 'json-no-table', values: { file: file.name } });
      if (found.path !== '') notices.push({ code: 'noticeJsonPart', values: { path: found.path } });
      for (const record of found.records) sheet.add(record, sheet.count() + 1);
    }
    // Lines of which the first ones are damaged.
    else if (looksLikeLines(text, true)) for (const one of text.split('\n')) takeLine(one);
    else throw whole.problem;
  }
  const columns = sheet.columns();
  if (columns.length === 0) throw new ProblemError({ code: 'json-no-table', values: { file: file.name } });
  async function* write(): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder();
    let out = sheet.hasNames() ? toRow(columns) : '';
    for (const record of sheet.rows()) {
      out += toRow(columns.map((_, index) => toText(record[index])));
      if (out.length < PIECE) continue;
      yield encoder.encode(out);
      out = '';
    }
    yield encoder.encode(out);
  }
  const copy = await work.scratch.create(file.name, write());
  return {
    file: copy,
    shifts: [],
    hasNames: sheet.hasNames(),
    texts: [],
    setAside,
    notices,
    sheets: [],
    sheet: null,
    range: null,
    isWhole: sheet.count() < rows,
  };
}

/** Rows of a table whose columns are found on the way. */
function createSheet() {
  const places = new Map<string, number>();
  const rows: Json[][] = [];
  let isGrid = false;
  const set = (row: Json[], name: string, value: Json): void => {
    const place = places.get(name) ?? places.size;
    if (place >= MOST_COLUMNS) return;
    places.set(name, place);
    row[place] = value;
  };
  const flatten = (row: Json[], prefix: string, value: Json, depth: number): void => {
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isMap || depth >= DEEPEST || Object.keys(value).length === 0) set(row, prefix, value);
    else
      for (const [key, one] of Object.entries(value as Record<string, Json>))
        flatten(row, prefix === '' ? key : `${prefix}.${key}`, one, depth + 1);
  };
  return {
    add(record: Json, line: number): void {
      const row: Json[] = [];
      if (Array.isArray(record)) {
        isGrid ||= line === 1;
        (record as readonly Json[]).forEach((value, index) => set(row, `column_${index + 1}`, value));
      } else if (typeof record === 'object' && record !== null) flatten(row, '', record, 0);
      else set(row, 'value', record);
      rows.push(row);
    },
    count: () => rows.length,
    columns: () => [...places.keys()],
    rows: () => rows,
    hasNames: () => !isGrid,
  };
}

/** Several values, one on each line: most lines are some. */
function looksLikeLines(text: string, isWhole: boolean): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const whole = isWhole ? lines : lines.slice(0, -1);
  const isJson = (line: string): boolean => {
    try {
      return typeof JSON.parse(line) === 'object';
    } catch {
      return false;
    }
  };
  return whole.length > 1 && whole.filter(isJson).length * 2 > whole.length;
}

function parseWhole(
  text: string,
  file: string,
): { readonly value: Json } | { readonly problem: ProblemError } {
  try {
    return { value: parseJson(text.replace(/^\ufeff/, '')) };
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    return { problem: new ProblemError({ code: 'json-damaged', values: { file }, detail }, { cause }) };
  }
}

function toText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
