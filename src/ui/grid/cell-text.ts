import type { Column, Table, Value } from '../../engine/table.ts';

/** A value exactly, as text: what is copied, and what the popover shows. Null is empty. */
export function toPlainText(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'object') return toJson(value);
  return String(value);
}

/** A nested value as compact JSON; integers of any size keep all digits. */
export function toJson(value: Value, indent?: number): string {
  const exact: string[] = [];
  const text = JSON.stringify(
    value,
    (_key, part: Value) => {
      if (typeof part !== 'bigint' && (typeof part !== 'number' || Number.isFinite(part))) return part;
      exact.push(String(part));
      return `\u0000${exact.length - 1}\u0000`;
    },
    indent,
  );
  return text.replace(/"\\u0000(\d+)\\u0000"/g, (_hole, index: string) => exact[Number(index)] ?? '');
}

export function isNumeric(column: Column): boolean {
  return column.kind === 'integer' || column.kind === 'number' || column.kind === 'decimal';
}

/** What the card of a cell shows. */
export interface CardContent {
  readonly column: Column;
  readonly value: Value;
  /** Where the cell is on the screen. */
  readonly at: DOMRect;
  /** Its row: where its values are. */
  readonly row: { readonly table: Table; readonly index: number };
}

/** Asks who is behind a number: its row by column name, its column, and where it is. */
export type OpenWho = (row: Readonly<Record<string, Value>>, column: string, at: DOMRect) => void;
