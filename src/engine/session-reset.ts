import { quoteName } from '../sql/quote.ts';
import { splitStatements } from '../sql/split-statements.ts';
import { isCode, tokenize } from '../sql/tokenize.ts';
import { EngineCrash, type Session } from './driver.ts';
import { runSql } from './run-sql.ts';

/**
 * Takes back what SQL can leave in a connection: an open transaction, another default schema, temporary objects, variables.
 * Sessions are lent from call to call (settings cannot be made after the lock), and no call may see another's remains.
 */
export async function leaveClean(session: Session, sql: string, database: string): Promise<void> {
  if (!mayLeaveTraces(sql)) return;
  try {
    await session.run('ROLLBACK').catch(ignoreMissing);
    await session.run(`USE ${quoteName(database)}.main`);
    const found = await runSql(
      session,
      `SELECT 'TABLE', schema_name, table_name FROM duckdb_tables() WHERE temporary
       UNION ALL SELECT 'VIEW', schema_name, view_name FROM duckdb_views() WHERE temporary AND NOT internal
       UNION ALL SELECT 'VARIABLE', '', name FROM duckdb_variables()`,
    );
    for (let row = 0; row < found.rowCount; row++) {
      const [kind, schema, name] = [0, 1, 2].map((column) => String(found.at(row, column)));
      const target = `${quoteName(schema ?? '')}.${quoteName(name ?? '')}`;
      await session.run(
        kind === 'VARIABLE'
          ? `RESET VARIABLE ${quoteName(name ?? '')}`
          : `DROP ${kind} IF EXISTS temp.${target}`,
      );
    }
  } catch (error) {
    ignoreMissing(error);
  }
}

function ignoreMissing(error: unknown): void {
  if (error instanceof EngineCrash) throw error;
}

const TRACELESS =
  /^(select|with|from|values|pivot|unpivot|table|summarize|describe|show|explain|create|drop|insert|update|delete|alter|copy|\()$/i;

function mayLeaveTraces(sql: string): boolean {
  return splitStatements(sql).some(({ text }) => {
    const code = tokenize(text).filter(isCode);
    return !TRACELESS.test(code[0]?.text ?? '') || code.some((token) => /^temp(orary)?$/i.test(token.text));
  });
}
