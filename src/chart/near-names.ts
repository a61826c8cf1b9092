/** Names close to a mistyped one, nearest first, at most three. */
export function findNearNames(name: string, names: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  return names
    .map((one) => ({ one, distance: distanceBetween(wanted, one.toLowerCase()) }))
    .filter(
      ({ one, distance }) => distance <= Math.max(1, Math.floor(Math.max(wanted.length, one.length) * 0.4)),
    )
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ one }) => one);
}

/** Levenshtein's distance; a name inside the other counts as close. */
function distanceBetween(a: string, b: string): number {
  if (a.length > 1 && b.length > 1 && (a.includes(b) || b.includes(a))) return 1;
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++)
      row.push(
        Math.min(
          (above[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    above = row;
  }
  return above[b.length] ?? 0;
}
