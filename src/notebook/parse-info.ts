/** One word of a fence's info string. `key` and `value` are read out of `raw`. */
export interface InfoWord {
  readonly raw: string;
  readonly key: string;
  readonly value: string;
}

export interface Info {
  readonly language: string;
  readonly kind: string;
  readonly words: readonly InfoWord[];
}

const WORD = /[ \t]*(?:([^\s="']+)=(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"']*))(?=[ \t]|$)|(\S+))/y;

/** Reads `<language> <kind> key=value …`. Null when there are not two leading words of that form. */
export function parseInfo(info: string): Info | null {
  const start = /^[ \t]*([^\s="'{}]+)[ \t]+([a-z][a-z0-9_-]*)(?=[ \t]|$)/.exec(info);
  if (!start) return null;
  const [whole, language = '', kind = ''] = start;
  const words: InfoWord[] = [];
  WORD.lastIndex = whole.length;
  for (let match = WORD.exec(info); match; match = WORD.exec(info)) {
    const [raw, key, double, single, bare, junk] = match;
    const value = double?.replace(/\\(.)/g, '$1') ?? single ?? bare ?? '';
    words.push({ raw, key: key ?? junk ?? '', value });
  }
  return { language, kind, words };
}

/** The words as a record; the first of two equal keys counts. */
export function toAttributes(words: readonly InfoWord[]): Record<string, string> {
  return Object.fromEntries([...words].reverse().map((word) => [word.key, word.value]));
}

/** A word for the info string; `view` for an empty value, quoted where it must be. */
export function serializeWord(key: string, value: string): string {
  if (value === '') return ` ${key}`;
  const bare = /^[^\s"'=]+$/.test(value);
  return ` ${key}=${bare ? value : `"${value.replace(/["\\]/g, '\\$&')}"`}`;
}
