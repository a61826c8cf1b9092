import { foldName } from '../sql/fold-name.ts';
import type { Problem } from '../problem.ts';
import type { CellKind } from './notebook.ts';

const reserved =
  /^(?:files|results|main|temp|system|memory|information_schema|(?:pg|duckdb|sqlite|pragma)_.*)$/;

/**
 * What is wrong with a cell's name, or null: `name-empty`, `name-not-allowed`, `name-reserved`, `name-not-for-input`.
 * A name may hold anything but quotes, dots, braces, backticks and control characters; an input's must do as `$name`.
 */
export function checkName(name: string, kind: CellKind): Problem | null {
  if (name.trim() === '') return { code: 'name-empty' };
  const values = { name };
  if (name !== name.trim() || name.length > 120 || /["'`.{}|\\$\p{Cc}\u2028\u2029]/u.test(name))
    return { code: 'name-not-allowed', values };
  if (reserved.test(foldName(name))) return { code: 'name-reserved', values };
  if (kind === 'input' && !/^[\p{L}_][\p{L}\p{N}\p{M}_]*$/u.test(name))
    return { code: 'name-not-for-input', values };
  return null;
}
