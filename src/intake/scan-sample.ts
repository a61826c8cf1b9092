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
    const whole = scanRecord(text, at, dialect, isWhole);
    // A broken record of several lines is most likely one unclosed quote: the next line starts anew, as when it is loaded.
    const first =
      whole?.flaw && whole.lines > 1 ? scanRecord(text, at, { ...dialect, quote: '' }, true) : undefined;
    const record = first ? { ...first, flaw: 'unclosed-quote' as const } : whole;
    if (!record) break;
    records.push({ ...record, line, start: at });
    at = record.end;
    line += record.lines;
  }
  return records;
}
