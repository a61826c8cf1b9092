const RULER = /^ *-{2,}(?: +-+)+ *$/;
const LINES_LOOKED_AT = 60;
const LEAST_CUT_WELL = 0.7;

/**
 * Where the columns of a printed table begin, as the line under its names shows (`-------- ----- ---`): tools of databases
 * write cells of one width, in which there may be spaces. Nothing when the lines below are not cut well by it.
 */
export function findCuts(text: string): readonly number[] | undefined {
  const lines = text.slice(0, 100_000).split(/\r\n|\n|\r/);
  const at = lines.slice(0, LINES_LOOKED_AT).findIndex((line) => RULER.test(line));
  const [ruler, names] = [lines[at], lines[at - 1]];
  if (ruler === undefined || names === undefined) return undefined;
  const cuts = [...ruler.matchAll(/-+/g)].map(({ index }) => index);
  const below = lines.slice(at + 1, -1);
  const end = below.findIndex((line) => line.trim() === '');
  const rows = end < 0 ? below : below.slice(0, end);
  const isNamed = cutLine(names, cuts)?.every((cell) => cell !== '') === true;
  const sound = rows.filter((line) => cutLine(line, cuts)).length;
  return isNamed && rows.length > 0 && sound >= rows.length * LEAST_CUT_WELL ? cuts : undefined;
}

/** The cells of a line, without the spaces that fill them; nothing when a cell reaches over into the next. */
export function cutLine(line: string, cuts: readonly number[]): string[] | undefined {
  const isClear = cuts.every((cut, index) => {
    const before = line[cut - 1];
    return index === 0 || before === undefined || before === ' ';
  });
  return isClear
    ? cuts.map((cut, index) => line.slice(index === 0 ? 0 : cut, cuts[index + 1]).trim())
    : undefined;
}
