/** Rows as CSV: UTF-8, comma, LF; a cell with a comma, a quote or a line end is quoted. */
export function toLines(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((cells) => `${cells.map(toCell).join(',')}\n`).join('');
}

function toCell(cell: string | number): string {
  const text = String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
