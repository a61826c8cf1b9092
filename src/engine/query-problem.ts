import { ProblemError, type Problem } from '../problem.ts';
import type { BoundStatement } from './bound-sql.ts';
import { EngineCrash } from './driver.ts';

/** The statement that failed: the caller's SQL, the bound statement, and what was put before it to run it. */
export interface FailedStatement {
  readonly sql: string;
  readonly statement: BoundStatement;
  readonly prefix: string;
}

interface EngineError {
  readonly exception_type?: string;
  readonly exception_message?: string;
  readonly error_subtype?: string;
  readonly position?: string;
  readonly name?: string;
  readonly type?: string;
  readonly candidates?: string;
}

/** What the engine threw as the one error type of the project. */
export function toQueryProblem(thrown: unknown, failed?: FailedStatement): ProblemError {
  if (thrown instanceof ProblemError) return thrown;
  if (thrown instanceof EngineCrash) {
    return new ProblemError({ code: 'engine-crashed', detail: thrown.message }, { cause: thrown });
  }
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const error = parseError(text);
  const detail = error.exception_message ?? text;
  const position = failed && findPosition(error, failed);
  const problem: Problem = {
    ...toCode(error, detail),
    detail,
    ...(failed && { sql: failed.sql }),
    ...(position !== undefined && { position }),
  };
  return new ProblemError(problem, { cause: thrown });
}

/** `errors_as_json` gives one JSON object, sometimes after a word and a colon, sometimes inside another; other errors are plain text. */
function parseError(text: string): EngineError {
  const start = text.indexOf('{"');
  if (start < 0) return {};
  try {
    const error = JSON.parse(text.slice(start)) as EngineError;
    const inner = parseError(error.exception_message ?? '');
    return inner.exception_message === undefined ? error : inner;
  } catch {
    return {};
  }
}

/** The engine's own tables, which nobody meant to write. */
const SYSTEM_NAME = /^(?:pg_|duckdb_|sqlite_|pragma_|information_schema)/;

function toCode(error: EngineError, detail: string): Pick<Problem, 'code' | 'values'> {
  const name = error.name ?? '';
  const candidates = (error.candidates ?? '').split(',').filter((near) => !SYSTEM_NAME.test(near));
  const values = { name, candidates: candidates.join(', ') };
  if (/NotReadableError|could not be read|NotFoundError|No such file|No files found that match/i.test(detail))
    return { code: 'file-gone' };
  if (/out of memory|bad_alloc|failed to allocate|could not allocate/i.test(detail)) {
    return { code: 'out-of-memory' };
  }
  if (error.error_subtype === 'COLUMN_NOT_FOUND') return { code: 'unknown-column', values };
  if (error.error_subtype === 'MISSING_ENTRY') {
    if (error.type === 'Table' || error.type === 'View') return { code: 'unknown-table', values };
    if (/Function/.test(error.type ?? '')) return { code: 'unknown-function', values };
  }
  switch (error.exception_type) {
    case 'Parser':
    case 'Syntax':
      return { code: 'sql-syntax' };
    case 'Permission':
      return { code: 'forbidden' };
    case 'Conversion':
      return { code: 'conversion' };
    case 'Out of Memory':
      return { code: 'out-of-memory' };
    case 'Mismatch Type':
      return { code: 'type-mismatch' };
  }
  if (/configuration has been locked|disabled (by|through) configuration/.test(detail))
    return { code: 'forbidden' };
  if (error.error_subtype === 'NO_MATCHING_FUNCTION' || /Cannot (compare|mix) values/.test(detail)) {
    return { code: 'type-mismatch' };
  }
  return { code: 'query-failed' };
}

/** Syntax errors count code points, all others UTF-8 bytes, both from the start of the text that ran. */
function findPosition(error: EngineError, failed: FailedStatement): number | undefined {
  if (error.position === undefined) return undefined;
  const ran = failed.prefix + failed.statement.text;
  const count = Number(error.position);
  const isSyntax = error.exception_type === 'Parser';
  let offset = 0;
  for (let counted = 0; offset < ran.length && counted < count;) {
    const point = ran.codePointAt(offset) ?? 0;
    counted += isSyntax ? 1 : point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    offset += point < 0x10000 ? 1 : 2;
  }
  if (offset < failed.prefix.length) return undefined;
  return failed.statement.toOriginal(offset - failed.prefix.length);
}
