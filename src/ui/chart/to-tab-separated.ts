import type { Row } from '../../chart/to-rows.ts';
import type { Column } from '../../engine/table.ts';

/** Rows as text that spreadsheets paste into cells: header, tabs, dates without an empty time. */
export function toTabSeparated(columns: readonly Column[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map(({ name }) => toText(row[name] ?? null)).join('\t'));
  return [columns.map(({ name }) => toText(name)).join('\t'), ...lines].join('\n');
}

function toText(value: Row[string]): string {
  if (value === null || value === undefined) return '';
  const text = String(value).replace(/^(\d{4}-\d\d-\d\d)T(?:00:00:00$)?/, (_, date: string) => `${date} `);
  return text.replace(/[\t\r\n]+/g, ' ').trim();
}
