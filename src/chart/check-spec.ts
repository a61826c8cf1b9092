import type { Column } from '../engine/table.ts';
import type { Problem } from '../problem.ts';
import { findColumn } from './field-alias.ts';
import { findFields } from './find-fields.ts';
import { findHeavyPart } from './find-heavy-part.ts';
import { limits } from './limit-spec.ts';
import { findNearNames } from './near-names.ts';
import { removeUnsafe } from './remove-unsafe.ts';
import { isSpec } from './spec.ts';

/**
 * What is wrong with a spec for these columns, without compiling it (`checkCompile` does that): `chart-not-a-spec`, `chart-is-vega`,
 * `chart-too-large`, `chart-too-heavy`, `chart-missing-column` with `name` and `near`. An empty spec is right: it means the default.
 */
export function checkSpec(spec: unknown, columns: readonly Pick<Column, 'name'>[]): Problem | null {
  if (spec === null || spec === undefined) return null;
  if (!isSpec(spec)) return { code: 'chart-not-a-spec' };
  if (Object.keys(spec).length === 0) return null;
  if (JSON.stringify(spec).length > limits.characters) return { code: 'chart-too-large' };
  if ('marks' in spec || /\/vega\/v\d/.test(String(spec['$schema'] ?? ''))) return { code: 'chart-is-vega' };
  if (!['mark', 'layer', 'facet', 'repeat', 'concat', 'hconcat', 'vconcat'].some((key) => key in spec))
    return { code: 'chart-no-mark' };
  const safe = removeUnsafe(spec).spec;
  const part = findHeavyPart(safe);
  if (part !== null) return { code: 'chart-too-heavy', values: { part } };
  return checkFields(
    findFields(safe),
    columns.map((column) => column.name),
  );
}

function checkFields(
  { used, made, open }: ReturnType<typeof findFields>,
  columns: readonly string[],
): Problem | null {
  const known = new Set(columns);
  for (const field of open ? [] : used) {
    if (made.has(field) || findColumn(field, known) !== null) continue;
    const near = findNearNames(field, [...columns, ...made]);
    return {
      code: 'chart-missing-column',
      values: { name: field, near: (near.length > 0 ? near : columns.slice(0, 8)).join(', ') },
    };
  }
  return null;
}
