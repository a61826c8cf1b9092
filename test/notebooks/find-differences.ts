/** Where two JSON values differ, as paths; numbers count as equal up to a relative difference. */
export function findDifferences(actual: unknown, expected: unknown, tolerance: number, path = ''): string[] {
  if (typeof actual === 'number' && typeof expected === 'number') {
    const scale = Math.max(1, Math.abs(actual), Math.abs(expected));
    return Math.abs(actual - expected) <= tolerance * scale ? [] : [`${path}: ${actual} ≠ ${expected}`];
  }
  if (!isObject(actual) || !isObject(expected))
    return actual === expected ? [] : [`${path}: ${String(actual)} ≠ ${String(expected)}`];
  const keys = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  return [...keys].flatMap((key) => findDifferences(actual[key], expected[key], tolerance, `${path}/${key}`));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
