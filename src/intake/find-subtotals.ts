import { isPeriodTotal, maybeTotal } from './find-footer.ts';
import { looksTyped } from './looks-typed.ts';

/** What tells the subtotals of a table from its rows. */
export interface Subtotals {
  /** The columns of words, in which nearly every row has one. */
  readonly words: readonly number[];
  /** The columns in which nearly every row has a number, date or truth value. */
  readonly values: readonly number[];
  /** The sample holds some. */
  readonly isSeen: boolean;
  /** The numbers of those in the sample are sums: then a label alone is enough. */
  readonly isSummed: boolean;
  /** 本月合计 and the like are not what most of the rows are. */
  readonly isLedger: boolean;
}

const NEARLY_ALL = 0.9;
const MOST = 500;
const LEAST = 4;

/** What subtotals would look like between these records; nothing where a row could look the same. */
export function findSubtotals(records: readonly (readonly string[])[], width: number): Subtotals | undefined {
  if (width < 2 || records.length < LEAST) return undefined;
  const first = records.slice(0, MOST);
  const bare = first.filter((cells) => !cells.some((cell) => maybeTotal(cell)));
  const sample = bare.length * 2 >= first.length ? bare : first;
  const columns = Array.from({ length: width }, (_, at) => at);
  const isMost = (at: number, test: (cell: string) => boolean): boolean =>
    sample.filter((cells) => test(cells[at]?.trim() ?? '')).length >= sample.length * NEARLY_ALL;
  const values = columns.filter((at) => isMost(at, looksTyped));
  const words = columns.filter((at) => !values.includes(at) && isMost(at, (cell) => cell !== ''));
  const periods = records.filter((cells) => cells.some(isPeriodTotal)).length;
  const isLedger = periods * 2 <= records.length;
  const plain = { words, values, isSeen: false, isSummed: false, isLedger };
  const hasSome = (shape: Subtotals): boolean =>
    records.some((cells, index) => isSubtotal(cells, records[index - 1], shape));
  const summed = { ...plain, isSummed: true };
  const found = hasSome(summed) && areSums(records, summed) ? summed : plain;
  const isSeen = hasSome(found);
  return isSeen || words.length > 1 ? { ...found, isSeen } : undefined;
}

/**
 * Whether a record is the subtotal of those above it: its only word is a label (`小计`, `Total`, `East Total` below a row of
 * East), it has numbers, and what else names a row is blank; before the label there may be what stands there in the row
 * above. The labels of ledgers need nothing else.
 */
export function isSubtotal(
  cells: readonly string[],
  above: readonly string[] | undefined,
  { words, values, isSummed, isLedger }: Subtotals,
): boolean {
  if (isLedger && cells.some(isPeriodTotal)) return true;
  let label = -1;
  let numbers = 0;
  for (let at = 0; at < cells.length; at++) {
    const cell = (cells[at] as string).trim();
    if (cell === '') continue;
    if (looksTyped(cell)) numbers++;
    else if (label >= 0) return false;
    else label = at;
  }
  if (label < 0 || numbers === 0) return false;
  const total = maybeTotal(cells[label] as string);
  if (!total) return false;
  const isNamed = words.every((at) => at === label || cells[at]?.trim() === '');
  const isTelling = isSummed || values.includes(label) || words.some((at) => at !== label);
  if (!isNamed || !isTelling) return false;
  const isOfGroup = total.of === '' || total.of === above?.[label]?.trim().toLowerCase();
  return isOfGroup && cells.slice(0, label).every((cell, at) => cell.trim() === '' || cell === above?.[at]);
}

/** The records without their subtotals. */
export function dropSubtotals(
  records: readonly (readonly string[])[],
  shape: Subtotals,
): (readonly string[])[] {
  const kept: (readonly string[])[] = [];
  for (const cells of records) if (!isSubtotal(cells, kept.at(-1), shape)) kept.push(cells);
  return kept;
}

/** Whether every record with a label has the sum of the rows since the last one, in one column at least. */
function areSums(records: readonly (readonly string[])[], shape: Subtotals): boolean {
  let sums: number[] = [];
  let rows = 0;
  let longest = 0;
  for (const [index, cells] of records.entries()) {
    if (isSubtotal(cells, records[index - 1], shape)) {
      const isSum = cells.some((cell, at) => Math.abs(toNumber(cell) - (sums[at] ?? NaN)) < 0.005);
      if (!isSum) return false;
      longest = Math.max(longest, rows);
      sums = [];
      rows = 0;
    } else {
      sums = cells.map((cell, at) => (sums[at] ?? 0) + (cell.trim() === '' ? 0 : toNumber(cell)));
      rows++;
    }
  }
  return longest > 1;
}

function toNumber(cell: string): number {
  const digits = cell.replace(/[^\d.-]/g, '');
  return digits === '' ? NaN : Number(digits);
}
