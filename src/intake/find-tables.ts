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
    if (isEmpty(record)) {
      isAfterBlank = true;
      continue;
    }
    const isStart: boolean =
      isRepeatedHeader(record.cells, header) || (isAfterBlank && isNewHeader(records, index));
    // A title may stand between the blank line and the names.
    const isTitle: boolean =
      isAfterBlank && !isStart && record.cells.filter((cell) => cell.trim() !== '').length === 1;
    isAfterBlank = isTitle;
    if (isStart) found.push({ line: record.line, columns: widthOf(record) });
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

/** Spreadsheets write each record as wide as the widest table: what is empty behind the names is none of this one's. */
function isNewHeader(records: readonly SampleRecord[], index: number): boolean {
  const record = records[index] as SampleRecord;
  const width = widthOf(record);
  const names = record.cells.slice(0, width);
  if (width < 2 || names.some((cell) => looksTyped(cell) || cell.trim() === '')) return false;
  const below: SampleRecord[] = [];
  for (const one of records.slice(index + 1, index + 50)) {
    if (isEmpty(one) || one.cells.length !== record.cells.length || widthOf(one) > width) break;
    below.push({ ...one, cells: one.cells.slice(0, width) });
  }
  const isTyped =
    below.length > 0 && names.some((_, at) => below.every((r) => looksTyped(r.cells[at] ?? '')));
  return isTyped && isHeader(names, below);
}

function widthOf({ cells }: SampleRecord): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1;
}

function isEmpty(record: SampleRecord): boolean {
  return record.isBlank || widthOf(record) === 0;
}
