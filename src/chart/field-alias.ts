/** Vega reads `.`, `[`, `]`, quotes and backslashes in a field as a path. A column whose name has them goes by a name with look-alikes. */
const lookAlikes: Readonly<Record<string, string>> = {
  '.': '․',
  '[': '［',
  ']': '］',
  '\\': '＼',
  "'": '’',
  '"': '”',
};

/** The name under which Vega finds a column; most are themselves. */
export function toAlias(name: string): string {
  return name.replace(/[.[\]\\'"]/g, (char) => lookAlikes[char] ?? char);
}

/** The column that a field of a spec means: its exact name, or its name in Vega's escaped spelling (`a\\.b`). Null when there is none. */
export function findColumn(field: string, columns: ReadonlySet<string>): string | null {
  if (columns.has(field)) return field;
  const plain = field.replace(/\\(.)/g, '$1');
  if (columns.has(plain)) return plain;
  const bracket = /^\[(["'])(.*)\1\]$/.exec(field)?.[2];
  return bracket !== undefined && columns.has(bracket) ? bracket : null;
}
