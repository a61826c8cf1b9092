import type { CsvSource } from './source.ts';

/** A CSV source over a text, all columns as they are. For tests. */
export function createCsvSource(
  content: string | Blob,
  names: readonly string[],
  more: Partial<CsvSource> = {},
): CsvSource {
  return {
    kind: 'csv',
    file: new File([content], 'data.csv'),
    delimiter: ',',
    quote: '"',
    escape: '"',
    skip: 0,
    header: true,
    names,
    select: names.map((name) => ({ name, expression: `"${name}"` })),
    ...more,
  };
}
