import type { Column } from '../engine/table.ts';
import type { Problem } from '../problem.ts';
import { checkSpec } from './check-spec.ts';
import { compileSpec } from './compile-spec.ts';
import { completeSpec } from './complete-spec.ts';

/**
 * All that `checkSpec` finds, and what Vega-Lite refuses: `chart-bad-spec`. With `strict` also what it would leave out: `chart-warning`.
 * Loads the compiler, so browsers import this file late.
 */
export function checkCompile(
  spec: unknown,
  columns: readonly Column[],
  { strict = false } = {},
): Problem | null {
  const problem = checkSpec(spec, columns);
  if (problem) return problem;
  const completed = completeSpec({ spec, columns, rows: [], theme: 'light', language: 'en' });
  const compiled = compileSpec(completed.spec);
  if (compiled.problem) return compiled.problem;
  const [warning] = compiled.warnings;
  return warning === undefined || !strict ? null : { code: 'chart-warning', detail: warning };
}
