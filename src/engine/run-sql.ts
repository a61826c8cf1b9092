import type { BoundValue } from '../sql/bind-parameters.ts';
import { quoteName } from '../sql/quote.ts';
import { isCode, tokenize } from '../sql/tokenize.ts';
import { ProblemError } from '../problem.ts';
import { bindStatements, type BoundStatement } from './bound-sql.ts';
import { parseType, serializeType, toColumnKind, toDoorType, type DuckType } from './duck-type.ts';
import type { Rows, Session } from './driver.ts';
import { toQueryProblem } from './query-problem.ts';
import type { Column, Table } from './table.ts';

export interface RunOptions {
  readonly parameters?: Readonly<Record<string, BoundValue>> | undefined;
  readonly onProgress?: ((percent: number) => void) | undefined;
  /** Asked between statements. */
  readonly isCancelled?: (() => boolean) | undefined;
}

const NO_TABLE: Table = { columns: [], rowCount: 0, at: () => null };

/** Runs one or more statements on a session; the last one's rows. Failures carry the caller's SQL and a position in it. */
export async function runSql(
  session: Pick<Session, 'run'>,
  sql: string,
  options: RunOptions = {},
): Promise<Table> {
  let table = NO_TABLE;
  for (const statement of bindStatements(sql, options.parameters)) {
    if (options.isCancelled?.()) throw new ProblemError({ code: 'cancelled' });
    table = await runStatement(session, sql, statement, options.onProgress);
  }
  return table;
}

/** A statement as it leaves the engine: its columns, and its text with unwieldy types turned into text. */
export interface DoorQuery {
  readonly columns: readonly Column[];
  readonly doorTypes: readonly DuckType[];
  readonly prefix: string;
  readonly suffix: string;
}

async function runStatement(
  session: Pick<Session, 'run'>,
  sql: string,
  statement: BoundStatement,
  onProgress: ((percent: number) => void) | undefined,
): Promise<Table> {
  const door = await describe(session, statement.text);
  if (door && asksForNoRows(statement.text)) return { ...NO_TABLE, columns: door.columns };
  const prefix = door?.prefix ?? '';
  try {
    const rows = await session.run(`${prefix}${statement.text}${door?.suffix ?? ''}`, onProgress);
    return door ? toTable(rows, door.columns, door.doorTypes) : toPlainTable(rows);
  } catch (error) {
    throw toQueryProblem(error, { sql, statement, prefix });
  }
}

/** Asks DuckDB for the exact columns of a query. Nothing for what is not a query, or is wrong: running it will tell. */
export async function describe(
  session: Pick<Session, 'run'>,
  text: string,
  toLeaving: (type: DuckType) => DuckType = toDoorType,
): Promise<DoorQuery | undefined> {
  if (!isQuery(text)) return undefined;
  let rows: Rows;
  try {
    rows = await session.run(`DESCRIBE ${text}`);
  } catch {
    return undefined;
  }
  const columns: Column[] = [];
  const types: DuckType[] = [];
  const doorTypes: DuckType[] = [];
  for (let row = 0; row < rows.rowCount; row++) {
    const name = String(rows.at(rows.types, row, 0));
    const text = String(rows.at(rows.types, row, 1));
    const type = parseType(text);
    columns.push({ name, type: text, kind: toColumnKind(type) });
    types.push(type);
    doorTypes.push(toLeaving(type));
  }
  const names = types.map((_, index) => `c${index}`);
  const casts = types.map((type, index) => {
    const leaving = serializeType(doorTypes[index] ?? type);
    return leaving === serializeType(type) ? names[index] : `CAST(${names[index]} AS ${leaving})`;
  });
  if (casts.every((cast, index) => cast === names[index])) {
    return { columns, doorTypes, prefix: '', suffix: '' };
  }
  const shown = casts.map((cast, index) => `${cast} AS ${quoteName(columns[index]?.name ?? '')}`);
  return {
    columns,
    doorTypes,
    prefix: `SELECT ${shown.join(', ')} FROM (`,
    suffix: `\n) AS door(${names.join(', ')})`,
  };
}

/** `FROM … LIMIT 0` asks for columns only, and the description has them. */
function asksForNoRows(text: string): boolean {
  return /\bLIMIT\s+0\s*$/i.test(text);
}

function isQuery(text: string): boolean {
  const first = tokenize(text).find(isCode)?.text ?? '';
  return /^(select|with|from|values|pivot|unpivot|table|\()$/i.test(first);
}

function toTable(rows: Rows, columns: readonly Column[], types: readonly DuckType[]): Table {
  return { columns, rowCount: rows.rowCount, at: (row, column) => rows.at(types, row, column) };
}

function toPlainTable(rows: Rows): Table {
  const columns = rows.names.map((name, index) => {
    const type = rows.types[index] ?? { kind: 'plain', name: 'VARCHAR' };
    return { name, type: serializeType(type), kind: toColumnKind(type) };
  });
  return toTable(rows, columns, rows.types);
}
