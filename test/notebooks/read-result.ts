import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Value } from '../../src/engine/table.ts';
import type { ShippedResult } from './run-shipped.ts';

/** The rows that a cell of a shipped notebook gave, by column: from the committed results, which `notebooks.test.ts` keeps true. */
export function readResult(notebook: string, cell: string): Record<string, Value>[] {
  const path = join(import.meta.dirname, 'results', `${notebook}.json`);
  const results = JSON.parse(readFileSync(path, 'utf8')) as ShippedResult[];
  const result = results.find((one) => one.name === cell);
  if (!result?.rows) throw new Error(`no rows of ${cell} in ${notebook}`);
  const names = result.columns.map((column) => column.slice(0, column.lastIndexOf(' ')));
  return result.rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? null])));
}
