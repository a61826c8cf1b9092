/** Where each column of a printed table begins in a line. */
export interface Cuts {
  readonly starts: readonly number[];
  /** Chinese, Japanese and Korean characters count for two places, as they are as wide as two letters in print. */
  readonly isWide: boolean;
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6]/g;
/** Stands for the second place of a wide character; no text holds it. */
const SECOND = '\u0011';

const RULER = /^ *-{2,}(?: +-+)+ *$/;
const LINES_LOOKED_AT = 60;
const LEAST_CUT_WELL = 0.7;

/**
 * Where the columns of a printed table begin, as the line under its names shows (`-------- ----- ---`): tools of databases
 * write cells of one width, in which there may be spaces. Nothing when the lines below are not cut well by it.
 */
export function findCuts(text: string): Cuts | undefined {
  const lines = text.slice(0, 100_000).split(/\r\n|\n|\r/);
  const at = lines.slice(0, LINES_LOOKED_AT).findIndex((line) => RULER.test(line));
  const [ruler, names] = [lines[at], lines[at - 1]];
  if (ruler === undefined || names === undefined) return undefined;
  const starts = [...ruler.matchAll(/-+/g)].map(({ index }) => index);
  const below = lines.slice(at + 1, -1);
  const end = below.findIndex((line) => line.trim() === '');
  const rows = end < 0 ? below : below.slice(0, end);
  const isSound = (cuts: Cuts): boolean => {
    const isNamed = cutLine(names, cuts)?.every((cell) => cell !== '') === true;
    const sound = rows.filter((line) => cutLine(line, cuts)).length;
    return isNamed && rows.length > 0 && sound >= rows.length * LEAST_CUT_WELL;
  };
  return [false, true].map((isWide) => ({ starts, isWide })).find(isSound);
}

/** A line in which each place is one in print. */
export function toPlaces(line: string): string {
  return line.replace(WIDE, `$&${SECOND}`);
}

/** The cells of a line, without the spaces that fill them; nothing when a cell reaches over into the next. */
export function cutLine(line: string, { starts, isWide }: Cuts): string[] | undefined {
  const places = isWide ? toPlaces(line) : line;
  const isClear = starts.every((start, index) => {
    const before = places[start - 1];
    return index === 0 || before === undefined || before === ' ';
  });
  if (!isClear) return undefined;
  const cells = starts.map((start, index) => places.slice(index === 0 ? 0 : start, starts[index + 1]).trim());
  return isWide ? cells.map((cell) => cell.replaceAll(SECOND, '')) : cells;
}
