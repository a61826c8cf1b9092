import type { Asking } from '../start/read-start-table.ts';
import { foldName } from '../../sql/fold-name.ts';
import { unquoteName } from '../../sql/quote.ts';
import { tokenize } from '../../sql/tokenize.ts';
import { writeName } from '../../sql/write-name.ts';
import { findAggregate, type Aggregate } from './find-aggregate.ts';
import { findConditions, findExpressions, replaceNames } from './find-conditions.ts';
import { findCustomerColumn } from './find-customer-column.ts';
import type { OwnNumber, OwnSource } from './find-own-who.ts';
import { readRows, type Told } from './find-told.ts';
import { allOf, type Who } from './who.ts';

/** Who stands behind a number of a table upstream. */
type AskEach = (told: Told) => Promise<Who | null>;

const [mostGroups, mostSources, mostExpressions, mostClauses, deepest] = [24, 8, 4, 4, 3];

/**
 * The customers behind a figure of one row that an aggregate makes of a relation upstream: of customers those that it counts or
 * whose amounts it adds up; with `ask`, of a table of groups those of each group that it adds up or picks. The expression as the
 * SELECT has it must give the figure on that relation; else null.
 */
export async function findSummed(
  engine: Asking,
  { column, row, sources, rowCount }: OwnNumber,
  ask: AskEach | null,
): Promise<Who | null> {
  // Decimals come as text.
  const value = column === null ? NaN : Number(row[column] ?? NaN);
  if (column === null || (rowCount ?? 2) > 1 || Number.isNaN(value)) return null;
  for (const source of sources.slice(0, mostSources))
    for (const text of findExpressions(source.sql, column).slice(0, mostExpressions)) {
      const expression = fillIn(text, source);
      const aggregate = findAggregate(expression);
      if (!aggregate) continue;
      const where = await findClause(engine, source, expression, value);
      if (where === null) continue;
      const condition = allOf(where, aggregate.condition);
      const found = await findRows(engine, source, { ...aggregate, condition }, ask);
      if (found) return found;
    }
  return null;
}

/** Names that the source lacks, written as the SELECT between makes them. */
function fillIn(text: string, source: OwnSource, depth = 0): string {
  const names = new Map<string, string>();
  for (const { kind, text: word } of depth < deepest ? tokenize(text) : []) {
    const name = unquoteName(word);
    if ((kind !== 'word' && kind !== 'quoted') || hasColumn(source, name)) continue;
    const [made, second] = findExpressions(source.sql, name);
    if (made !== undefined && second === undefined && made !== text) names.set(foldName(name), `(${made})`);
  }
  return names.size === 0 ? text : fillIn(replaceNames(text, names), source, depth + 1);
}

function hasColumn({ columns }: OwnSource, name: string): boolean {
  return columns.some((one) => foldName(one.name) === foldName(name));
}

/** With which condition of the SQL between, mostly none, the expression gives the value on the source; null when with none. */
async function findClause(
  engine: Asking,
  { name, sql }: OwnSource,
  expression: string,
  value: number,
): Promise<string | null> {
  for (const where of ['true', ...findConditions(sql).slice(0, mostClauses)]) {
    // What does not fit the source proves nothing.
    const table = await engine
      .query(`select (${expression})::double from ${writeName(name)} where ${where}`)
      .catch(() => null);
    const given = table?.at(0, 0);
    if (typeof given === 'number' && Math.abs(given - value) <= 1e-12 * Math.abs(value)) return where;
  }
  return null;
}

async function findRows(
  engine: Asking,
  source: OwnSource,
  aggregate: Aggregate,
  ask: AskEach | null,
): Promise<Who | null> {
  const from = writeName(source.name);
  const isPick = /^(?:arg_)?(?:max|min)$|^any_value$/.test(aggregate.name);
  const where = isPick ? toPicked(aggregate, from) : toCounted(aggregate);
  const id = findCustomerColumn(source.columns);
  if (id !== undefined) {
    const once = `select count(*) = count(distinct ${writeName(id)}) from ${from} where ${where}`;
    return isPick || (await engine.query(once)).at(0, 0) !== true ? null : { from: source.name, where };
  }
  const measure = tokenize(aggregate.taken[0] ?? '').find(
    ({ kind, text }) => (kind === 'word' || kind === 'quoted') && hasColumn(source, unquoteName(text)),
  );
  if (!measure || !ask) return null;
  const rows = await readRows(engine, source, `where ${where} limit ${mostGroups + 1}`);
  if (rows.length > (isPick ? 1 : mostGroups)) return null;
  const each: Who[] = [];
  for (const row of rows) {
    const who = await ask({ relation: source.name, row, column: unquoteName(measure.text) });
    if (!who || who.from !== (each[0]?.from ?? who.from)) return null;
    each.push(who);
  }
  const [first, ...others] = each;
  if (!first || others.length === 0) return first ?? null;
  return { from: first.from, where: `(${each.map((one) => `(${one.where})`).join('\n  or ')})` };
}

/** The rows that are counted or added up: those with an amount, or for whom a yes or no is yes. */
function toCounted({ name, taken: [taken = ''], condition }: Aggregate): string {
  if (name.startsWith('count'))
    return taken === '' || taken === '*' ? condition : allOf(condition, `${taken} is not null`);
  const flag = /^(\w+)\s*::\s*int(?:eger)?$/i.exec(taken)?.[1];
  return allOf(condition, flag ?? (name === 'avg' ? `${taken} is not null` : `coalesce(${taken}, 0) <> 0`));
}

/** The row with the highest or the lowest value. */
function toPicked({ name, taken: [value = 'null', by = value], condition }: Aggregate, from: string): string {
  if (name === 'any_value') return condition;
  const end = name.endsWith('min') ? 'min' : 'max';
  return allOf(condition, `(${by}) = (select ${end}(${by}) from ${from} where ${condition})`);
}
