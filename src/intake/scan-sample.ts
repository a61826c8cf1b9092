import { type Dialect, type ScannedRecord, scanRecord } from './scan-record.ts';

/** A record of the sample with the number of its first line, from 1. */
export interface SampleRecord extends ScannedRecord {
  readonly line: number;
  readonly start: number;
}

/** The whole records of a text; a record that the text cuts is left out unless `isWhole`. */
export function scanSample(
  text: string,
  dialect: Dialect,
  isWhole: boolean,
  limit = Infinity,
): SampleRecord[] {
  const records: SampleRecord[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length && records.length < limit) {
    const record = scanRecord(text, at, dialect, isWhole);
    if (!record) break;
    records.push({ ...record, line, start: at });
    at = record.end;
    line += record.lines;
  }
  return records;
}
