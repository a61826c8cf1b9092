/** A name for comparing: DuckDB ignores the case of A–Z only (`É` and `é` are two names). */
export function foldName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
