import type { BoundValue } from '../sql/bind-parameters.ts';
import { quoteText } from '../sql/quote.ts';
import { ProblemError } from '../problem.ts';
import { bindStatements, type BoundStatement } from './bound-sql.ts';
import { toParquetType } from './duck-type.ts';
import type { Driver } from './driver.ts';
import type { LentSession } from './lent-session.ts';
import { toQueryProblem } from './query-problem.ts';
import { describe } from './run-sql.ts';

export interface WriteJob {
  readonly sql: string;
  readonly format: 'csv' | 'parquet';
  readonly parameters: Readonly<Record<string, BoundValue>> | undefined;
  readonly onProgress: (percent: number) => void;
}

let exportCount = 0;

/** One SELECT's rows as a file. CSV starts with a byte order mark, without which Excel misreads Chinese. */
export async function writeRows(session: LentSession, driver: Driver, job: WriteJob): Promise<Blob> {
  const [statement, ...rest] = bindStatements(job.sql, job.parameters);
  if (!statement || rest.length > 0) throw new ProblemError({ code: 'not-one-query', sql: job.sql });
  return job.format === 'csv'
    ? writeCsv(session, driver, job, statement)
    : writeParquet(session, driver, job, statement);
}

async function writeCsv(
  session: LentSession,
  driver: Driver,
  job: WriteJob,
  statement: BoundStatement,
): Promise<Blob> {
  const path = `${driver.exports}${++exportCount}.csv`;
  const prefix = 'COPY (';
  try {
    const options = "FORMAT csv, HEADER, DELIMITER ',', QUOTE '\"', ESCAPE '\"'";
    await session.run(`${prefix}${statement.text}\n) TO ${quoteText(path)} (${options})`, job.onProgress);
  } catch (error) {
    throw toQueryProblem(error, { sql: job.sql, statement, prefix });
  }
  return new Blob(['\uFEFF', await driver.takeExport(path)], { type: 'text/csv;charset=utf-8' });
}

async function writeParquet(
  session: LentSession,
  driver: Driver,
  job: WriteJob,
  statement: BoundStatement,
): Promise<Blob> {
  const door = await describe(session, statement.text, toParquetType);
  const prefix = door?.prefix ?? '';
  try {
    return await driver.writeParquet(
      session.use(),
      `${prefix}${statement.text}${door?.suffix ?? ''}`,
      job.onProgress,
    );
  } catch (error) {
    throw toQueryProblem(error, { sql: job.sql, statement, prefix });
  }
}
