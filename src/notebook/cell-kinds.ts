/** The kinds of format 1 and the language each one's fence has. */
const languages = {
  data: 'yaml',
  churn: 'yaml',
  input: 'yaml',
  query: 'sql',
  chart: 'json',
  check: 'sql',
  model: 'yaml',
} as const;

/** The relations that a cell of a kind yields beside the one of its own name: `exclusions` of `lifetimes` is `lifetimes_exclusions`. */
const parts: Readonly<Record<string, readonly string[]>> = {
  churn: ['all', 'exclusions', 'definition'],
  model: ['coefficients', 'scores', 'metrics'],
};

/** Names of a kind's further relations, without the cell's. */
export function partsOf(kind: string): readonly string[] {
  return Object.hasOwn(parts, kind) ? (parts[kind] ?? []) : [];
}

/** The fence language of a kind, or null for a kind that format 1 does not name. */
export function languageOf(kind: string): string | null {
  return Object.hasOwn(languages, kind) ? languages[kind as keyof typeof languages] : null;
}

/**
 * Whether a fence of this language and kind is a cell: a kind of format 1 with its language, or any other kind
 * that says `name=` or `from=` (a kind of a later version). All other fences are text.
 */
export function isCellFence(language: string, kind: string, keys: readonly string[]): boolean {
  const expected = languageOf(kind);
  if (expected !== null && normalize(language) === expected) return true;
  return expected === null && kind !== 'text' && keys.some((key) => key === 'name' || key === 'from');
}

function normalize(language: string): string {
  const lower = language.toLowerCase();
  return lower === 'yml' ? 'yaml' : lower;
}
