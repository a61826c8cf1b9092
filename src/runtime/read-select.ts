import { ProblemError } from '../problem.ts';
import { splitStatements } from '../sql/split-statements.ts';
import { isCode, tokenize } from '../sql/tokenize.ts';

/** A cell's one SELECT: `before + text + after` can follow `CREATE TABLE … AS`. */
export interface Select {
  readonly before: string;
  readonly text: string;
  readonly after: string;
  /** UTF-16 offset of `text` in the cell's body. */
  readonly start: number;
}

const bare = new Set('select with from values table pivot unpivot pivot_wider pivot_longer'.split(' '));
/** DuckDB 1.4 takes these as a table only in parentheses. */
const wrapped = new Set('describe desc summarize show'.split(' '));

/**
 * The statement of a query or check cell.
 * @throws ProblemError `query-empty`, `one-select-only` with the place of what is too much
 */
export function readSelect(body: string): Select {
  const [statement, second] = splitStatements(body);
  if (!statement) throw new ProblemError({ code: 'query-empty' });
  if (second) throw tooMuch(body, second.start + firstCode(second.text).at);
  const { text, start } = statement;
  const { word, at } = firstCode(text);
  if (bare.has(word)) return { before: '', text, after: '', start };
  if (wrapped.has(word)) return { before: 'FROM (', text, after: '\n)', start };
  throw tooMuch(body, start + at);
}

function tooMuch(sql: string, position: number): ProblemError {
  return new ProblemError({ code: 'one-select-only', sql, position });
}

function firstCode(sql: string): { word: string; at: number } {
  const code = tokenize(sql).filter(isCode);
  const first = code.find((token) => token.text !== '(') ?? code[0];
  return { word: first?.text.toLowerCase() ?? '', at: code[0]?.start ?? 0 };
}
