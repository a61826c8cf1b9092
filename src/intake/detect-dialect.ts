import { breathe } from '../breathe.ts';
import { findBlock } from './find-block.ts';
import { type Cuts, findCuts } from './find-cuts.ts';
import { isFrame } from './find-footer.ts';
import { findGutters } from './find-gutters.ts';
import { SPACES } from './import-recipe.ts';
import { looksTyped } from './looks-typed.ts';
import { hasRowNames } from './row-names.ts';
import type { Dialect } from './scan-record.ts';
import { type SampleRecord, scanSample } from './scan-sample.ts';

const DELIMITERS = [',', ';', '\t', '|', '^', '~', '¦', '\x01'];
const OTHER_DELIMITER = /[,;\t|"]/;
const SCORED_RECORDS = 2000;
const SIGN = /[^\p{L}\p{N}\s"'().\/-]{2,4}/gu;

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
 */
export async function detectDialect(text: string, isWhole: boolean): Promise<FoundDialect> {
  const sep = /^sep=(.)\r?\n/i.exec(text)?.[1];
  if (sep) return { dialect: findQuoting(text, sep, undefined), hasSepLine: true };
  const cuts = findCuts(text);
  if (cuts) return { dialect: toPrinted(cuts), hasSepLine: false };
  if (isDecimalColumn(text)) return { dialect: toDialect(NO_DELIMITER), hasSepLine: false };
  let best: { dialect: Dialect; score: number } = { dialect: toDialect(NO_DELIMITER), score: 0 };
  for (const dialect of findCandidates(text)) {
    const score = scoreDialect(scanSample(text, dialect, isWhole, SCORED_RECORDS));
    if (score > best.score * 1.001) best = { dialect, score };
    await breathe();
  }
  for (const dialect of findSpaced(text)) {
    const score = scoreSpaced(scanSample(text, dialect, isWhole, 500), dialect);
    if (score > best.score * 1.001) best = { dialect, score };
    await breathe();
  }
  const gutters = best.dialect.isRun ? undefined : findGutters(text);
  if (gutters) return { dialect: toPrinted(gutters), hasSepLine: false };
  return { dialect: widenDelimiter(text, best.dialect, isWhole), hasSepLine: false };
}

/** One name, and below it nothing but numbers with a decimal comma, which is no delimiter then. */
function isDecimalColumn(text: string): boolean {
  const lines = text.split(/\r\n|\n|\r/, SCORED_RECORDS).filter((line) => line.trim() !== '');
  const [head = '', ...numbers] = lines;
  return (
    /\p{L}/u.test(head) &&
    !OTHER_DELIMITER.test(head) &&
    numbers.some((line) => line.includes(',')) &&
    numbers.every((line) => /^\s*[-+]?\d[\d.' ]*(?:,\d+)?\s*$/.test(line))
  );
}

/** The dialect with a delimiter that the user named, `SPACES` among them. */
export function findQuoting(text: string, delimiter: string, quote: string | undefined): Dialect {
  const cuts = delimiter === SPACES && quote === undefined ? findPrinted(text) : undefined;
  if (cuts) return toPrinted(cuts);
  const chosen = quote ?? '"';
  const plain: Dialect =
    delimiter === SPACES
      ? { delimiter: ' ', quote: chosen, escape: chosen, isRun: true }
      : { delimiter: delimiter === '' ? NO_DELIMITER : delimiter, quote: chosen, escape: chosen };
  if (chosen === "'" && text.includes('""') && !text.includes("''")) return { ...plain, escape: '"' };
  return chosen !== '' && usesBackslash(text, plain) ? { ...plain, escape: '\\' } : plain;
}

/** The cuts of a table that runs of spaces alone would not cut rightly. */
function findPrinted(text: string): Cuts | undefined {
  const cuts = findCuts(text);
  if (cuts) return cuts;
  const runs: Dialect = { delimiter: ' ', quote: '"', escape: '"', isRun: true };
  return scoreSpaced(scanSample(text, runs, false, 500), runs) > 0 ? undefined : findGutters(text);
}

function toPrinted(cuts: Cuts): Dialect {
  return { delimiter: ' ', quote: '"', escape: '"', isRun: true, cuts };
}

function findCandidates(text: string): Dialect[] {
  const quotes = ['"'];
  if (/(?:^|[,;\t|\n])'/.test(text)) quotes.push("'");
  // Two bars are chosen where one may stand in a cell.
  const own = findSigns(text).filter(
    (sign) => sign === '||' || !DELIMITERS.some((delimiter) => sign.includes(delimiter)),
  );
  return quotes.flatMap((quote) =>
    [...DELIMITERS, ...own]
      .filter((delimiter) => text.includes(delimiter))
      .map((delimiter) => findQuoting(text, delimiter, quote)),
  );
}

/** Signs of several characters that stand in nearly every line, equally often: `::`, `~|~`, `|+|`. */
function findSigns(text: string): string[] {
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n|\n|\r/)
    .slice(0, -1)
    .filter((line) => line !== '');
  const some = lines.slice(-20);
  const count = (line: string, sign: string): number => line.split(sign).length - 1;
  const last = some.at(-1) ?? '';
  return [...new Set(last.slice(0, 2000).match(SIGN))].filter((sign) => {
    const often = count(last, sign);
    return some.length > 1 && some.filter((line) => count(line, sign) === often).length >= some.length * 0.8;
  });
}

function findSpaced(text: string): Dialect[] {
  const head = text.slice(0, 20_000);
  if (!head.includes(' ')) return [];
  return [{ ...findQuoting(text, ' ', '"'), isRun: true }, findQuoting(text, ' ', '"')];
}

/** Whether fewer records have broken quotes when a backslash escapes them. */
function usesBackslash(text: string, dialect: Dialect): boolean {
  if (!text.includes(`\\${dialect.quote}`)) return false;
  const flaws = (one: Dialect): number =>
    scanSample(text, one, false, SCORED_RECORDS).filter(({ flaw }) => flaw).length;
  return flaws({ ...dialect, escape: '\\' }) * 2 <= flaws(dialect) && flaws(dialect) > 0;
}

function toDialect(delimiter: string): Dialect {
  return { delimiter, quote: '"', escape: '"' };
}

/** The same delimiter with what always stands beside it (`, `, `||`, `~|~`, ` | `), when that cuts every record alike. */
function widenDelimiter(text: string, dialect: Dialect, isWhole: boolean): Dialect {
  const { delimiter } = dialect;
  if (dialect.isRun || delimiter === NO_DELIMITER || delimiter === ' ') return dialect;
  const scan = (one: Dialect): SampleRecord[] => scanSample(text, one, isWhole, 200);
  const plain = scan(dialect);
  const signs = findSigns(text).filter((sign) => sign.includes(delimiter));
  for (const wide of [`${delimiter}${delimiter}`, ...signs, ` ${delimiter} `, `${delimiter} `]) {
    if (!text.includes(wide)) continue;
    const candidate = { ...dialect, delimiter: wide };
    const records = scan(candidate);
    const often = wide.split(delimiter).length - 1;
    const isAlike =
      records.length === plain.length &&
      records.every(({ cells, flaw }, index) => {
        const usual = plain[index]?.cells.length ?? 0;
        return !flaw && cells.length === (usual - 1) / often + 1;
      });
    if (isAlike && (records[0]?.cells.length ?? 0) > 1) return candidate;
  }
  return dialect;
}

/** Of a table among notes it is the table that tells, the less the more notes there are. */
function scoreDialect(records: readonly SampleRecord[]): number {
  const rows = records.filter(({ isBlank, cells }) => !isBlank && !(cells.length === 1 && isFrame(cells)));
  const block = findBlock(rows)?.rows ?? rows;
  return Math.max(scoreRows(rows), scoreRows(block) * (0.5 + (0.5 * block.length) / rows.length));
}

/** Pattern score × type score, both 0–1; 0 when most records have one cell. */
function scoreRows(rows: readonly SampleRecord[]): number {
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
  const sound = 1 - (flawed * 0.5) / rows.length;
  return (pattern / lengths.size / rows.length) * Math.min(1, clean / cells) * sound;
}

/**
 * Words of prose are set apart by spaces too: only a text whose first columns hold values is a table of this kind.
 * Runs of spaces must cut every record alike; single ones may cut a text column into more cells than there are names.
 */
function scoreSpaced(records: readonly SampleRecord[], { isRun }: Dialect): number {
  const rows = records.filter((record) => !record.isBlank);
  const body = rows.slice(1).filter(({ cells }) => !isFrame(cells));
  const width = rows[0]?.cells.length ?? 0;
  if (hasRowNames(rows[0]?.cells ?? [], body)) return width / (width + 1);
  if (width < 3 || body.length < 2) return 0;
  const sound = body.filter(({ cells, flaw }) => {
    return flaw === undefined && (isRun ? cells.length === width : cells.length >= width);
  });
  if (sound.length < body.length * (isRun ? 0.98 : 0.95)) return 0;
  const [first] = sound;
  const isEven = sound.every(({ cells }) => cells.length === first?.cells.length);
  const typed = Array.from({ length: isEven && first ? first.cells.length : width }, (_, index) =>
    sound.every(({ cells }) => looksTyped(cells[index] ?? '')),
  ).filter(Boolean).length;
  if (typed < 2 || (isRun && typed * 2 < width)) return 0;
  return isRun ? (width - 1) / width : (0.5 * (width - 1)) / width;
}
