import { isDateType, isNumberType } from '../roles/column-facts.ts';
import type { Asking } from '../start/read-start-table.ts';
import { foldName } from '../../sql/fold-name.ts';
import { quoteName, quoteText } from '../../sql/quote.ts';
import { writeName } from '../../sql/write-name.ts';
import { findConditions, findExpressions, replaceNames } from './find-conditions.ts';
import type { GroupColumn } from './find-group.ts';
import { findCountedColumn } from './find-counted-column.ts';
import { findCustomerColumn, isCustomerName } from './find-customer-column.ts';
import { findCountColumn, isCount } from './own-counts.ts';
import { toDay } from './to-day.ts';
import { allOf, type Who, type WhoRow } from './who.ts';

/** A relation that the notebook's own SQL counts from, and the SQL between it and the number, the nearest first. */
export interface OwnSource {
  readonly name: string;
  readonly columns: readonly GroupColumn[];
  readonly rowCount: number | null;
  readonly sql: string;
}

/** A number of a relation that no analysis made. */
export interface OwnNumber {
  /** As SQL reads its rows. */
  readonly from: string;
  readonly columns: readonly GroupColumn[];
  readonly row: WhoRow;
  readonly column: string | null;
  readonly rowCount: number | null;
  readonly sources: readonly OwnSource[];
}

/** A condition as the check writes it, over a row of the number's table, and as it is written for the one row. */
interface Condition {
  readonly check: string;
  readonly shown: string;
  /** Whether the count itself is filtered by it. */
  readonly isOwn?: boolean;
}

const [mostConditions, mostGroups, mostSources, fewest] = [6, 60, 5, 10];

/**
 * The customers behind a number of a report's own table: rows of a relation upstream, by the row's own values and the conditions
 * that its SQL counts by. They are taken only where the same conditions give the table's own count in each of its rows, and where
 * no other choice of them gives it too with other customers; else null.
 */
export async function findOwnWho(engine: Asking, number: OwnNumber): Promise<Who | null> {
  const { columns, column, sources } = number;
  const pointed = columns.find(({ name }) => name === column);
  // What a figure is made of tells more than its name; a count is made of itself.
  const made =
    pointed && !isCount(pointed) ? findCountedColumn(sources[0]?.sql ?? '', columns, pointed.name) : null;
  const count = made ?? findCountColumn(columns, column, isOneRow(number));
  if (count === null) return null;
  const tables = isOneRow(number) ? [null] : [null, ...textsOf(number)];
  // A text of a table of one row may name a group, or be something else that the row says.
  const namings = isOneRow(number) ? [true, false] : [true];
  const withCustomers = number.sources.flatMap((source) => {
    const id = findCustomerColumn(source.columns);
    return id === undefined ? [] : [{ source, id }];
  });
  for (const { source, id } of withCustomers.slice(0, mostSources))
    for (const among of tables) {
      for (const byTexts of namings) {
        // A statement that does not fit the source proves nothing.
        const found = await findIn(engine, number, source, id, { count, among, byTexts }).catch(toNothing);
        if (found) return found;
      }
    }
  return null;
}

function toNothing(): null {
  return null;
}

function isOneRow({ rowCount }: OwnNumber): boolean {
  return (rowCount ?? 1) <= 1;
}

/** Whether SQL names a column of the source. */
function reads(text: string, { columns }: OwnSource): boolean {
  return replaceNames(text, new Map(columns.map(({ name }) => [foldName(name), '']))) !== text;
}

/** Texts of the row that may name what the others are groups of. */
function textsOf({ columns, row }: OwnNumber): string[] {
  const texts = columns.filter(({ name, type }) => type === 'VARCHAR' && typeof row[name] === 'string');
  return texts.map(({ name }) => name).slice(0, 2);
}

interface Way {
  readonly count: string;
  /** Only rows with the row's value in this column are looked at, as where it names the column of the groups. */
  readonly among: string | null;
  /** Whether texts of the row are looked for in columns of other names. */
  readonly byTexts: boolean;
}

