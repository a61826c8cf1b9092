/** Line and column, both from 1, of a UTF-16 offset; a character outside the basic plane is one column. */
export function findPlace(text: string, position: number): { line: number; column: number } {
  const before = text.slice(0, position).split('\n');
  return { line: before.length, column: [...(before.at(-1) ?? '')].length + 1 };
}
