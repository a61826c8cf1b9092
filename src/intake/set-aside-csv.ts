import type { MisfitCell, SetAside } from './import-report.ts';

/** The set-aside lines as a CSV file (UTF-8 with BOM, for Excel): line, reason, text. */
export function toSetAsideCsv(setAside: readonly SetAside[]): string {
  const hasFiles = setAside.some(({ file }) => file !== undefined);
  const rows = setAside.map(({ file = '', line, reason, text }) => [
    ...(hasFiles ? [file] : []),
    String(line),
    reason,
    text,
  ]);
  const header = [...(hasFiles ? ['file'] : []), 'line', 'reason', 'text'];
  return `\ufeff${[header, ...rows].map(toRow).join('')}`;
}

/** The cells that do not fit their column, in the same form: line, column, text. */
export function toMisfitsCsv(cells: readonly MisfitCell[]): string {
  const hasFiles = cells.some(({ file }) => file !== undefined);
  const rows = cells.map(({ file = '', line, column, text }) => [
    ...(hasFiles ? [file] : []),
    String(line),
    column,
    text,
  ]);
  const header = [...(hasFiles ? ['file'] : []), 'line', 'column', 'text'];
  return `\ufeff${[header, ...rows].map(toRow).join('')}`;
}

function toRow(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
