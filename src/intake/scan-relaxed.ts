import type { Dialect } from './scan-record.ts';

/**
 * The cells of one line whose inner quotes were not escaped: a quote closes a cell only where a delimiter or the line's
 * end follows, every other quote inside is text. Two quotes in a row are one, as they would be when escaped.
 * Nothing, when a cell is still open at the end.
 */
export function scanRelaxed(line: string, { delimiter, quote, escape }: Dialect): string[] | undefined {
  if (quote === '') return undefined;
  const cells: string[] = [];
  let at = 0;
  const isEnd = (place: number): boolean => place >= line.length || line.startsWith(delimiter, place);
  for (;;) {
    if (line[at] === quote) {
      let value = '';
      at++;
      for (;;) {
        if (at >= line.length) return undefined;
        const isEscape = escape !== quote && line[at] === escape;
        if (isEscape && (line[at + 1] === quote || line[at + 1] === escape)) {
          value += line[at + 1];
          at += 2;
        } else if (line[at] !== quote) value += line[at++];
        else if (isEnd(at + 1)) break;
        else {
          value += quote;
          at += line[at + 1] === quote && !isEnd(at + 2) ? 2 : 1;
        }
      }
      cells.push(value);
      at++;
    } else {
      const next = line.indexOf(delimiter, at);
      const end = next < 0 ? line.length : next;
      cells.push(line.slice(at, end));
      at = end;
    }
    if (at >= line.length) return cells;
    at += delimiter.length;
  }
}
