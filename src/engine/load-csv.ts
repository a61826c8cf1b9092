import { quoteName, quoteText } from '../sql/quote.ts';
import type { Session } from './driver.ts';
import type { LoadReport } from './engine.ts';
import { readRejects } from './rejects.ts';
import { runSql } from './run-sql.ts';
import type { CsvSource } from './source.ts';

/** The longest line that loads, in bytes. Longer ones are set aside. */
const MAX_LINE = 16 * 1024 * 1024;

export interface CsvJob {
  readonly source: CsvSource;
  /** Where SQL finds the file. */
  readonly path: string;
  /** Quoted name of a table that does not exist yet. */
  readonly table: string;
  readonly onProgress: (percent: number) => void;
}

/** Reads a CSV file into a new table in one scan, flags included. */
export async function loadCsv(
  session: Pick<Session, 'run'>,
  job: CsvJob,
): Promise<Omit<LoadReport, 'columns' | 'rows'>> {
  const { source, table } = job;
  const flagNames = nameFlags(source);
  await dropRejects(session);
  await session.run(planCsvLoad(source, job.path, table, flagNames), job.onProgress);
  const rejects = source.leavesOutRejects ? [] : await readRejects(session, source.file);
  const flags = await takeFlags(session, table, flagNames);
  await dropRejects(session);
  return { rejects, flags };
}

/** Drops what a CSV load leaves in its connection; after a failed load this is the caller's to do. */
export async function dropRejects(session: Pick<Session, 'run'>): Promise<void> {
  await session.run('DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans');
}

/** `CREATE TABLE` over `read_csv` with everything said out loud: nothing is left to the sniffer. */
export function planCsvLoad(
  source: CsvSource,
  path: string,
  table: string,
  flagNames: readonly string[],
): string {
  const columns = source.select.map((one) => `${one.expression} AS ${quoteName(one.name)}`);
  const flags = (source.flags ?? []).map(
    (flag, index) => `CAST(${flag} AS BIGINT) AS ${quoteName(flagNames[index] ?? '')}`,
  );
  const names = source.names.map((name) => `${quoteText(name)}: ${quoteText(typeOf(source, name))}`);
  const options = [
    'auto_detect=false',
    `columns={${names.join(', ')}}`,
    `delim=${quoteText(source.delimiter)}`,
    `quote=${quoteText(source.quote)}`,
    `escape=${quoteText(source.escape)}`,
    `skip=${source.skip}`,
    `header=${source.header}`,
    `null_padding=${source.allowShort === true}`,
    'strict_mode=true',
    ...(source.newLine ? ["new_line='\\n'"] : []),
    ...(source.leavesOutRejects ? ['ignore_errors=true'] : ['store_rejects=true', 'rejects_limit=0']),
    `max_line_size=${MAX_LINE}`,
  ];
  return `CREATE TABLE ${table} AS SELECT ${[...columns, ...flags].join(', ')} FROM read_csv(${quoteText(path)}, ${options.join(', ')})`;
}

function typeOf({ types = {} }: CsvSource, name: string): string {
  return Object.hasOwn(types, name) ? (types[name] ?? 'VARCHAR') : 'VARCHAR';
}

/** Names for the flag columns that no column of the table has. */
function nameFlags(source: CsvSource): string[] {
  const taken = new Set(source.select.map((one) => one.name.toLowerCase()));
  return (source.flags ?? []).map((_, index) => {
    let name = `flag ${index}`;
    while (taken.has(name)) name += '_';
    return name;
  });
}

async function takeFlags(
  session: Pick<Session, 'run'>,
  table: string,
  names: readonly string[],
): Promise<bigint[]> {
  if (names.length === 0) return [];
  const ors = names.map((name) => `coalesce(bit_or(${quoteName(name)}), 0)`);
  const found = await runSql(session, `SELECT ${ors.join(', ')} FROM ${table}`);
  for (const name of names) await session.run(`ALTER TABLE ${table} DROP COLUMN ${quoteName(name)}`);
  return names.map((_, index) => BigInt(found.at(0, index) as number | bigint));
}
