import type { Column } from '../engine/table.ts';
import { isChangeName, isShareName } from './column-names.ts';
import type { Cell, Row } from './to-rows.ts';

export type Grain = 'year' | 'month' | 'day' | 'time';

/** What a chart needs to know of a column: its part, and what its values look like. */
export interface ColumnFacts {
  readonly name: string;
  readonly part: 'time' | 'number' | 'category' | 'mark';
  readonly whole: boolean;
  /** Numbers shown as percent. */
  readonly percent: boolean;
  readonly min: number;
  readonly max: number;
  readonly distinct: number;
  readonly nulls: number;
  /** The coarsest calendar unit on which all dates fall. */
  readonly grain: Grain;
}

const numeric = ['integer', 'number', 'decimal'];

/** Facts of each column over the rows given; with no rows, what the type alone says. */
export function findColumnFacts(columns: readonly Column[], rows: readonly Row[]): ColumnFacts[] {
  return columns.map((column) => {
    const values = rows.map((row) => row[column.name] ?? null);
    const present = values.filter((value) => value !== null);
    const numbers = present.filter((value) => typeof value === 'number');
    const [min, max] = extent(numbers);
    const part = partOf(column);
    const whole = column.kind === 'integer' || (numbers.length > 0 && numbers.every(Number.isInteger));
    return {
      name: column.name,
      part,
      whole,
      percent: part === 'number' && column.kind !== 'integer' && isPercent(column.name, min, max, whole),
      min,
      max,
      distinct: new Set(present).size,
      nulls: values.length - present.length,
      grain: part === 'time' ? grainOf(present) : 'day',
    };
  });
}

function partOf(column: Column): ColumnFacts['part'] {
  if (numeric.includes(column.kind)) return 'number';
  if (column.kind === 'date' || column.kind === 'timestamp') return 'time';
  return column.kind === 'boolean' ? 'mark' : 'category';
}

function isPercent(name: string, min: number, max: number, whole: boolean): boolean {
  if (!Number.isFinite(min)) return isShareName(name);
  if (isShareName(name) && min >= 0 && max <= 1) return true;
  return isChangeName(name) && !whole && min >= -1 && max <= 5;
}

function extent(numbers: readonly number[]): [number, number] {
  let [min, max] = [Infinity, -Infinity];
  for (const number of numbers) {
    if (number < min) min = number;
    if (number > max) max = number;
  }
  return [min, max];
}

function grainOf(values: readonly Cell[]): Grain {
  const texts = values.map(String);
  if (texts.length === 0) return 'day';
  if (texts.length > 1 && texts.every((text) => text.endsWith('-01-01T00:00:00'))) return 'year';
  if (texts.every((text) => text.endsWith('-01T00:00:00'))) return 'month';
  return texts.every((text) => text.endsWith('T00:00:00')) ? 'day' : 'time';
}
