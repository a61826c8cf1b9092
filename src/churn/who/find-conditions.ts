import { foldName } from '../../sql/fold-name.ts';
import { isCode, tokenize, type Token } from '../../sql/tokenize.ts';
import { unquoteName } from '../../sql/quote.ts';

const ends: ReadonlySet<string> = new Set([
  'group',
  'order',
  'having',
  'window',
  'limit',
  'qualify',
  'union',
  'except',
  'intersect',
  // After the condition of a join stands another, or the `where`.
  ...['where', 'join', 'left', 'right', 'full', 'inner', 'cross'],
]);

/** The conditions that a SELECT counts by: each part of a `where` and of a join's `on`, and what stands in `filter (…)` or `count_if(…)`. */
export function findConditions(sql: string): string[] {
  const tokens = tokenize(sql).filter(({ kind }) => kind !== 'comment');
  const code = tokens.filter(isCode);
  const found = new Set<string>();
  code.forEach((token, at) => {
    const word = token.kind === 'word' ? token.text.toLowerCase() : '';
    if (word === 'where' || word === 'on')
      for (const part of splitAnd(upTo(code, at + 1))) found.add(write(sql, part));
    const isCount = word === 'count_if' || word === 'countif';
    if ((word !== 'filter' && !isCount) || code[at + 1]?.text !== '(') return;
    const isWhere = code[at + 2]?.text.toLowerCase() === 'where';
    found.add(write(sql, upTo(code, at + (isWhere ? 3 : 2))));
  });
  found.delete('');
  return [...found];
}

/** What a SELECT calls by a name: the text before each `as name`. */
export function findExpressions(sql: string, name: string): string[] {
  const code = tokenize(sql).filter(isCode);
  return code.flatMap((token, at) => {
    const isName =
      (token.kind === 'word' || token.kind === 'quoted') &&
      foldName(unquoteName(token.text)) === foldName(name);
    if (!isName || code[at - 1]?.text.toLowerCase() !== 'as') return [];
    const taken: Token[] = [];
    let depth = 0;
    for (const one of code.slice(0, at - 1).toReversed()) {
      const word = one.text.toLowerCase();
      if (word === ')' || word === ']' || word === 'end') depth++;
      if (word === '(' || word === '[' || word === 'case') depth--;
      if (depth < 0 || (depth === 0 && (word === ',' || word === 'select' || word === 'distinct'))) break;
      taken.unshift(one);
    }
    return [write(sql, taken)];
  });
}

/** A condition with names put in the place of columns; names that are called, or belong to a relation, stay. */
export function replaceNames(condition: string, names: ReadonlyMap<string, string>): string {
  const tokens = tokenize(condition);
  return tokens
    .map((token, at) => {
      if (token.kind !== 'word' && token.kind !== 'quoted') return token.text;
      const beside = [tokens[at - 1]?.text, tokens[at + 1]?.text];
      if (beside[0] === '.' || beside[1] === '.' || beside[1] === '(') return token.text;
      return names.get(foldName(unquoteName(token.text))) ?? token.text;
    })
    .join('');
}

/** Tokens up to the end of the clause or bracket that they stand in. */
function upTo(code: readonly Token[], from: number): Token[] {
  const taken: Token[] = [];
  let depth = 0;
  for (const token of code.slice(from)) {
    if (depth === 0 && (token.text === ')' || token.text === ';')) break;
    const word = token.kind === 'word' ? token.text.toLowerCase() : '';
    const isCalled = /^(?:left|right)$/.test(word) && code[from + taken.length + 1]?.text === '(';
    if (depth === 0 && !isCalled && ends.has(word)) break;
    if (token.text === '(') depth++;
    if (token.text === ')') depth--;
    taken.push(token);
  }
  return taken;
}

function splitAnd(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  let [depth, isBetween] = [0, false];
  for (const token of tokens) {
    const word = token.kind === 'word' ? token.text.toLowerCase() : token.text;
    if (word === '(' || word === 'case') depth++;
    if (word === ')' || word === 'end') depth--;
    if (depth === 0 && word === 'between') isBetween = true;
    else if (depth === 0 && word === 'and' && isBetween) isBetween = false;
    else if (depth === 0 && word === 'and') {
      parts.push([]);
      continue;
    }
    parts.at(-1)?.push(token);
  }
  return parts;
}

/** The text of tokens that follow each other. */
function write(sql: string, tokens: readonly Token[]): string {
  const [first, last] = [tokens[0], tokens.at(-1)];
  return first && last ? sql.slice(first.start, last.end) : '';
}
