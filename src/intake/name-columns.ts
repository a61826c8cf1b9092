import { removeGuard } from './cell-guard.ts';

/** A column's name where it differs from what the file says. */
export interface NameChange {
  readonly from: string;
  readonly to: string;
}

export interface NamedColumns {
  readonly names: readonly string[];
  readonly changes: readonly NameChange[];
}

/** Characters of a name: it comes again in every statement, many times over. */
const LONGEST = 1000;

/**
 * Unique names for `width` columns: a blank one becomes `column_3`, one that comes again (ignoring case, as SQL does)
 * `name_2`. Line ends and runs of white space inside a name become one
 * space; a name of over 1,000 characters is cut.
 */
export function nameColumns(header: readonly string[] | undefined, width: number): NamedColumns {
  const raw = Array.from({ length: width }, (_, index) => header?.[index] ?? '');
  const cleaned = raw.map((name) =>
    removeGuard(name, 'formula')
      .replace(/[\s\0]+/gu, ' ')
      .trim()
      .slice(0, LONGEST)
      .replace(/[\ud800-\udbff]$/, ''),
  );
  const taken = new Set(cleaned.map((name) => name.toLowerCase()));
  const seen = new Set<string>();
  const next = new Map<string, number>();
  const changes: NameChange[] = [];
  const names = cleaned.map((name, index) => {
    const base = name || `column_${index + 1}`;
    let unique = base;
    let number = next.get(base.toLowerCase()) ?? 2;
    while (seen.has(unique.toLowerCase()) || (unique !== name && taken.has(unique.toLowerCase())))
      unique = `${base}_${number++}`;
    next.set(base.toLowerCase(), number);
    seen.add(unique.toLowerCase());
    if (header && (unique !== name || name.length >= LONGEST)) changes.push({ from: name, to: unique });
    return unique;
  });
  return { names, changes };
}
