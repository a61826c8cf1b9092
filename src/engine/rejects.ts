import type { Session } from './driver.ts';
import type { Reject } from './engine.ts';
import { findLineNumbers } from './line-numbers.ts';
import { runSql } from './run-sql.ts';
import type { SourceFile } from './source.ts';

/** The lines that the last CSV load of this session set aside, once each, in file order. */
export async function readRejects(session: Pick<Session, 'run'>, file: SourceFile): Promise<Reject[]> {
  const table = await runSql(
    session,
    `SELECT min(line_byte_position) AS start, arg_min(error_type::VARCHAR, coalesce(byte_position, 0)), arg_min(csv_line, coalesce(byte_position, 0))
     FROM reject_errors GROUP BY line, line_byte_position ORDER BY start`,
  );
  const rows = Array.from({ length: table.rowCount }, (_, row) => row);
  const lines = await findLineNumbers(
    file,
    // DuckDB's place is the record's start or up to one byte beside it, by the kind of line end.
    rows.map((row) => Math.max(0, Number(table.at(row, 0)) - 1)),
  );
  return rows.map((row) => ({
    line: lines[row] ?? 0,
    reason: toReason(String(table.at(row, 1))),
    text: String(table.at(row, 2) ?? '').replace(/^\r?\n/, ''),
  }));
}

function toReason(errorType: string): string {
  switch (errorType) {
    case 'MISSING COLUMNS':
      return 'too-few-cells';
    case 'TOO MANY COLUMNS':
      return 'too-many-cells';
    case 'UNQUOTED VALUE':
      return 'unclosed-quote';
    case 'LINE SIZE OVER MAXIMUM':
      return 'line-too-long';
    default:
      return 'bad-bytes';
  }
}
