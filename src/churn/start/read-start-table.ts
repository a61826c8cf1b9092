import { quoteName } from '../../sql/quote.ts';
import { holdsDates, isTextType, lookedAt, toFactsSql, type ColumnFacts } from '../roles/column-facts.ts';
import { fixRoles } from '../roles/fix-roles.ts';
import { findMonthColumns, inMonths, type MonthColumns } from '../roles/find-month-columns.ts';
import { guessRoles, type TableGuess } from '../roles/guess-roles.ts';
import type { Role, Shape } from '../roles/role.ts';
import { matchName } from '../roles/role-names.ts';
import { splitFields, type Field } from '../roles/split-fields.ts';
import {
  findLastDay,
  isDateRole,
  toDayColumn,
  toDaysSql,
  type DayColumn,
  type LastDay,
  type StartTable,
} from './start-table.ts';

/** The part of an engine that is needed to look at a table. */
export interface Asking {
  query(sql: string): Promise<{ readonly rowCount: number; at(row: number, column: number): unknown }>;
}

/**
 * A loaded table with what its columns mean. `given` are roles that the user told, of this table; `shape` too. Days after
 * `now` (milliseconds since 1970) are still to come. `sheet` is the workbook's that it was.
 */
export async function readStartTable(
  engine: Asking,
  table: {
    readonly relation: string;
    readonly columns: readonly { readonly name: string; readonly type: string }[];
  },
  file: string,
  given: ReadonlyMap<Role, string>,
  {
    shape,
    now,
    sheet,
  }: { readonly shape?: Shape; readonly now?: number; readonly sheet?: string | null } = {},
): Promise<StartTable> {
  const today = now === undefined ? never : new Date(now).toISOString().slice(0, 10);
  const relation = `files.${quoteName(table.relation)}`;
  const facts = await readFacts(engine, relation, table.columns);
  const fields = splitFields(facts);
  if (fields) return readFields(engine, relation, fields, file, given, today);
  const months = findMonthColumns(facts, (last) =>
    findYear(`${file.split('/').at(-1) ?? ''} ${sheet ?? ''}`, last, today),
  );
  const first = fixRoles(guessRoles(facts, shape), given);
  // What is told may make it another kind of table, of which the other columns mean something else.
  const guess = first.shape === shape ? first : fixRoles(guessRoles(facts, first.shape), given);
  if (months && !says.some((role) => guess.roles.has(role)))
    return readMonths(engine, relation, facts, months, { file, given, today });
  const days = await readDays(engine, relation, facts, guess, today);
  return { file, facts, guess, lastDay: findLastDay(days, listRoles(guess)), days };
}

const never = '2098-12-31';

/** The year of months that say none: the one in the names of file and sheet, else the last in which all of them are over. */
function findYear(names: string, last: number, today: string): number {
  const named = /(?<!\d)20\d\d(?!\d{3})/.exec(names)?.[0];
  return Number(named ?? Number(today.slice(0, 4)) - (last < Number(today.slice(5, 7)) ? 0 : 1));
}

/** Roles by which a table says who left without its months. */
const says: readonly Role[] = ['ended', 'churned', 'status', 'last', 'time', 'period'];

function listRoles({ roles }: TableGuess): { readonly role: Role; readonly column: string }[] {
  return [...roles].map(([role, column]) => ({ role, column }));
}

/** A table of one column that holds several fields: its roles are expressions over it. */
async function readFields(
  engine: Asking,
  relation: string,
  fields: readonly Field[],
  file: string,
  given: ReadonlyMap<Role, string>,
  today: string,
): Promise<StartTable> {
  const list = fields.map(({ name, expression }) => `${expression} as ${name}`).join(', ');
  const parted = `(select ${list} from ${relation})`;
  const facts = await readFacts(engine, parted, fields);
  const guess = guessRoles(facts);
  const days = await readDays(engine, parted, facts, guess, today);
  const roles = new Map(
    [...guess.roles].map(
      ([role, name]) => [role, fields.find((one) => one.name === name)?.expression ?? name] as const,
    ),
  );
  return {
    file,
    facts: [],
    guess: fixRoles({ ...guess, roles, segments: [] }, given),
    lastDay: findLastDay(days, listRoles(guess)),
    days: new Map(),
  };
}

