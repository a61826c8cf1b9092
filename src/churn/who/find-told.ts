import { isDateType, isNumberType } from '../roles/column-facts.ts';
import type { Asking } from '../start/read-start-table.ts';
import { writeName } from '../../sql/write-name.ts';
import { foldName } from '../../sql/fold-name.ts';
import { unquoteName } from '../../sql/quote.ts';
import { findExpressions } from './find-conditions.ts';
import type { OwnNumber, OwnSource } from './find-own-who.ts';
import { isCount } from './own-counts.ts';
import { toDay } from './to-day.ts';
import type { WhoRow } from './who.ts';

/** A number of another relation. */
export interface Told {
  readonly relation: string;
  readonly row: WhoRow;
  readonly column: string;
}

const [mostRows, fewest] = [500, 10];

/**
 * Where a figure of a table of one row is told from: the one row upstream that holds just this value, as a fact picks the highest
 * rate of a table of groups. Values that may be equal by chance count only in a row that the fact names by a text or a day too.
 */
export async function findTold(
  engine: Asking,
  { columns, row, column, sources }: OwnNumber,
): Promise<Told | null> {
  const value = column === null ? null : row[column];
  const type = columns.find(({ name }) => name === column)?.type ?? '';
  if (column === null || (typeof value !== 'number' && typeof value !== 'string') || !isNumberType({ type }))
    return null;
  const named = new Set(
    columns.flatMap(({ name, ...one }) => (isNumberType(one) ? [] : (toWord(row[name], one) ?? []))),
  );
  const direct = findExpressions(sources[0]?.sql ?? '', column);
  for (const source of sources) {
    // A plain name is that column of another table of one row.
    const renamed = source.columns.find(({ name }) =>
      direct.some((one) => foldName(unquoteName(one)) === foldName(name)),
    );
    if (renamed && source.rowCount === 1) {
      const [only] = await readRows(engine, source);
      if (only && only[renamed.name] === value)
        return { relation: source.name, row: only, column: renamed.name };
    }
    if ((source.rowCount ?? 0) < 1 || (source.rowCount ?? 0) > mostRows) continue;
    const isWhole = /INT$|INTEGER/.test(type);
    const same = source.columns.filter((one) => one.type === type && (!isWhole || isCount(one)));
    if (same.length === 0) continue;
    const rows = (await readRows(engine, source)).filter((one) =>
      same.some(({ name }) => one[name] === value),
    );
    const called = rows.filter((one) =>
      source.columns.some(({ name, ...of }) => !isNumberType(of) && named.has(toWord(one[name], of) ?? '')),
    );
    const [found, second] = called.length > 0 ? called : isByChance(Number(value), isWhole) ? [] : rows;
    if (!found || second) continue;
    const cells = same.filter(({ name }) => found[name] === value).map(({ name }) => name);
    const like = cells.find((name) => column.endsWith(name)) ?? cells[0];
    if (like !== undefined) return { relation: source.name, row: found, column: like };
  }
  return null;
}

async function readRows(engine: Asking, { name, columns }: OwnSource): Promise<WhoRow[]> {
  const table = await engine.query(`from ${writeName(name)}`);
  return Array.from({ length: table.rowCount }, (_, at): WhoRow =>
    Object.fromEntries(columns.map((one, index) => [one.name, table.at(at, index)])),
  );
}

function isByChance(value: number, isWhole: boolean): boolean {
  return isWhole ? value < fewest : Number.isInteger(value * 1000);
}

function toWord(value: unknown, column: { readonly type: string }): string | null {
  if (isDateType(column)) return toDay(value);
  return typeof value === 'string' ? value : null;
}
