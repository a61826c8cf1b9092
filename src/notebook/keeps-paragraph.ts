import type { InlineValue } from './find-inline-values.ts';

/**
 * Whether a paragraph stands: `{{ facts.column | if }}` keeps the paragraph around it where there is a value (not null, not
 * false), `{{ facts.column | unless }}` where there is none. Itself it shows nothing. Null for any other inline value.
 */
export function keepsParagraph({ format }: Pick<InlineValue, 'format'>, value: unknown): boolean | null {
  if (format !== 'if' && format !== 'unless') return null;
  const isThere = value !== null && value !== undefined && value !== false;
  return isThere === (format === 'if');
}

/**
 * The paragraphs that are left out, each by the inline values in it, of which the first stands for all. Of a value that is not
 * known, `if` leaves its paragraph, which shows that something is to come or missing; what `unless` would say may not be true.
 */
export function findLeftOut(
  values: readonly InlineValue[],
  known: Readonly<Record<string, unknown>>,
): ReadonlyMap<number, InlineValue> {
  const left = new Map<number, InlineValue>();
  for (const one of values) {
    const isLeft = Object.hasOwn(known, one.expression)
      ? keepsParagraph(one, known[one.expression]) === false
      : one.format === 'unless';
    if (!isLeft) continue;
    const [block] = one.block;
    left.set(block, values.find((other) => other.block[0] === block) ?? one);
  }
  return left;
}
