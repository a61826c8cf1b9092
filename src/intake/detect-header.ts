import { looksTyped } from './looks-typed.ts';
import type { SampleRecord } from './scan-sample.ts';

/** The layout of a delimited text: which records come before the table and whether the first one holds names. */
export interface Layout {
  /** Records before the table: titles, notes. */
  readonly preamble: readonly SampleRecord[];
  readonly header: SampleRecord | undefined;
  /** The records of the sample that are data. */
  readonly data: readonly SampleRecord[];
  /** Cells in most of the data records. */
  readonly width: number;
}

const MAX_PREAMBLE = 30;

/** Finds preamble and header of a sample. What the user says in `options` is not questioned. */
export function detectLayout(
  records: readonly SampleRecord[],
  options: { readonly header?: boolean; readonly skip?: number },
): Layout {
  const rows = records.filter((record) => !record.isBlank || records.length === 1);
  const usual = usualLength(rows);
  const skip = options.skip ?? countPreamble(rows, usual);
  const table = rows.slice(skip);
  const [first, ...rest] = table;
  const hasHeader = first !== undefined && (options.header ?? isHeader(first.cells, rest));
  const data = hasHeader ? rest : table;
  return {
    preamble: rows.slice(0, skip),
    header: hasHeader ? first : undefined,
    data,
    width: data.length > 0 ? usualLength(data) : (first?.cells.length ?? 0),
  };
}

function usualLength(rows: readonly SampleRecord[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

/** A preamble is lines with far fewer cells than the table, at its top. A header that is a little short is no preamble. */
function countPreamble(rows: readonly SampleRecord[], usual: number): number {
  if (usual < 2) return 0;
  const first = rows.findIndex((row) => {
    const filled = row.cells.filter((cell) => cell.trim() !== '').length;
    return row.cells.length * 2 > usual && (filled > 1 || (usual === 2 && row.cells.length === 2));
  });
  return first > 0 && first <= MAX_PREAMBLE ? first : 0;
}

/**
 * Names are texts that are not values and do not come again below them. A cell that reads as a value speaks against a
 * header, unless all such cells are years; a column of values under a word speaks for one.
 */
function isHeader(first: readonly string[], rest: readonly SampleRecord[]): boolean {
  const names = first.map((cell) => cell.trim());
  if (names.every((name) => name === '')) return false;
  const typed = names.filter(looksTyped);
  const years = typed.filter((name) => /^(?:19|20)\d\d$/.test(name));
  if (typed.length > 0) {
    return (
      years.length === typed.length && typed.length < names.length && new Set(years).size === years.length
    );
  }
  const blanks = names.filter((name) => name === '').length;
  const columns = names.map((_, index) =>
    rest
      .slice(0, 500)
      .map((record) => (record.cells[index] ?? '').trim())
      .filter((cell) => cell !== ''),
  );
  const isTypedBelow = columns.some(
    (cells, index) => names[index] !== '' && cells.length > 0 && share(cells, looksTyped) >= 0.8,
  );
  if (isTypedBelow) return true;
  if (blanks * 2 > names.length) return false;
  return !columns.some((cells, index) => names[index] !== '' && cells.includes(names[index] ?? ''));
}

function share(cells: readonly string[], test: (cell: string) => boolean): number {
  return cells.filter(test).length / cells.length;
}
