import { looksTyped } from './looks-typed.ts';
import type { Dialect } from './scan-record.ts';
import { type SampleRecord, scanSample } from './scan-sample.ts';

const DELIMITERS = [',', ';', '\t', '|'];
const OTHER_DELIMITER = /[,;\t|"]/;
const SCORED_RECORDS = 2000;

/** The delimiter of a file that has one column: a character that no text file holds. */
export const NO_DELIMITER = '\x1f';

export interface FoundDialect {
  readonly dialect: Dialect;
  /** A first line `sep=;` names the delimiter and is no record. */
  readonly hasSepLine: boolean;
}

/**
 * The dialect under which the sample reads most like a table: records of one length, cells that are values or plain words
 * (van den Burg, Nazábal and Sutton 2019, "Wrangling messy CSV files by detecting row and type patterns").
 * @param pause called between candidates, so that a page can breathe
 */
export async function detectDialect(
  text: string,
  isWhole: boolean,
  pause: () => Promise<void>,
): Promise<FoundDialect> {
  const sep = /^sep=(.)\r?\n/i.exec(text)?.[1];
  if (sep) return { dialect: { delimiter: sep, quote: '"', escape: '"' }, hasSepLine: true };
  let best: { dialect: Dialect; score: number } = { dialect: plain(NO_DELIMITER), score: 0 };
  for (const dialect of findCandidates(text)) {
    const score = scoreDialect(scanSample(text, dialect, isWhole, SCORED_RECORDS));
    if (score > best.score * 1.001) best = { dialect, score };
    await pause();
  }
  return { dialect: best.dialect, hasSepLine: false };
}

/** The dialect with a delimiter that the user named. */
export function findQuoting(text: string, delimiter: string, quote: string | undefined): Dialect {
  const chosen = quote ?? '"';
  const escape = chosen !== '' && usesBackslash(text, chosen) ? '\\' : chosen;
  return { delimiter, quote: chosen, escape };
}

function findCandidates(text: string): Dialect[] {
  const quotes = ['"'];
  if (/(?:^|[,;\t|\n])'/.test(text)) quotes.push("'");
  return quotes.flatMap((quote) =>
    DELIMITERS.filter((delimiter) => text.includes(delimiter)).map((delimiter) =>
      findQuoting(text, delimiter, quote),
    ),
  );
}

function usesBackslash(text: string, quote: string): boolean {
  return text.includes(`\\${quote}`) && !text.includes(quote + quote);
}

function plain(delimiter: string): Dialect {
  return { delimiter, quote: '"', escape: '"' };
}

/** Pattern score × type score, both 0–1; 0 when most records have one cell. */
function scoreDialect(records: readonly SampleRecord[]): number {
  const rows = records.filter((record) => !record.isBlank);
  const lengths = new Map<number, number>();
  let cells = 0;
  let clean = 0;
  let flawed = 0;
  for (const row of rows) {
    lengths.set(row.cells.length, (lengths.get(row.cells.length) ?? 0) + 1);
    if (row.flaw) flawed++;
    cells += row.cells.length;
    clean += row.quoted;
    for (const cell of row.cells) if (cell === '' || !OTHER_DELIMITER.test(cell) || looksTyped(cell)) clean++;
  }
  const [usual = 1] = [...lengths].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  if (usual < 2) return 0;
  let pattern = 0;
  for (const [length, count] of lengths) pattern += (count * (length - 1)) / length;
  const sound = 1 - flawed / rows.length;
  return (pattern / lengths.size / rows.length) * Math.min(1, clean / cells) * sound;
}