async function findIn(
  engine: Asking,
  number: OwnNumber,
  source: OwnSource,
  id: string,
  { count, among, byTexts }: Way,
): Promise<Who | null> {
  const rows = writeRows(number, among);
  const keys = await findKeys(engine, number, source, rows, { except: [among, count], byTexts });
  const conditions = await findRunning(engine, number, source, rows, count);
  const sets = toSubsets(conditions);
  const from = writeName(source.name);
  const table = await engine.query(`${rows}
select any_value(${toShown(number, count)})::double,
  ${sets.map((set) => `count(ebb_one) filter (${writeAll(set, 'check')})`).join(', ')}
from shown left join (select true as ebb_one, * from ${from}) as ${from} on ${writeAll(keys, 'check')}
group by ebb_at`);
  const told = readColumn(table, 0);
  const fits = sets.filter((_, at) => String(readColumn(table, at + 1)) === String(told));
  const own = conditions.filter(({ isOwn }) => isOwn);
  const isSure = (set: readonly Condition[]): boolean =>
    own.length > 0 && own.every((one) => set.includes(one));
  const first = fits.find(isSure) ?? fits[0];
  // Few customers may be as many by chance.
  if (!first || (!isSure(first) && told.reduce((all, one) => all + one, 0) < fewest)) return null;
  if (
    !(await isProven(
      engine,
      source,
      id,
      keys,
      [first, ...fits.filter((one) => one !== first)],
      Number(number.row[count] ?? NaN),
    ))
  )
    return null;
  return { from: source.name, where: allOf(...[...keys, ...first].map(({ shown }) => shown)) };
}

/** The table's rows, their columns named so that none of them is called as one of the source. */
function writeRows({ from, columns, row }: OwnNumber, among: string | null): string {
  const named = columns.map(({ name }, at) => `${quoteName(name)} as ebb_${at}`);
  const only = among === null ? '' : ` where ${quoteName(among)} = ${quoteText(String(row[among]))}`;
  return `with shown as (select row_number() over () as ebb_at, ${named.join(', ')} from ${from}${only} limit ${mostGroups})`;
}

function toShown({ columns }: OwnNumber, name: string): string {
  return `ebb_${columns.findIndex((one) => one.name === name)}`;
}

/** The source's columns that hold a row's groups: those of the same name, and those in which all of a column's texts occur. */
async function findKeys(
  engine: Asking,
  number: OwnNumber,
  source: OwnSource,
  rows: string,
  { except, byTexts }: { readonly except: readonly (string | null)[]; readonly byTexts: boolean },
): Promise<Condition[]> {
  const keys: Condition[] = [];
  const texts = source.columns.filter(({ name, type }) => type === 'VARCHAR' && !isCustomerName(name));
  for (const column of number.columns) {
    if (except.includes(column.name) || (isNumberType(column) && !/INT$|INTEGER/.test(column.type))) continue;
    const same = source.columns.find(({ name }) => foldName(name) === foldName(column.name));
    const shown = toShown(number, column.name);
    const others = byTexts && column.type === 'VARCHAR' ? texts.map(({ name }) => writeName(name)) : [];
    // What a SELECT calls so, where it is made of the source's columns; a table of one row has no groups.
    const called = isOneRow(number) ? [] : findExpressions(source.sql, column.name);
    const made = called.filter((text) => reads(text, source) && !/\b(?:select|over)\b/i.test(text));
    const candidates = same ? [writeName(same.name), ...made] : [...made, ...others];
    for (const expression of candidates) {
      const missing = await engine
        .query(
          `${rows} select count(*) from shown where ${shown}::varchar not in (select (${expression})::varchar from ${writeName(source.name)} where (${expression}) is not null)`,
        )
        .catch(() => null);
      if (missing === null || Number(missing.at(0, 0)) > 0) continue;
      keys.push({
        check: `(${expression})::varchar is not distinct from ${shown}::varchar`,
        shown: toEquality(expression, column, number.row[column.name]),
      });
      break;
    }
  }
  return keys;
}