/** A table whose months stand side by side: what is told of its other columns, and rows of months to come. */
async function readMonths(
  engine: Asking,
  relation: string,
  all: readonly ColumnFacts[],
  months: MonthColumns,
  { file, given, today }: { file: string; given: ReadonlyMap<Role, string>; today: string },
): Promise<StartTable> {
  const facts = all.filter(({ name }) => !months.all.includes(name));
  const guess = guessRoles(facts, 'periods');
  const roles = new Map([...guess.roles, ...inMonths(months)]);
  const period = { key: months.label, sql: 'period', isTerm: false };
  const days = await askDays(engine, `(${months.write(relation)})`, [period], today);
  const fixed = fixRoles({ ...guess, roles }, given);
  return { file, facts, guess: fixed, months, lastDay: findLastDay(days, listRoles(fixed)), days };
}

async function readFacts(
  engine: Asking,
  relation: string,
  columns: readonly { readonly name: string; readonly type: string }[],
): Promise<ColumnFacts[]> {
  const table = await engine.query(toFactsSql(relation, columns));
  const facts = Array.from({ length: table.rowCount }, (_, row) => {
    const samples = table.at(row, 4);
    return {
      name: String(table.at(row, 0)),
      type: String(table.at(row, 1)),
      distinct: Number(table.at(row, 2)),
      nulls: Number(table.at(row, 3)),
      samples: Array.isArray(samples) ? samples.map(String) : [],
      rows: Number(table.at(row, 5)),
    };
  });
  return Promise.all(facts.map((one) => readAllWords(engine, relation, one)));
}

/** Of a status every value is looked for: in a file sorted by month those who left stand at its end. */
async function readAllWords(engine: Asking, relation: string, facts: ColumnFacts): Promise<ColumnFacts> {
  const isCalled = matchName(facts.name).some(({ role }) => role === 'status' || role === 'churned');
  if (!isCalled || !isTextType(facts) || facts.rows <= lookedAt || facts.samples.length > 20) return facts;
  const column = quoteName(facts.name);
  const table = await engine.query(
    `select distinct cast(${column} as varchar) as v from ${relation} where ${column} is not null order by v limit 30`,
  );
  return { ...facts, samples: Array.from({ length: table.rowCount }, (_, row) => String(table.at(row, 0))) };
}

/** In one look at the table, of each column that holds days and of what means a day. */
async function readDays(
  engine: Asking,
  relation: string,
  facts: readonly ColumnFacts[],
  { roles }: TableGuess,
  today: string,
): Promise<ReadonlyMap<string, LastDay>> {
  const dated = facts.filter((one) => one.samples.length > 0 && holdsDates(one)).map((one) => one.name);
  const meant = [...roles].flatMap(([role, column]) => (isDateRole(role) ? [column] : []));
  const columns = [...new Set([...dated, ...meant])].map((key) =>
    toDayColumn(
      key,
      facts.find((one) => one.name === key),
    ),
  );
  return askDays(engine, relation, columns, today);
}

async function askDays(
  engine: Asking,
  relation: string,
  columns: readonly DayColumn[],
  today: string,
): Promise<ReadonlyMap<string, LastDay>> {
  const days = new Map<string, LastDay>();
  if (columns.length === 0) return days;
  const row = await engine.query(toDaysSql(relation, columns, today));
  for (const [at, { key, isTerm }] of columns.entries()) {
    const [day, ofPeriod, first] = [row.at(0, 4 * at), row.at(0, 4 * at + 1), row.at(0, 4 * at + 3)];
    if (typeof day === 'string' && typeof ofPeriod === 'string' && typeof first === 'string')
      days.set(key, { first, day, ofPeriod, isAhead: row.at(0, 4 * at + 2) === true, isTerm });
  }
  return days;
}
