import { writeName } from '../../sql/write-name.ts';
import type { Definition, Exclusion } from './definition.ts';
import { findColumn, type Source } from './sources.ts';
import { exclusionLabels, fillWords } from './words.ts';

/** An exclusion of the user's list, ready for SQL. */
export interface PlannedExclusion {
  readonly key: Exclusion['kind'];
  /** Unlike all others of the list. */
  readonly label: string;
  /** A column that the source computes, `[name, expression]`, when it looks at the source's columns. */
  readonly column: readonly [string, string] | null;
  /** True for a spell that is excluded. */
  readonly condition: string;
}

/**
 * The exclusions in order.
 * @throws ProblemError `churn-column-missing`
 */
export function planExclusions(
  { exclude }: Definition,
  source: Source,
  language: 'zh' | 'en',
): PlannedExclusion[] {
  const labels = new Map<string, number>();
  return exclude.map((one, i) => {
    const said = one.label ?? fillWords(exclusionLabels[one.kind], language, toValues(one));
    const times = (labels.get(said) ?? 0) + 1;
    labels.set(said, times);
    const label = times === 1 ? said : `${said} (${times})`;
    const name = `rule_${i + 1}`;
    if (one.kind === 'tenure_under')
      return { key: one.kind, label, column: null, condition: `tenure < ${one.days}` };
    if (one.kind === 'left_within')
      return { key: one.kind, label, column: null, condition: `churned and tenure < ${one.days}` };
    return { key: one.kind, label, column: [name, toExpression(one, source)], condition: name };
  });
}

function toExpression(one: Extract<Exclusion, { kind: 'missing' | 'where' }>, source: Source): string {
  if (one.kind === 'where') return `coalesce((${one.condition}\n    ), false)`;
  const column = writeName(findColumn(source, one.column).name);
  return `coalesce(strip(cast(${column} as varchar)) = '', true)`;
}

function toValues(one: Exclusion): Record<string, string> {
  if (one.kind === 'missing') return { column: one.column };
  return one.kind === 'where' ? { condition: one.condition.trim() } : { days: one.days };
}
