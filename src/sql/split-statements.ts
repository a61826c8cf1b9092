import { isCode, tokenize } from './tokenize.ts';

export interface Statement {
  readonly text: string;
  /** UTF-16 offset of `text` in the whole SQL. */
  readonly start: number;
}

/** The statements of a script, in order, without their semicolons; empty ones and pure comments are left out. */
export function splitStatements(sql: string): Statement[] {
  const statements: Statement[] = [];
  let start = 0;
  let hasCode = false;
  const cut = (end: number): void => {
    if (hasCode) statements.push({ text: sql.slice(start, end), start });
    hasCode = false;
  };
  for (const token of tokenize(sql)) {
    if (token.kind === 'symbol' && token.text === ';') {
      cut(token.start);
      start = token.end;
    } else if (isCode(token)) hasCode = true;
  }
  cut(sql.length);
  return statements;
}
