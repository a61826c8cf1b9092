import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** File names of the notebooks that come with the project. */
export function shippedNames(): string[] {
  return readdirSync(join(import.meta.dirname, '../../notebooks')).filter((name) => name.endsWith('.md'));
}
