const TOKEN =
  /\s*(?:([{}[\],:])|("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/uy;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' | 'nothing';

/**
 * The UTF-16 offset at which a text stops being JSON; its length when it only ends too early, null when it is JSON.
 * `JSON.parse` knows, but browsers say it each in their own words, or not at all.
 */
export function findJsonError(text: string): number | null {
  const open: string[] = [];
  let expected: Expected = 'value';
  const closed = (): Expected => (open.length > 0 ? ', or end' : 'nothing');
  for (let at = 0; ; at = TOKEN.lastIndex) {
    const start = at + (/^[ \t\r\n]*/.exec(text.slice(at, at + 10_000))?.[0].length ?? 0);
    if (start >= text.length) return expected === 'nothing' ? null : text.length;
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) return start;
    const [, symbol, string] = match;
    const isInObject = open.at(-1) === '{';
    if (expected === ':') {
      if (symbol !== ':') return start;
      expected = 'value';
    } else if (expected === ', or end') {
      if (symbol === ',') expected = isInObject ? 'key' : 'value';
      else if (symbol === (isInObject ? '}' : ']')) {
        open.pop();
        expected = closed();
      } else return start;
    } else if (expected === 'key' || expected === 'key or }') {
      if (string !== undefined) expected = ':';
      else if (symbol === '}' && expected === 'key or }') {
        open.pop();
        expected = closed();
      } else return start;
    } else if (expected === 'nothing') return start;
    else if (symbol === '{' || symbol === '[') {
      open.push(symbol);
      expected = symbol === '{' ? 'key or }' : 'value or ]';
    } else if (symbol === ']' && expected === 'value or ]') {
      open.pop();
      expected = closed();
    } else if (symbol !== undefined) return start;
    else expected = closed();
  }
}
