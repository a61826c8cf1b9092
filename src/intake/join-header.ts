/**
 * The names that several header rows give together: the cells of each column joined by a space. A blank in any row
 * but the last belongs to the group on its left, as merged cells are exported.
 */
export function joinHeader(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const filled = rows.map((row, index) => (index < rows.length - 1 ? fillForward(row, width) : row));
  return Array.from({ length: width }, (_, column) =>
    filled
      .map((row) => (row[column] ?? '').trim())
      .filter((part) => part !== '')
      .join(' '),
  );
}

/** The group that each column belongs to. */
export function fillForward(row: readonly string[], width: number): string[] {
  let group = '';
  return Array.from({ length: width }, (_, index) => {
    group = (row[index] ?? '').trim() || group;
    return group;
  });
}
