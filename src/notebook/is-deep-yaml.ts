/** Whether a YAML text nests deeper than any person writes: reading it would freeze the page (yaml 2.9 needs seconds for 100,000 brackets). */
export function isDeepYaml(yaml: string): boolean {
  if (/(?:[-?][ \t]+){50}/.test(yaml)) return true;
  let depth = 0;
  for (const [mark] of yaml.matchAll(/[[\]{}]/g)) {
    depth = mark === '[' || mark === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > 100) return true;
  }
  return false;
}
