import { foldName } from '../sql/fold-name.ts';
import { unquoteName } from '../sql/quote.ts';
import { isCode, tokenize, type Token } from '../sql/tokenize.ts';

/** A table name in SQL that may be another cell's. `start` and `end` are UTF-16 offsets of the name as written. */
export interface Reference {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The tables that a SQL text reads by an unqualified name (or as `main.name`), in order, repeats included.
 * Names of CTEs where they hold, table functions, other schemas' tables, aliases and columns are left out.
 * Never fails: of SQL that does not parse it gives what stands where a table would.
 */
export function findReferences(sql: string): Reference[] {
  const scan: Scan = { tokens: tokenize(sql).filter(isCode), at: 0, depth: 0, found: [] };
  while (scan.at < scan.tokens.length) {
    scanBlock(scan, new Set(), 'query');
    scan.at++;
  }
  return scan.found;
}

interface Scan {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
  readonly found: Reference[];
}

/**
 * What a stretch between parentheses is: a query, the inside of `FROM ( … )`, or an expression, where
 * `from` is not a clause (`extract(year from d)`, `x is distinct from y`).
 */
type BlockKind = 'query' | 'tables' | 'expression';

const queryStarts = new Set(
  'select with from values table pivot unpivot pivot_wider pivot_longer describe desc summarize show'.split(
    ' ',
  ),
);
const setWords = new Set('union intersect except'.split(' '));
const setModifiers = new Set('all distinct by name'.split(' '));
const clauseEnds = new Set(
  'select where group having order limit offset qualify window union intersect except using'.split(' '),
);
const tableStarts = new Set(
  'table pivot unpivot pivot_wider pivot_longer describe desc summarize show'.split(' '),
);
const notTables = new Set([...clauseEnds, ...setWords, 'values', 'with', 'on', 'from', 'join', 'as', 'set']);
const textFunctions = new Set('extract trim substring overlay position'.split(' '));

/** Reads up to the parenthesis that closes the block (left at it) or the end. `ctes` holds folded names. */
function scanBlock(scan: Scan, outer: ReadonlySet<string>, kind: BlockKind): void {
  let ctes = outer;
  let expects = kind === 'tables';
  let lists = kind === 'tables';
  let starting = kind !== 'expression';
  for (; scan.at < scan.tokens.length; scan.at++) {
    const token = scan.tokens[scan.at];
    if (!token) return;
    if (token.kind === 'symbol' && /^[)\]}]$/.test(token.text)) return;
    if (token.kind === 'symbol' && /^[([{]$/.test(token.text)) {
      openBlock(scan, ctes, innerKind(scan, expects));
      expects = false;
      starting = false;
      continue;
    }
    if (kind === 'expression') continue;
    if (token.kind === 'symbol') {
      if (token.text === ';') [ctes, expects, lists, starting] = [outer, false, false, true];
      else if (token.text === ',' && lists) expects = true;
      continue;
    }
    const word = wordAt(scan, scan.at);
    if (isLabel(scan)) {
      starting = false;
      continue;
    }
    if (expects && !(word !== '' && notTables.has(word)) && word !== 'lateral') {
      if (starting && queryStarts.has(word) && !isPunctuation(scan, 1)) {
        expects = tableStarts.has(word);
        lists = false;
        continue;
      }
      expects = readTable(scan, ctes);
      starting = false;
      continue;
    }
    if (word === 'with' && isCteList(scan)) {
      ctes = readCtes(scan, ctes);
      starting = true;
      expects = false;
      continue;
    }
    if (starting && tableStarts.has(word) && !isPunctuation(scan, 1)) {
      expects = true;
      starting = word === 'describe' || word === 'desc' || word === 'summarize' || word === 'show';
      continue;
    }
    if (word === 'from') [expects, lists] = [!isDistinctFrom(scan), lists || !isDistinctFrom(scan)];
    else if (word === 'join') [expects, lists] = [true, true];
    else if (clauseEnds.has(word)) {
      expects = false;
      lists = word === 'using' ? lists : false;
    } else if (word !== 'lateral') expects = false;
    starting = setWords.has(word) || (starting && setModifiers.has(word)) || word === 'explain';
  }
}

/** From an opening parenthesis to its closing one. Deeper than DuckDB itself reads, only the parentheses are matched. */
function openBlock(scan: Scan, ctes: ReadonlySet<string>, kind: BlockKind): void {
  scan.at++;
  if (scan.depth < 1000) {
    scan.depth++;
    scanBlock(scan, ctes, kind);
    scan.depth--;
    return;
  }
  for (let open = 1; scan.at < scan.tokens.length; scan.at++) {
    const text = scan.tokens[scan.at]?.text ?? '';
    open += /^[([{]$/.test(text) ? 1 : /^[)\]}]$/.test(text) ? -1 : 0;
    if (open === 0) return;
  }
}

/** At a name where a table belongs: keeps it if it is one, and steps onto its last token. True if a table is still to come. */
function readTable(scan: Scan, ctes: ReadonlySet<string>): boolean {
  const token = scan.tokens[scan.at];
  if (!token || !['word', 'quoted', 'string'].includes(token.kind)) return false;
  if (isSymbol(scan, 1, ':')) {
    scan.at++;
    return true;
  }
  let last = token;
  const path = [nameOf(token)];
  while (isSymbol(scan, 1, '.') && scan.at + 2 < scan.tokens.length) {
    scan.at += 2;
    last = scan.tokens[scan.at] ?? last;
    path.push(nameOf(last));
  }
  if (isSymbol(scan, 1, '(') && token.kind !== 'string') {
    if (path.length === 1 && foldName(path[0] ?? '') === 'query_table') readQueryTable(scan, ctes);
    return false;
  }
  const name = path.at(-1) ?? '';
  const isMain = path.length > 1 && foldName(path.at(-2) ?? '') === 'main';
  if (path.length === 1 ? !ctes.has(foldName(name)) : isMain)
    scan.found.push({ name, start: last.start, end: last.end });
  return false;
}

/** `query_table('name')` and `query_table(['a', 'b'])` read tables named by texts. */
function readQueryTable(scan: Scan, ctes: ReadonlySet<string>): void {
  for (let i = scan.at + 2; i < scan.tokens.length && scan.tokens[i]?.text !== ')'; i++) {
    const token = scan.tokens[i];
    if (token?.kind === 'string' && !ctes.has(foldName(nameOf(token))))
      scan.found.push({ name: nameOf(token), start: token.start, end: token.end });
  }
}

function isCteList(scan: Scan): boolean {
  const name = wordAt(scan, scan.at + 1) === 'recursive' && !isCteName(scan, scan.at + 1) ? 2 : 1;
  return isCteName(scan, scan.at + name);
}

function isCteName(scan: Scan, at: number): boolean {
  const token = scan.tokens[at];
  const after = scan.tokens[at + 1];
  return (
    (token?.kind === 'word' || token?.kind === 'quoted') &&
    (after?.text === '(' || ['as', 'using'].includes(wordAt(scan, at + 1)))
  );
}

/** From `with` to the last CTE's closing parenthesis; gives the names that hold afterwards. */
function readCtes(scan: Scan, outer: ReadonlySet<string>): ReadonlySet<string> {
  const ctes = new Set(outer);
  const recursive = wordAt(scan, scan.at + 1) === 'recursive' && !isCteName(scan, scan.at + 1);
  scan.at += recursive ? 2 : 1;
  for (;;) {
    const name = foldName(nameOf(scan.tokens[scan.at]));
    scan.at++;
    while (scan.at < scan.tokens.length && wordAt(scan, scan.at) !== 'as') {
      if (isSymbol(scan, 0, '(')) openBlock(scan, ctes, 'expression');
      scan.at++;
    }
    while (scan.at < scan.tokens.length && !isSymbol(scan, 0, '(')) scan.at++;
    openBlock(scan, recursive ? new Set([...ctes, name]) : ctes, 'query');
    ctes.add(name);
    if (!isSymbol(scan, 1, ',') || !isCteName(scan, scan.at + 2)) return ctes;
    scan.at += 2;
  }
}

/** What opens at the parenthesis or bracket under the cursor. */
function innerKind(scan: Scan, expects: boolean): BlockKind {
  if (scan.tokens[scan.at]?.text !== '(') return 'expression';
  if (textFunctions.has(wordAt(scan, scan.at - 1))) return 'expression';
  const word = wordAt(scan, scan.at + 1);
  const starts = queryStarts.has(word) && (reservedStarts.has(word) || !isPunctuation(scan, 2));
  if (starts) return 'query';
  return expects ? 'tables' : scan.tokens[scan.at + 1]?.text === '(' ? innerOfNested(scan) : 'expression';
}

const reservedStarts = new Set('select with from values table pivot unpivot'.split(' '));

/** `((select …) union …)` is a query, `((a + b) * c)` is not. */
function innerOfNested(scan: Scan): BlockKind {
  let at = scan.at;
  while (scan.tokens[at]?.text === '(' && at < scan.at + 1000) at++;
  return reservedStarts.has(wordAt(scan, at)) ? 'query' : 'expression';
}

/** `a.from` and `as from` are a column and an alias. */
function isLabel(scan: Scan): boolean {
  const before = scan.tokens[scan.at - 1];
  return before?.text === '.' || (wordAt(scan, scan.at - 1) === 'as' && wordAt(scan, scan.at) === 'from');
}

function isDistinctFrom(scan: Scan): boolean {
  return wordAt(scan, scan.at - 1) === 'distinct' && ['is', 'not'].includes(wordAt(scan, scan.at - 2));
}

/** Whether the token `ahead` cannot begin a table: then the word before it was a column's name. */
function isPunctuation(scan: Scan, ahead: number): boolean {
  const token = scan.tokens[scan.at + ahead];
  return !token || (token.kind === 'symbol' && token.text !== '(') || token.kind === 'number';
}

function isSymbol(scan: Scan, ahead: number, text: string): boolean {
  const token = scan.tokens[scan.at + ahead];
  return token?.kind === 'symbol' && token.text === text;
}

function wordAt(scan: Scan, at: number): string {
  const token = scan.tokens[at];
  return token?.kind === 'word' ? token.text.toLowerCase() : '';
}

function nameOf(token: Token | undefined): string {
  if (!token) return '';
  if (token.kind === 'string') return token.text.replace(/^'|'$/g, '').replaceAll("''", "'");
  return unquoteName(token.text);
}
