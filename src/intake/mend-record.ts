import { type ColumnProfile, fitsProfile } from './column-profile.ts';
import type { MendKind } from './import-report.ts';
import { type Dialect, type ScannedRecord, scanRecord } from './scan-record.ts';
import { scanRelaxed } from './scan-relaxed.ts';

export interface MendedRecord {
  readonly cells: readonly string[];
  readonly how: MendKind;
}

/**
 * The cells of a damaged record of one line, when exactly one way of mending gives every column a cell of its kind:
 * inner quotes taken as text, one blank cell too many left out, a delimiter put back between two quoted cells, or
 * words joined where spaces set the columns apart. Nothing otherwise: what could be read in two ways is set aside.
 * @param raw the record as written, without its line end
 */
export function maybeMend(
  raw: string,
  record: Pick<ScannedRecord, 'cells' | 'flaw' | 'quotedAt'>,
  dialect: Dialect,
  profiles: readonly ColumnProfile[],
): MendedRecord | undefined {
  const width = profiles.length;
  if (width < 2 || raw.length > 100_000) return undefined;
  const fits = (cells: readonly string[]): boolean =>
    cells.length === width &&
    cells.every((cell, index) => fitsProfile(cell, profiles[index] as ColumnProfile));
  const isSpaced = dialect.delimiter === ' ';
  if (!isSpaced) {
    const relaxed = raw.includes(dialect.quote) ? scanRelaxed(raw, dialect) : undefined;
    if (record.flaw && relaxed && fits(relaxed)) return { cells: relaxed, how: 'inner-quote' };
    if (!record.flaw && record.cells.length === width - 1) {
      const cells = onlyOne(splitQuoted(raw, dialect), fits);
      if (cells) return { cells, how: 'missing-delimiter' };
    }
  }
  if (record.flaw) return undefined;
  if (isSpaced) {
    const cells = onlyOne(joinWords(record, width), fits);
    return cells && { cells, how: 'loose-spaces' };
  }
  if (record.cells.length !== width + 1) return undefined;
  const isTelling = profiles.some(({ patterns, prefix }) => patterns.length > 0 || prefix !== '');
  const cells = isTelling ? onlyOne(leaveOutBlank(record.cells), fits) : undefined;
  return cells && { cells, how: 'extra-delimiter' };
}

function onlyOne(
  candidates: readonly (readonly string[])[],
  fits: (cells: readonly string[]) => boolean,
): readonly string[] | undefined {
  const found = new Map<string, readonly string[]>();
  for (const cells of candidates) if (fits(cells)) found.set(JSON.stringify(cells), cells);
  return found.size === 1 ? [...found.values()][0] : undefined;
}

function leaveOutBlank(cells: readonly string[]): string[][] {
  return cells.flatMap((cell, index) =>
    cell.trim() === '' ? [cells.filter((_, other) => other !== index)] : [],
  );
}

/** The record with a delimiter put between two quotes, once for each place where two quotes meet. */
function splitQuoted(raw: string, dialect: Dialect): string[][] {
  const { quote, delimiter } = dialect;
  if (quote === '') return [];
  const found: string[][] = [];
  for (let at = raw.indexOf(quote + quote); at >= 0 && found.length < 50;) {
    const text = raw.slice(0, at + 1) + delimiter + raw.slice(at + 1);
    const record = scanRecord(text, 0, dialect, true);
    if (record && !record.flaw) found.push([...record.cells]);
    at = raw.indexOf(quote + quote, at + 1);
  }
  return found;
}

/** The record with the words of one cell joined, once for each place; a cell in quotes is whole already. */
function joinWords(
  { cells, quotedAt }: Pick<ScannedRecord, 'cells' | 'quotedAt'>,
  width: number,
): string[][] {
  const extra = cells.length - width;
  if (extra < 1 || extra > 200) return [];
  return Array.from({ length: width }, (_, at) => at)
    .filter((at) => !quotedAt.some((quoted) => quoted >= at && quoted <= at + extra))
    .map((at) => [
      ...cells.slice(0, at),
      cells.slice(at, at + extra + 1).join(' '),
      ...cells.slice(at + extra + 1),
    ]);
}
