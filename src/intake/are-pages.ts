import type { Layout } from './detect-header.ts';
import { type FoundTable, isRepeatedHeader } from './find-tables.ts';
import type { SampleRecord } from './scan-sample.ts';

const PAGE = /\b(?:page|seite|p[aá]gina|p[aá]g|sida|strona)\b|стр|[页頁]|ページ|페이지/i;

/**
 * Whether the tables below the first are its next pages: each has the same names, and above them the first one's title with
 * another number of the page.
 * @param records all of the sample
 */
export function arePages(
  records: readonly SampleRecord[],
  { header, preamble, width }: Layout,
  others: readonly FoundTable[],
): boolean {
  const titles = new Set(preamble.map(toTitle).filter((title) => PAGE.test(title)));
  const names = header[0]?.cells ?? [];
  if (titles.size === 0 || others.length === 0) return false;
  const written = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  return others.every(({ line }) => {
    const at = written.findIndex((record) => record.line === line);
    const above = written.slice(Math.max(0, at - preamble.length), Math.max(0, at));
    return (
      isRepeatedHeader(written[at]?.cells ?? [], names) &&
      above.some((record) => record.cells.length < width && titles.has(toTitle(record)))
    );
  });
}

function toTitle({ cells }: SampleRecord): string {
  return cells
    .join(' ')
    .replace(/\s*\d+/g, ' 0')
    .replace(/\s+/g, ' ')
    .trim();
}
