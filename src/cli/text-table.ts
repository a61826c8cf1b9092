import type { ColumnKind } from '../engine/table.ts';
import { cutText, padText, textWidth } from './text-width.ts';

export interface TextColumn {
  readonly name: string;
  readonly kind: ColumnKind;
}

const WIDEST = 40;

/** A table for a terminal: header, rule, rows; numbers to the right, long texts cut, Chinese counted as two columns. */
export function toTextTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string {
  const cells = [columns.map((column) => column.name), ...rows].map((row) =>
    row.map((cell) => cutText(cell.replace(/\s+/g, ' '), WIDEST)),
  );
  const widths = columns.map((_, at) =>
    cells.reduce((most, row) => Math.max(most, textWidth(row[at] ?? '')), 1),
  );
  const lines = cells.map((row) =>
    columns
      .map(({ kind }, at) => padText(row[at] ?? '', widths[at] ?? 0, isNumeric(kind) ? 'start' : 'end'))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function isNumeric(kind: ColumnKind): boolean {
  return kind === 'integer' || kind === 'number' || kind === 'decimal';
}
