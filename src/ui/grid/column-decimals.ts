import type { Column, Table } from '../../engine/table.ts';
import { findDecimals, type Decimals } from '../../session/chart-drawing.ts';

const sampled = 200;

/** The decimals of each column of numbers, from the first rows. */
export function findColumnDecimals(
  columns: readonly Column[],
  first: Table | undefined,
): readonly (Decimals | undefined)[] {
  const rows = Math.min(first?.rowCount ?? 0, sampled);
  return columns.map(({ kind }, index) =>
    first && kind === 'number' && index < first.columns.length
      ? findDecimals(Array.from({ length: rows }, (_, row) => first.at(row, index)))
      : undefined,
  );
}
