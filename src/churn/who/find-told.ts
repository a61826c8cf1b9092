import { isDateType, isNumberType } from '../roles/column-facts.ts';
import type { Asking } from '../start/read-start-table.ts';
import { writeName } from '../../sql/write-name.ts';
import { foldName } from '../../sql/fold-name.ts';
import { unquoteName } from '../../sql/quote.ts';
import { findExpressions } from './find-conditions.ts';
import type { GroupColumn } from './find-group.ts';
import { tokenize } from '../../sql/tokenize.ts';
import type { OwnNumber, OwnSource } from './find-own-who.ts';
import { isCount } from './own-counts.ts';
import { toDay } from './to-day.ts';
import type { WhoRow } from './who.ts';

/** A number of another relation. */
export interface Told {
  readonly relation: string;
  readonly row: WhoRow;
  /** Null for all that the row is about. */
  readonly column: string | null;
}

/** Tables with more rows are not looked through. */
export const mostRows = 500;
const fewest = 10;

/**
 * Where a figure of a table of one row is told from: the one row upstream that holds just this value, as a fact picks the highest
 * rate of a table of groups. `named` – the fact names the row by a text or a day too, or the column by its name; `like` – the value
 * alone, where it is not one that others have by chance and no other table has it.
 */
export async function findTold(
  engine: Asking,
  { columns, row, column, sources }: OwnNumber,
  by: 'named' | 'like',
): Promise<Told | null> {
  const value = column === null ? null : row[column];
  const type = columns.find(({ name }) => name === column)?.type ?? '';
  if (column === null || (typeof value !== 'number' && typeof value !== 'string') || !isNumberType({ type }))
    return null;
  const isWhole = /INT$|INTEGER/.test(type);
  if (by === 'like' && isByChance(Number(value), isWhole)) return null;
  const [texts, days] = [toWords(columns, row, false), toWords(columns, row, true)];
  const direct = findExpressions(sources[0]?.sql ?? '', column);
  const alike: (Told & { readonly score: number })[] = [];
  for (const source of sources) {
    const { name: relation, rowCount } = source;
    if ((rowCount ?? 0) < 1 || (rowCount ?? 0) > mostRows) continue;
    // A plain name is that column of another table of one row.
    const renamed = source.columns.find(
      ({ name }) => rowCount === 1 && direct.some((one) => foldName(unquoteName(one)) === foldName(name)),
    );
    const same = source.columns.filter((one) => one.type === type && (!isWhole || isCount(one)));
    if (!renamed && same.length === 0) continue;
    const rows = await readRows(engine, source);
    if (renamed && rows[0]?.[renamed.name] === value) return { relation, row: rows[0], column: renamed.name };
    for (const one of rows) {
      const cells = same.filter(({ name }) => one[name] === value).map(({ name }) => name);
      const read = cells.find((name) => direct.some((text) => names(text, name)));
      const like = read ?? cells.find((name) => column.endsWith(name)) ?? cells[0];
      const [has, had] = [toWords(source.columns, one, false), toWords(source.columns, one, true)];
      const score = (read ? 4 : 0) + (shares(has, texts) ? 2 : 0) + (shares(had, days) ? 1 : 0);
      const isNamed = shares(has, texts) || shares(had, days);
      if (like !== undefined && isNamed === (by === 'named'))
        alike.push({ relation, row: one, column: like, score });
    }
  }
  const best = Math.max(...alike.map(({ score }) => score));
  const [only, second] = alike.filter(({ score }) => score === best);
  return only && (!second || (by === 'named' && second.relation !== only.relation)) ? only : null;
}

/** Whether an expression reads a column. */
export function names(expression: string, column: string): boolean {
  return tokenize(expression).some(({ text }) => foldName(unquoteName(text)) === foldName(column));
}

/** Whether two sets have a word in common. */
export function shares(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...some].some((one) => others.has(one));
}

/** The days of a row, or its texts. */
export function toWords(columns: readonly GroupColumn[], row: WhoRow, isDay: boolean): ReadonlySet<string> {
  const fitting = columns.filter((one) => !isNumberType(one) && isDateType(one) === isDay);
  return new Set(fitting.flatMap(({ name, ...one }) => toWord(row[name], one) ?? []));
}

/** Rows of a relation, all or those that a clause leaves. */
export async function readRows(engine: Asking, { name, columns }: OwnSource, clause = ''): Promise<WhoRow[]> {
  const names = columns.map((one) => writeName(one.name)).join(', ');
  const table = await engine.query(`select ${names} from ${writeName(name)} ${clause}`);
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
