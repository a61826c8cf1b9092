/** A name as SQL writes it: `客户"` becomes `"客户"""`. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as a SQL string literal. NUL cannot occur in one and is refused. */
export function quoteText(text: string): string {
  if (text.includes('\0')) throw new RangeError('a SQL text cannot hold a NUL character');
  return `'${text.replaceAll("'", "''")}'`;
}

/** The name that a quoted or bare identifier token stands for. */
export function unquoteName(token: string): string {
  return token.startsWith('"') ? token.slice(1, -1).replaceAll('""', '"') : token;
}
