import { isHeader } from './detect-header.ts';
import { looksTyped } from './looks-typed.ts';
import type { SampleRecord } from './scan-sample.ts';

/** A table found below another one. */
export interface FoundTable {
  /** Its first line. */
  readonly line: number;
  readonly columns: number;
}

/**
 * The tables that begin below the first one: where most of the header's names come again, or where after a blank line
 * words stand above values as a header does.
 * @param records those of the sample after the first header, blank lines included
 */
export function findTables(records: readonly SampleRecord[], header: readonly string[]): FoundTable[] {
  const found: FoundTable[] = [];
  let isAfterBlank = false;
  for (const [index, record] of records.entries()) {
    if (record.isBlank || record.cells.every((cell) => cell.trim() === '')) {
      isAfterBlank = true;
      continue;
    }
    const isStart: boolean =
      isRepeatedHeader(record.cells, header) || (isAfterBlank && isNewHeader(records, index));
    // A title may stand between the blank line and the names.
    const isTitle: boolean =
      isAfterBlank && !isStart && record.cells.filter((cell) => cell.trim() !== '').length === 1;
    isAfterBlank = isTitle;
    if (isStart) found.push({ line: record.line, columns: record.cells.length });
  }
  return found;
}

/** Whether a record holds the names of the header again: most of them, at their places. */
export function isRepeatedHeader(cells: readonly string[], header: readonly string[]): boolean {
  if (header.length < 2 || cells.length < 2 || cells[0]?.trim() !== header[0]?.trim()) return false;
  const least = Math.min(header.length, cells.length);
  let same = 0;
  for (let i = 0; i < least; i++) {
    const name = cells[i]?.trim() ?? '';
    if (name !== '' && name === header[i]?.trim()) same++;
  }
  return same >= 2 && same >= 0.8 * least && least * 2 >= Math.max(header.length, cells.length);
}

function isNewHeader(records: readonly SampleRecord[], index: number): boolean {
  const cells = (records[index] as SampleRecord).cells;
  if (cells.length < 2 || cells.some((cell) => looksTyped(cell) || cell.trim() === '')) return false;
  const below: SampleRecord[] = [];
  for (const record of records.slice(index + 1, index + 50)) {
    if (record.isBlank || record.cells.length !== cells.length) break;
    below.push(record);
  }
  const isTyped =
    below.length > 0 && cells.some((_, at) => below.every((r) => looksTyped(r.cells[at] ?? '')));
  return isTyped && isHeader(cells, below);
}
