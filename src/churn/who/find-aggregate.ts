import { isCode, tokenize, type Token } from '../../sql/tokenize.ts';
import { allOf } from './who.ts';

/** An aggregate of a SELECT: its name, what it takes, and the condition of the rows that it looks at. */
export interface Aggregate {
  readonly name: string;
  readonly taken: readonly string[];
  readonly condition: string;
}

const names: ReadonlySet<string> = new Set([
  ...['count', 'count_if', 'sum', 'avg'],
  ...['max', 'min', 'any_value', 'arg_max', 'arg_min'],
]);

/** The aggregate that a figure is, or what is above its line, or what its interval or multiple is of; null where it is made of several. */
export function findAggregate(expression: string): Aggregate | null {
  const code = tokenize(expression).filter(isCode);
  const words = code.map(({ text }) => text.toLowerCase());
  const at = words.findIndex((word, index) => names.has(word) && words[index + 1] === '(');
  const name = words[at];
  if (name === undefined || words.slice(0, at).some((word) => /^(?:[-+/]|case|select|if)$/.test(word)))
    return null;
  const [inner, end] = inBrackets(code, at + 1);
  const isFiltered = words[end] === 'filter';
  const [filter, after] = isFiltered ? inBrackets(code, end + 1) : [[], end];
  const rest = words.slice(after);
  const line = rest.indexOf('/');
  if (rest[0] === 'over' || rest.slice(0, line < 0 ? rest.length : line).some((word) => /^[-+]$/.test(word)))
    return null;
  const where = write(expression, filter[0]?.text.toLowerCase() === 'where' ? filter.slice(1) : filter);
  const taken = splitCommas(inner).map((part) => write(expression, part));
  const conditions = name === 'count_if' ? [...taken, where] : [where];
  const condition = allOf(...conditions.map((text) => (/\sor\s/i.test(text) ? `(${text})` : text || 'true')));
  return { name, taken: name === 'count_if' ? [] : taken, condition };
}

/** The tokens in the bracket that opens at a place, and the place after it. */
function inBrackets(code: readonly Token[], open: number): [Token[], number] {
  let depth = 0;
  for (let at = open; at < code.length; at++) {
    if (code[at]?.text === '(') depth++;
    if (code[at]?.text === ')' && --depth === 0) return [code.slice(open + 1, at), at + 1];
  }
  return [code.slice(open + 1), code.length];
}

function splitCommas(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.text === '(') depth++;
    if (token.text === ')') depth--;
    if (token.text === ',' && depth === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function write(sql: string, tokens: readonly Token[]): string {
  const [first, last] = [tokens[0], tokens.at(-1)];
  return first && last ? sql.slice(first.start, last.end) : '';
}
