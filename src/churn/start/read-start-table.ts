import { quoteName } from '../../sql/quote.ts';
import { holdsDates, toFactsSql, type ColumnFacts } from '../roles/column-facts.ts';
import { fixRoles } from '../roles/fix-roles.ts';
import { guessRoles, type TableGuess } from '../roles/guess-roles.ts';
import type { Role, Shape } from '../roles/role.ts';
import { splitFields, type Field } from '../roles/split-fields.ts';
import { toDaysSql, toLastDaySql, type LastDay, type StartTable } from './start-table.ts';

/** The part of an engine that is needed to look at a table. */
export interface Asking {
  query(sql: string): Promise<{ readonly rowCount: number; at(row: number, column: number): unknown }>;
}

/** A loaded table with what its columns mean. `given` are roles that the user told, of this table; `shape` too. */
export async function readStartTable(
  engine: Asking,
  table: {
    readonly relation: string;
    readonly columns: readonly { readonly name: string; readonly type: string }[];
  },
  file: string,
  given: ReadonlyMap<Role, string>,
  shape?: Shape,
): Promise<StartTable> {
  const relation = `files.${quoteName(table.relation)}`;
  const facts = await readFacts(engine, relation, table.columns);
  const fields = splitFields(facts);
  if (fields) return readFields(engine, relation, fields, file, given);
  const guess = fixRoles(guessRoles(facts, shape), given);
  const lastDay = await readLastDay(engine, relation, facts, guess);
  return { file, facts, guess, lastDay, days: await readDays(engine, relation, facts) };
}

/** A table of one column that holds several fields: its roles are expressions over it. */
async function readFields(
  engine: Asking,
  relation: string,
  fields: readonly Field[],
  file: string,
  given: ReadonlyMap<Role, string>,
): Promise<StartTable> {
  const list = fields.map(({ name, expression }) => `${expression} as ${name}`).join(', ');
  const parted = `(select ${list} from ${relation})`;
  const facts = await readFacts(engine, parted, fields);
  const guess = guessRoles(facts);
  const lastDay = await readLastDay(engine, parted, facts, guess);
  const roles = new Map(
    [...guess.roles].map(
      ([role, name]) => [role, fields.find((one) => one.name === name)?.expression ?? name] as const,
    ),
  );
  return {
    file,
    facts: [],
    guess: fixRoles({ ...guess, roles, segments: [] }, given),
    lastDay,
    days: new Map(),
  };
}

async function readFacts(
  engine: Asking,
  relation: string,
  columns: readonly { readonly name: string; readonly type: string }[],
): Promise<ColumnFacts[]> {
  const table = await engine.query(toFactsSql(relation, columns));
  return Array.from({ length: table.rowCount }, (_, row) => {
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
}

async function readDays(
  engine: Asking,
  relation: string,
  facts: readonly ColumnFacts[],
): Promise<ReadonlyMap<string, LastDay>> {
  const dated = facts.filter((one) => one.samples.length > 0 && holdsDates(one));
  const days = new Map<string, LastDay>();
  if (dated.length === 0) return days;
  const row = await engine.query(toDaysSql(relation, dated));
  for (const [at, { name }] of dated.entries()) {
    const [day, ofPeriod] = [row.at(0, 2 * at), row.at(0, 2 * at + 1)];
    if (typeof day === 'string' && typeof ofPeriod === 'string') days.set(name, { day, ofPeriod });
  }
  return days;
}

async function readLastDay(
  engine: Asking,
  relation: string,
  facts: readonly ColumnFacts[],
  guess: TableGuess,
): Promise<string | null> {
  const sql = toLastDaySql(relation, facts, guess.roles);
  const day = sql === null ? null : (await engine.query(sql)).at(0, 0);
  return typeof day === 'string' ? day : null;
}
