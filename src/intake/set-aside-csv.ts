import type { SetAside } from './import-report.ts';

/** The set-aside lines as a CSV file (UTF-8 with BOM, for Excel): line, reason, text. */
export function toSetAsideCsv(setAside: readonly SetAside[]): string {
  const rows = setAside.map(({ line, reason, text }) => [String(line), reason, text]);
  return `\ufeff${[['line', 'reason', 'text'], ...rows].map(toRow).join('')}`;
}

function toRow(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
