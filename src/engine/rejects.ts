import type { Session } from './driver.ts';
import type { Reject } from './engine.ts';
import { runSql } from './run-sql.ts';

/** The lines that the last CSV load of this session set aside, once each, in file order. */
export async function readRejects(session: Session): Promise<Reject[]> {
  const table = await runSql(
    session,
    `SELECT line, first(error_type::VARCHAR ORDER BY byte_position), first(csv_line ORDER BY byte_position)
     FROM reject_errors GROUP BY line ORDER BY line`,
  );
  return Array.from({ length: table.rowCount }, (_, row) => ({
    line: Number(table.at(row, 0)),
    reason: toReason(String(table.at(row, 1))),
    text: String(table.at(row, 2) ?? ''),
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
    case 'INVALID ENCODING':
    case 'INVALID UNICODE':
      return 'bad-bytes';
    default:
      return 'unreadable-line';
  }
}
