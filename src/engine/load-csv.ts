import { quoteName, quoteText } from '../sql/quote.ts';
import type { Session } from './driver.ts';
import type { LoadReport } from './engine.ts';
import { readRejects } from './rejects.ts';
import type { Conversion, CsvSource } from './source.ts';

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

/** Reads a CSV file into a new table in one scan. */
export async function loadCsv(
  session: Pick<Session, 'run'>,
  job: CsvJob,
): Promise<Omit<LoadReport, 'columns' | 'rows'>> {
  const { source, table } = job;
  await dropRejects(session);
  await session.run(planCsvLoad(source, job.path, table), job.onProgress);
  const rejects = source.leavesOutRejects ? [] : await readRejects(session, source.file);
  await dropRejects(session);
  await convertColumns(session, table, source.conversions ?? []);
  return { rejects };
}

/** Makes columns of a table anew, one after the other; the rows keep their order. */
export async function convertColumns(
  session: Pick<Session, 'run'>,
  table: string,
  columns: readonly Conversion[],
  onProgress: (percent: number) => void = () => undefined,
): Promise<void> {
  for (const [index, { name, type, expression }] of columns.entries()) {
    const column = `${quoteName(name)} SET DATA TYPE ${type} USING ${expression}`;
    await session.run(`ALTER TABLE ${table} ALTER COLUMN ${column}`);
    onProgress((100 * (index + 1)) / columns.length);
  }
}

/** Drops what a CSV load leaves in its connection; after a failed load this is the caller's to do. */
export async function dropRejects(session: Pick<Session, 'run'>): Promise<void> {
  await session.run('DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans');
}

/** `CREATE TABLE` over `read_csv` with everything said out loud: nothing is left to the sniffer. */
export function planCsvLoad(source: CsvSource, path: string, table: string): string {
  const columns = source.select.map((one) => `${one.expression} AS ${quoteName(one.name)}`);
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
  return `CREATE TABLE ${table} AS SELECT ${columns.join(', ')} FROM read_csv(${quoteText(path)}, ${options.join(', ')})`;
}

function typeOf({ types = {} }: CsvSource, name: string): string {
  return Object.hasOwn(types, name) ? (types[name] ?? 'VARCHAR') : 'VARCHAR';
}
