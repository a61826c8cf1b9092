import type { MisfitCell, SetAside } from './import-report.ts';

const AT_ONCE = 2000;

/** The set-aside lines as a CSV file (UTF-8 with BOM, for Excel): line, reason, text. */
export async function writeSetAsideCsv(setAside: readonly SetAside[]): Promise<Blob> {
  const hasFiles = setAside.some(({ file }) => file !== undefined);
  const rows = setAside.map(({ file = '', line, reason, text }) => [
    ...(hasFiles ? [file] : []),
    String(line),
    reason,
    text,
  ]);
  const header = [...(hasFiles ? ['file'] : []), 'line', 'reason', 'text'];
  return writeRows(header, rows);
}

/** The cells that do not fit their column, in the same form: line, column, text. */
export async function writeMisfitsCsv(cells: readonly MisfitCell[]): Promise<Blob> {
  const hasFiles = cells.some(({ file }) => file !== undefined);
  const rows = cells.map(({ file = '', line, column, text }) => [
    ...(hasFiles ? [file] : []),
    String(line),
    column,
    text,
  ]);
  const header = [...(hasFiles ? ['file'] : []), 'line', 'column', 'text'];
  return writeRows(header, rows);
}

/** A page breathes between two pieces. */
async function writeRows(header: readonly string[], rows: readonly (readonly string[])[]): Promise<Blob> {
  const parts: string[] = [`\ufeff${toRow(header)}`];
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    parts.push(
      rows
        .slice(at, at + AT_ONCE)
        .map(toRow)
        .join(''),
    );
    await new Promise((done) => setTimeout(done, 0));
  }
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}

function toRow(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
