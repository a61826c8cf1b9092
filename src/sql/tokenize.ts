export type TokenKind =
  'space' | 'comment' | 'string' | 'quoted' | 'word' | 'number' | 'parameter' | 'symbol' | 'unclosed';

/** A piece of SQL text. `start` and `end` are UTF-16 offsets; the texts of all tokens joined are the SQL again. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const SPACE = /\s+/uy;
const LINE_COMMENT = /--[^\n\r]*/uy;
/** As in DuckDB, every character outside ASCII that is not a space belongs to a name: `客户`, `😀`, even `，`. */
const WORD = /(?:[A-Za-z_]|[^\p{ASCII}\s])(?:[A-Za-z0-9_$]|[^\p{ASCII}\s])*/uy;
const NUMBER = /0[xX][0-9a-fA-F_]+|(?:\d[\d_]*)?\.?\d[\d_]*(?:[eE][+-]?\d+)?\.?/uy;
const PARAMETER = /\$(?:(?:[A-Za-z_]|[^\p{ASCII}\s])(?:[A-Za-z0-9_]|[^\p{ASCII}\s])*|\d+)|\?\d*/uy;
const DOLLAR_TAG = /\$(?:(?:[A-Za-z_]|[^\p{ASCII}\s])(?:[A-Za-z0-9_]|[^\p{ASCII}\s])*)?\$/uy;
const SYMBOL = /::|<=|>=|<>|!=|==|->>?|=>|\|\||./suy;

/** Cuts DuckDB SQL into tokens. Never fails: text that is not closed becomes one `unclosed` token to the end. */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  while (start < sql.length) {
    const [kind, end] = nextToken(sql, start);
    tokens.push({ kind, text: sql.slice(start, end), start, end });
    start = end;
  }
  return tokens;
}

function nextToken(sql: string, start: number): [TokenKind, number] {
  const match = (pattern: RegExp): number => {
    pattern.lastIndex = start;
    return pattern.test(sql) ? pattern.lastIndex : -1;
  };
  const two = sql.slice(start, start + 2);
  const first = two[0];
  let end: number;
  if ((end = match(SPACE)) > 0) return ['space', end];
  if (two === '--') return ['comment', match(LINE_COMMENT)];
  if (two === '/*') return closed('comment', endOfBlockComment(sql, start), sql);
  if (first === "'") return closed('string', endOfQuoted(sql, start, "'", false), sql);
  if (/^[eE]'$/.test(two)) return closed('string', endOfQuoted(sql, start + 1, "'", true), sql);
  if (/^[xX]'$/.test(two)) return closed('string', endOfQuoted(sql, start + 1, "'", false), sql);
  if (first === '"') return closed('quoted', endOfQuoted(sql, start, '"', false), sql);
  if (first === '$' && (end = match(DOLLAR_TAG)) > 0) {
    const tag = sql.slice(start, end);
    const close = sql.indexOf(tag, end);
    return closed('string', close < 0 ? -1 : close + tag.length, sql);
  }
  if (first === '$' || first === '?') {
    if ((end = match(PARAMETER)) > 0) return ['parameter', end];
  }
  if ((end = match(WORD)) > 0) return ['word', end];
  if ((end = match(NUMBER)) > 0) return ['number', end];
  return ['symbol', match(SYMBOL)];
}

function closed(kind: TokenKind, end: number, sql: string): [TokenKind, number] {
  return end < 0 ? ['unclosed', sql.length] : [kind, end];
}

/** DuckDB nests block comments. */
function endOfBlockComment(sql: string, start: number): number {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = start;
  for (let depth = 0, found = edge.exec(sql); found; found = edge.exec(sql)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  return -1;
}

function endOfQuoted(sql: string, start: number, quote: string, backslash: boolean): number {
  for (let i = start + 1; i < sql.length; i++) {
    if (backslash && sql[i] === '\\') i++;
    else if (sql[i] === quote) {
      if (sql[i + 1] !== quote) return i + 1;
      i++;
    }
  }
  return -1;
}

/** Whether a token means something to the engine: not white space, not a comment. */
export function isCode(token: Token): boolean {
  return token.kind !== 'space' && token.kind !== 'comment';
}
