import type { Column, Table } from '../../engine/table.ts';
import { isNumeric, toPlainText } from './cell-text.ts';

/** A cell as it is written out; `plain` when a spreadsheet may read it as a number. */
interface CopiedCell {
  readonly text: string;
  readonly plain: boolean;
}

/** The names of columns `left` … `right`. */
export function toNameRow(columns: readonly Column[], left: number, right: number): CopiedCell[][] {
  return [columns.slice(left, right + 1).map(({ name }) => ({ text: name, plain: false }))];
}

/** The cells of columns `left` … `right` in all rows of a table. */
export function toCellRows(
  columns: readonly Column[],
  left: number,
  right: number,
  table: Table,
): CopiedCell[][] {
  const numeric = columns.map(isNumeric);
  return Array.from({ length: table.rowCount }, (_, row) =>
    Array.from({ length: right - left + 1 }, (_cell, index) => {
      const text = toPlainText(table.at(row, left + index));
      return { text, plain: numeric[left + index] === true && text.length <= 15 };
    }),
  );
}

/** Tab-separated text as spreadsheets read it: a cell with a tab, a line end or a quote is quoted, a quote is doubled. */
export function serializeTsv(rows: readonly CopiedCell[][]): string {
  return rows.map((row) => row.map(({ text }) => quoteTsv(text)).join('\t')).join('\r\n');
}

/** Table rows in HTML. Cells that are not numbers say so, or Excel would round long ids and run text that begins with `=`. */
export function serializeHtmlRows(rows: readonly CopiedCell[][]): string {
  const cell = ({ text, plain }: CopiedCell): string =>
    `<td${plain ? '' : ` style="mso-number-format:'\\@'"`}>${escapeHtml(text)}</td>`;
  return rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('');
}

function quoteTsv(text: string): string {
  return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\r\n|\r|\n/g, '<br style="mso-data-placement:same-cell">');
}
