import { breathe } from '../breathe.ts';
import type { MisfitCell, SetAside } from './import-report.ts';

const AT_ONCE = 2000;

/** The set-aside lines as a CSV file (UTF-8 with BOM, for Excel): line, reason, text. */
export function writeSetAsideCsv(setAside: readonly SetAside[]): Promise<Blob> {
  return writeRows(setAside, ['line', 'reason', 'text'], ({ line, reason, text }) => [
    String(line),
    reason,
    text,
  ]);
}

/** The cells that do not fit their column, in the same form: line, column, text. */
export function writeMisfitsCsv(cells: readonly MisfitCell[]): Promise<Blob> {
  return writeRows(cells, ['line', 'column', 'text'], ({ line, column, text }) => [
    String(line),
    column,
    text,
  ]);
}

/** With the file's name first when there are several. A page breathes between two pieces. */
async function writeRows<T extends { readonly file?: string }>(
  items: readonly T[],
  header: readonly string[],
  toCells: (item: T) => readonly string[],
): Promise<Blob> {
  const hasFiles = items.some(({ file }) => file !== undefined);
  const write = (item: T): string => toRow([...(hasFiles ? [item.file ?? ''] : []), ...toCells(item)]);
  const parts = [`\ufeff${toRow([...(hasFiles ? ['file'] : []), ...header])}`];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    const piece = items.slice(at, at + AT_ONCE);
    parts.push(piece.map(write).join(''));
    await breathe();
  }
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}

function toRow(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
