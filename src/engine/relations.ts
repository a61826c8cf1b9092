import { ProblemError } from '../problem.ts';
import { quoteName } from '../sql/quote.ts';
import type { Session } from './driver.ts';
import type { Relation } from './engine.ts';
import { runSql } from './run-sql.ts';

/** Columns and row counts of those tables of schema `files` that exist, in the order asked for. */
export async function readRelations(
  session: Pick<Session, 'run'>,
  names: readonly string[],
): Promise<Relation[]> {
  const relations: Relation[] = [];
  for (const name of names) {
    const table = `files.${quoteName(name)}`;
    try {
      // `duckdb_columns()` takes ten times as long, most of all the first time.
      const { columns } = await runSql(session, `FROM ${table} LIMIT 0`);
      const count = await runSql(session, `SELECT count(*) FROM ${table}`);
      relations.push({ name, rows: Number(count.at(0, 0)), columns });
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code !== 'unknown-table') throw error;
    }
  }
  return relations;
}

/** Bytes of memory that the database holds now. */
export async function readHeldBytes(session: Pick<Session, 'run'>): Promise<number> {
  const sum = await runSql(session, 'SELECT sum(memory_usage_bytes)::DOUBLE FROM duckdb_memory()');
  return Number(sum.at(0, 0));
}

/** Puts table `from` of schema `files` in the place of `to`, in one transaction; a failure leaves it open. */
export async function replaceTable(session: Pick<Session, 'run'>, from: string, to: string): Promise<void> {
  if (from === to) return;
  await runSql(
    session,
    `BEGIN; DROP TABLE IF EXISTS files.${quoteName(to)};
     ALTER TABLE files.${quoteName(from)} RENAME TO ${quoteName(to)}; COMMIT`,
  );
}
