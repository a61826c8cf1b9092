import type { Column, Table } from '../../engine/table.ts';
import { isNumeric } from './cell-text.ts';

/** Of the numbers among the cells: how many, their sum and mean. `cells` counts all that are not null. */
export interface CellSum {
  readonly cells: number;
  readonly numbers: number;
  /** Exact for integers and decimals; a text, since it may need more digits than a number has. */
  readonly sum: string;
  readonly mean: number;
}

/** Adds up the cells of columns `left` … `right` in all rows of the tables. Null, NaN and infinities are left out. */
export function sumCells(
  columns: readonly Column[],
  left: number,
  right: number,
  tables: readonly Table[],
): CellSum {
  let [cells, numbers, scale] = [0, 0, 0];
  let exact = 0n;
  let [whole, loose, lost, anyLoose] = [0, 0, 0, false];
  const add = (units: bigint, digits: number): void => {
    if (digits > scale) {
      exact *= 10n ** BigInt(digits - scale);
      scale = digits;
    }
    exact += units * 10n ** BigInt(scale - digits);
  };
  for (const table of tables) {
    for (let column = left; column <= right; column += 1) {
      const about = columns[column];
      const numeric = about !== undefined && isNumeric(about);
      for (let row = 0; row < table.rowCount; row += 1) {
        const value = table.at(row, column);
        if (value === null) continue;
        cells += 1;
        if (!numeric || (typeof value === 'number' && !Number.isFinite(value))) continue;
        numbers += 1;
        if (typeof value !== 'number') {
          const [front = '0', fraction = ''] = String(value).split('.');
          add(BigInt(front + fraction), fraction.length);
        } else if (Number.isSafeInteger(value)) {
          if (Number.isSafeInteger(whole + value)) whole += value;
          else {
            add(BigInt(whole), 0);
            whole = value;
          }
        } else {
          const next = loose + value;
          lost += Math.abs(loose) >= Math.abs(value) ? loose - next + value : value - next + loose;
          [loose, anyLoose] = [next, true];
        }
      }
    }
  }
  add(BigInt(whole), 0);
  const total = anyLoose ? String(loose + lost + Number(toDecimal(exact, scale))) : toDecimal(exact, scale);
  return { cells, numbers, sum: total, mean: numbers > 0 ? Number(total) / numbers : NaN };
}

/** The same over tables that arrive one after the other. */
export async function sumTables(
  columns: readonly Column[],
  left: number,
  right: number,
  tables: AsyncIterable<Table>,
): Promise<CellSum> {
  const all: Table[] = [];
  for await (const table of tables) all.push(table);
  return sumCells(columns, left, right, all);
}

function toDecimal(unscaled: bigint, scale: number): string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const sign = unscaled < 0n ? '-' : '';
  const whole = digits.slice(0, digits.length - scale);
  return sign + (scale > 0 ? `${whole}.${digits.slice(-scale)}` : whole);
}
