/** What the cells of a column have in common, as far as it tells them from cells of other columns. */
export interface ColumnProfile {
  /** Every cell is blank. */
  readonly isBlank: boolean;
  /** What every cell starts with; empty when that says nothing. */
  readonly prefix: string;
  /** The few patterns that the cells have (`9-9-9`, `A-9`), or none when they are free text. */
  readonly patterns: readonly string[];
}

const LEAST_CELLS = 8;
const MOST_PATTERNS = 3;
const LEAST_PREFIX = 4;

/** One profile for each of `width` columns; nothing when there are too few records to say what is usual. */
export function profileColumns(records: readonly (readonly string[])[], width: number): ColumnProfile[] {
  if (records.length < LEAST_CELLS) return [];
  const sample = records.slice(0, 1000);
  return Array.from({ length: width }, (_, index) => profile(sample.map((record) => record[index] ?? '')));
}

function profile(cells: readonly string[]): ColumnProfile {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (filled.length === 0) return { isBlank: true, prefix: '', patterns: [] };
  const patterns = new Set<string>();
  for (const cell of filled) if (patterns.size <= MOST_PATTERNS) patterns.add(toPattern(cell));
  const isPatterned = filled.length >= LEAST_CELLS && patterns.size <= MOST_PATTERNS;
  const prefix = filled.length >= LEAST_CELLS ? commonPrefix(filled) : '';
  return {
    isBlank: false,
    prefix: prefix.length >= LEAST_PREFIX ? prefix : '',
    patterns: isPatterned ? [...patterns] : [],
  };
}

/** Whether a cell could belong to the column. Blank cells always could. */
export function fitsProfile(cell: string, { isBlank, prefix, patterns }: ColumnProfile): boolean {
  const text = cell.trim();
  if (text === '') return true;
  if (isBlank) return false;
  if (prefix !== '' && !text.startsWith(prefix)) return false;
  return patterns.length === 0 || patterns.includes(toPattern(text));
}

/** Digits become `9`, letters `A`, each run one sign. */
function toPattern(text: string): string {
  return text
    .slice(0, 60)
    .replace(/\d+(?:[.,]\d+)*/gu, '9')
    .replace(/\p{L}+/gu, 'A')
    .replace(/\s+/gu, ' ');
}

function commonPrefix(texts: readonly string[]): string {
  let prefix = texts[0] ?? '';
  for (const text of texts) while (!text.startsWith(prefix)) prefix = prefix.slice(0, -1);
  return prefix;
}
