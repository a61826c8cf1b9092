import { ProblemError } from '../problem.ts';
import { quoteText } from './quote.ts';
import { tokenize } from './tokenize.ts';

/** A parameter's value with its SQL type. Dates are ISO texts; a list has one element type; null is typed too. */
export type BoundValue =
  | { readonly type: 'VARCHAR' | 'DATE' | 'TIMESTAMP'; readonly value: string | null }
  | { readonly type: 'DOUBLE' | 'BIGINT'; readonly value: number | null }
  | { readonly type: 'BOOLEAN'; readonly value: boolean | null }
  | { readonly type: 'VARCHAR[]' | 'DATE[]'; readonly value: readonly string[] };

/**
 * SQL with each `$name` replaced by a typed literal of its value.
 * Done on tokens, so `$name` in a text, a comment or a quoted name stays; and one text holds one value, whatever is in it.
 * Why not the engine's own binding: a view cannot hold a parameter, and DuckDB-Wasm cannot bind dates or lists.
 * @throws ProblemError `unknown-parameter` with its position
 */
export function bindParameters(sql: string, values: Readonly<Record<string, BoundValue>>): string {
  return tokenize(sql)
    .map((token) => {
      if (token.kind !== 'parameter') return token.text;
      const name = token.text.slice(1);
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (!value) {
        throw new ProblemError({
          code: 'unknown-parameter',
          values: { name: token.text },
          sql,
          position: token.start,
        });
      }
      return toLiteral(value);
    })
    .join('');
}

/** A value as SQL text of exactly its type, in parentheses where an operator beside it could bind tighter. */
export function toLiteral(bound: BoundValue): string {
  const { type, value } = bound;
  if (value === null) return `CAST(NULL AS ${type})`;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') return `CAST('${value}' AS ${type})`;
  if (typeof value === 'string') return `CAST(${quoteText(value)} AS ${type})`;
  return `CAST([${value.map(quoteText).join(', ')}] AS ${type})`;
}