function toEquality(expression: string, column: GroupColumn, value: unknown): string {
  // Two equal signs in a row are none of SQL's.
  const side =
    /(?<![<>!])=|\s/.test(expression) && !/^\w+\(.*\)$/s.test(expression) ? `(${expression})` : expression;
  if (value === null || value === undefined) return `${side} is null`;
  return `${side} = ${toLiteral(column, value)}`;
}

function toLiteral(column: GroupColumn, value: unknown): string {
  if (isDateType(column)) return `date ${quoteText(toDay(value) ?? '')}`;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  return typeof value === 'string' ? quoteText(value) : 'null';
}

/** Conditions of the SQL that can be asked of the source; columns of the number's table stand for the row's own values. */
async function findRunning(
  engine: Asking,
  number: OwnNumber,
  source: OwnSource,
  rows: string,
  count: string,
): Promise<Condition[]> {
  const { name, columns, sql } = source;
  const own = number.columns.filter(
    (one) => !columns.some((other) => foldName(other.name) === foldName(one.name)),
  );
  // Columns of a table of one row, as of the months compared, are values too.
  const settings = number.sources.flatMap((source) =>
    source.rowCount === 1 && source.name !== name
      ? source.columns
          .filter((one) => !columns.some((column) => foldName(column.name) === foldName(one.name)))
          .map(
            (one) =>
              [foldName(one.name), `(select ${writeName(one.name)} from ${writeName(source.name)})`] as const,
          )
      : [],
  );
  const names = new Map([
    ...settings,
    ...own.map((one) => [foldName(one.name), toShown(number, one.name)] as const),
  ]);
  const values = new Map([
    ...settings,
    ...own.map((one) => [foldName(one.name), toLiteral(one, number.row[one.name])] as const),
  ]);
  const found: Condition[] = [];
  // What the count itself is filtered by comes first.
  const filters = findExpressions(sql, count).flatMap(findConditions);
  for (const text of new Set([...filters, ...findConditions(sql)])) {
    if (found.length === mostConditions) break;
    if (!reads(text, source)) continue;
    const check = replaceNames(text, names);
    try {
      await engine.query(
        `${rows} select 1 from shown cross join ${writeName(name)} where (${check}) limit 0`,
      );
      const shown = replaceNames(text, values);
      found.push({
        check,
        shown: /\sor\s/i.test(shown) ? `(${shown})` : shown,
        isOwn: filters.includes(text),
      });
    } catch {
      // It speaks of another relation.
    }
  }
  return found;
}

/** Every choice of the conditions, the smallest first. */
function toSubsets(conditions: readonly Condition[]): Condition[][] {
  const all = Array.from({ length: 2 ** conditions.length }, (_, bits) =>
    conditions.filter((_condition, at) => ((bits >> at) & 1) === 1),
  );
  return all.toSorted((a, b) => a.length - b.length);
}

function writeAll(conditions: readonly Condition[], as: 'check' | 'shown'): string {
  return conditions.map((one) => `coalesce(${one[as]}, false)`).join(' and ') || 'true';
}

/** Whether as many different customers are listed as the number says, and every other fitting choice lists the same. */
async function isProven(
  engine: Asking,
  source: OwnSource,
  id: string,
  keys: readonly Condition[],
  [first = [], ...others]: readonly (readonly Condition[])[],
  wanted: number,
): Promise<boolean> {
  const [listed, of] = [writeAll(first, 'shown'), writeAll(keys, 'shown')];
  const differ = others.map((set) => `count(*) filter ((${listed}) <> (${writeAll(set, 'shown')}))`);
  const table = await engine.query(
    `select ${[`count(*) filter (${listed})`, `count(distinct ${quoteName(id)}) filter (${listed})`, ...differ].join(', ')} from ${writeName(source.name)} where ${of}`,
  );
  const isCounted = Number(table.at(0, 0)) === wanted && Number(table.at(0, 1)) === wanted;
  return isCounted && others.every((_, at) => Number(table.at(0, at + 2)) === 0);
}

function readColumn(
  table: { readonly rowCount: number; at(row: number, column: number): unknown },
  column: number,
): number[] {
  return Array.from({ length: table.rowCount }, (_, row) => Number(table.at(row, column) ?? 0));
}
