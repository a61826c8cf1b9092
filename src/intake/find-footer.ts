import { isLabelled } from './detect-header.ts';
import { NULL_WORDS } from './import-recipe.ts';
import { looksTyped } from './looks-typed.ts';
import { isNullWord } from './null-words.ts';
import type { SampleRecord } from './scan-sample.ts';

const WORDS = [
  '(?:(?:grand|sub|overall)[\\s-]*)?(?:totals?|sum|average|avg|mean|subtotals?)',
  '(?:合\\s*[计計]|[总總総]\\s*[计計]|小\\s*[计計]|共\\s*[计計]|[汇匯]\\s*[总總]|[总總]\\s*和|累\\s*[计計]|平\\s*均|均\\s*值|平均值|合计数|本[日周月季年期次页頁][合小累][计計])',
  '합\\s*계|총\\s*계|소\\s*계|총\\s*합계?',
  '(?:zwischen|gesamt)?summe|gesamt(?:ergebnis|betrag)?|(?:total|totaux|sous-total)(?: général| generale?)?|(?:sub)?totale?s?(?: general| geral)?|suma(?: total)?|soma|razem|totaal|итого|всего',
];
const TOTAL = new RegExp(`^[-=*\\sΣ]*(?:${WORDS.join('|')})[\\s:：*]*$`, 'iu');
/** `East Total`, `华东小计`, `Total for East`: the word stands before or after that of which it is the total. */
const TOTAL_OF =
  /^(?:(.+?)[\s:：_-]+(?:(?:sub-?)?totals?|ergebnis)|(.+?)[\s:：_-]*(?:[小合][计計]|[汇匯][总總]|集計)|(?:(?:sub-?)?total|(?:zwischen)?summe) (?:for |of )?(.+))$/iu;
/** `Grand Totals (3 records)`, `合计 3 笔`: the word with how many rows it is of. */
const COUNTED = new RegExp(
  `^(?:${WORDS.join('|')})[\\s:：]*(?:[(（][^()（）]{1,30}[)）]|\\d+ ?(?:[笔筆条條项項件个]|records?|rows?|items?))$`,
  'iu',
);
/** SAP marks its sums with a star, and the sums of sums with more of them. */
const STARS = /^\*{1,9}$/;
const LONGEST_LABEL = 100;

const ROW_COUNT = /^\(?\d+ rows?(?: (?:affected|selected|returned))?\)?\.?$/i;
const LINE = /^[-=_+*]{3,}$/;
const MOST = 20;
const LEAST_ABOVE = 3;

/**
 * How many records at the end are no data: totals, lines drawn, and notes of one or two cells below them.
 * @param records the last ones of the file, blank lines left out
 */
export function countFooter(records: readonly SampleRecord[], width: number): number {
  if (width < 2) return 0;
  let footer = 0;
  for (let count = 1; count <= MOST && count < records.length; count++) {
    const { cells: written, flaw } = records[records.length - count] as SampleRecord;
    if (flaw) break;
    const cells = withoutTail(written, width);
    const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
    if (filled.length === 0) continue;
    const isNote = filled.length === 1 && (width > 2 || cells.length === 1);
    const isSigned = isLabelled(cells, width);
    const isCounted = COUNTED.test(filled[0] ?? '') && filled.slice(1).every(looksTyped);
    const isTotal =
      TOTAL.test(filled[0] ?? '') || isCounted || isUnnamedTotal(cells, records.slice(0, -count), width);
    if (!isTotal && !isFrame(filled) && !isNote && !isSigned) break;
    if (!isTotal && cells.length === width && isNote && cells[0]?.trim() === '') break;
    footer = count;
  }
  return footer;
}

/** The cells without the blank one after a delimiter at the record's end. */
export function withoutTail(cells: readonly string[], width: number): readonly string[] {
  return cells.length === width + 1 && cells[width]?.trim() === '' ? cells.slice(0, width) : cells;
}

/** Whether a cell is a label that a ledger alone has: 本月合计, 本年累计. */
export function isPeriodTotal(cell: string): boolean {
  return cell.includes('本') && cell.length < 10 && /^本[日周月季年期页頁][合小累][计計]$/u.test(cell.trim());
}

/** The total that a cell names, and of what in lower case; empty when it does not say. */
export function maybeTotal(cell: string): { readonly of: string } | undefined {
  if (cell.length > LONGEST_LABEL) return undefined;
  const label = cell.trim();
  if (TOTAL.test(label) || COUNTED.test(label) || STARS.test(label)) return { of: '' };
  const [, before, joined, after] = TOTAL_OF.exec(label) ?? [];
  const of = before ?? joined ?? after;
  return of === undefined ? undefined : { of: of.trim().toLowerCase() };
}

/** A line drawn above or below a table, or the count of rows that the tools of databases write under it. */
export function isFrame(cells: readonly string[]): boolean {
  return cells.every((cell) => LINE.test(cell)) || (cells.length <= 4 && ROW_COUNT.test(cells.join(' ')));
}

/**
 * Only numbers, and nothing where every record above says whose they are: the first cell, and every cell of a text column.
 * One word may stand where all above it have a value (`Closing Balance` below dates), or stars, when the words of the others are missing.
 */
function isUnnamedTotal(cells: readonly string[], above: readonly SampleRecord[], width: number): boolean {
  const data = above
    .slice(-100)
    .map((record) => withoutTail(record.cells, width))
    .filter((row) => row.length === width && !row.some((cell) => maybeTotal(cell)));
  if (cells.length !== width || data.length < LEAST_ABOVE) return false;
  const isNamed = (at: number): boolean => data.every((row) => row[at]?.trim() !== '');
  const isOfValues = (at: number): boolean => data.every((row) => looksTyped(row[at] ?? ''));
  const blanks = cells.flatMap((cell, at) => (cell.trim() === '' ? [at] : []));
  const [label, ...others] = cells.flatMap((cell, at) =>
    cell.trim() === '' || looksTyped(cell) ? [] : [at],
  );
  if (label === undefined) return blanks[0] === 0 && blanks.every(isNamed);
  const text = cells[label]?.trim() ?? '';
  const isTelling = STARS.test(text) || (isOfValues(label) && !isNullWord(text, NULL_WORDS));
  const words =
    data[0]?.flatMap((_, at) => (at !== label && isNamed(at) && !isOfValues(at) ? [at] : [])) ?? [];
  const isAllElseBlank = words.length > 0 && words.every((at) => blanks.includes(at));
  return others.length === 0 && isTelling && isAllElseBlank && cells.some(looksTyped);
}
