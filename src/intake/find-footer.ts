import { isLabelled } from './detect-header.ts';
import type { SampleRecord } from './scan-sample.ts';

const TOTAL =
  /^[-=*\s]*(?:(?:grand|sub|overall)[\s-]*)?(?:totals?|sum|average|avg|mean|subtotals?)[\s:：]*$|^[-=*\s]*(?:合\s*计|总\s*计|小\s*计|共\s*计|汇\s*总|总\s*和|累\s*计|平\s*均|均\s*值|平均值|合计数)[\s:：]*$/iu;
const MOST = 20;

/**
 * How many records at the end are no data: totals, and notes of one or two cells below them.
 * @param records the last ones of the file, blank lines left out
 */
export function countFooter(records: readonly SampleRecord[], width: number): number {
  if (width < 2) return 0;
  let footer = 0;
  for (let count = 1; count <= MOST && count < records.length; count++) {
    const { cells, flaw } = records[records.length - count] as SampleRecord;
    if (flaw) break;
    const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
    if (filled.length === 0) continue;
    const isNote = filled.length === 1 && (width > 2 || cells.length === 1);
    const isSigned = isLabelled(cells, width);
    if (!TOTAL.test(filled[0] ?? '') && !isNote && !isSigned) break;
    if (cells.length === width && isNote && cells[0]?.trim() === '') break;
    footer = count;
  }
  return footer;
}
