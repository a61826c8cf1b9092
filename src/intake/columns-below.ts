import type { SampleRecord } from './scan-sample.ts';

const MOST = 500;

/** The cells below each name, as far as they are needed to tell of what kind they are; without blanks. */
export function columnsBelow(names: readonly string[], rest: readonly SampleRecord[]): string[][] {
  const sample = rest.slice(0, MOST);
  return names.map((_, index) =>
    sample.map((record) => (record.cells[index] ?? '').trim()).filter((cell) => cell !== ''),
  );
}
