import { isSpec } from './spec.ts';

/** Expression functions whose result can be of any size, and patterns made at run time. */
const unbounded = /\b(sequence|timeSequence|utcSequence|pad|regexp)\s*\(/;
/** A repeated group that repeats inside: such patterns can take ages on a short text. */
const nestedRepeat = /\((?:[^()\\*+}]|\\.)*[*+}](?:[^()\\]|\\.)*\)\s*[*+{]/;
/** Keys whose strings are expressions, and the ones that combine them. */
const expressionKeys = new Set([
  'calculate',
  'filter',
  'expr',
  'signal',
  'test',
  'labelExpr',
  'update',
  'and',
  'or',
  'not',
]);

/** How often each of these may occur in one spec: all of them cost more than one pass over the rows, or make more rows. */
const most: Readonly<Record<string, number>> = {
  loess: 1,
  regression: 4,
  density: 4,
  quantile: 4,
  impute: 4,
  flatten: 2,
  window: 12,
  joinaggregate: 12,
};
/** Rows that folds may make of one row, and views that repeats may make of one view. */
const mostFolds = 50;
const mostRepeats = 60;
const mostTransforms = 60;
/** Characters of an expression. */
const longestExpression = 4000;

/**
 * The part of a stranger's spec that could keep the page busy without end, or null. The page cannot stop a drawing that has begun,
 * so what has no bound is not begun.
 */
export function findHeavyPart(spec: unknown): string | null {
  const counts = new Map<string, number>();
  let transforms = 0;
  let folds = 1;

  const visit = (value: unknown, key: string, repeats: number): string | null => {
    if (typeof value === 'string') return expressionKeys.has(key) ? findHeavyExpression(value) : null;
    if (Array.isArray(value)) return first(value, (item) => visit(item, key, repeats));
    if (!isSpec(value)) return null;
    const views = repeats * countViews(value['repeat']);
    if (views > mostRepeats) return 'repeat';
    return first(Object.entries(value), ([name, inner]) => {
      if (name === 'transform' && Array.isArray(inner)) {
        const heavy = first(inner, note);
        if (heavy !== null) return heavy;
      }
      return visit(inner, name, views);
    });
  };

  const note = (transform: unknown): string | null => {
    if (!isSpec(transform)) return null;
    if (++transforms > mostTransforms) return 'transform';
    if (Array.isArray(transform['fold']) && (folds *= Math.max(1, transform['fold'].length)) > mostFolds)
      return 'fold';
    return first(Object.keys(most), (name) => {
      if (!(name in transform)) return null;
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return count > (most[name] ?? 0) ? name : null;
    });
  };

  return visit(spec, '', 1);
}

function findHeavyExpression(expression: string): string | null {
  if (expression.length > longestExpression) return `${expression.slice(0, 40)}…`;
  const call = unbounded.exec(expression);
  if (call) return `${call[1] ?? ''}()`;
  return nestedRepeat.exec(expression.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "''"))?.[0] ?? null;
}

function countViews(repeat: unknown): number {
  if (Array.isArray(repeat)) return Math.max(1, repeat.length);
  if (!isSpec(repeat)) return 1;
  return Object.values(repeat).reduce<number>(
    (product, fields) => product * (Array.isArray(fields) ? Math.max(1, fields.length) : 1),
    1,
  );
}

function first<T>(items: readonly T[], find: (item: T) => string | null): string | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
