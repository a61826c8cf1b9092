import type { ColumnFacts } from './column-facts.ts';
import { quoteName } from '../../sql/quote.ts';

/** A field of a text column, as a column of its own. */
export interface Field {
  readonly name: string;
  /** SQL over the table. */
  readonly expression: string;
  readonly type: 'VARCHAR' | 'DOUBLE';
}

/**
 * The fields of a table whose only column holds several, parted by runs of spaces; null for any other table.
 * Numbers with a decimal point become numbers; all else stays text, leading zeros too.
 */
export function splitFields(columns: readonly ColumnFacts[]): Field[] | null {
  const [only, second] = columns;
  if (!only || second || only.type !== 'VARCHAR' || only.samples.length === 0) return null;
  const rows = only.samples.map((text) => text.trim().split(/\s+/));
  const count = rows[0]?.length ?? 0;
  if (count < 2 || rows.some((row) => row.length !== count)) return null;
  // Words of a sentence are no fields: some field must be a number or a date in every row.
  if (!rows[0]?.some((_, i) => rows.every((row) => /^[\d./:-]+$/.test(row[i] ?? '')))) return null;
  const column = quoteName(only.name);
  return Array.from({ length: count }, (_, i) => {
    const field = `string_split_regex(trim(${column}), '\\s+')[${i + 1}]`;
    const isNumber = rows.every((row) => /^-?\d*\.\d+$/.test(row[i] ?? ''));
    return {
      name: `field_${i + 1}`,
      expression: isNumber ? `try_cast(${field} as double)` : field,
      type: isNumber ? 'DOUBLE' : 'VARCHAR',
    };
  });
}
