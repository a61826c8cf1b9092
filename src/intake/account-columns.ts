import type { Engine } from '../engine/engine.ts';
import type { Column } from '../engine/table.ts';
import { quoteName } from '../sql/quote.ts';
import type { ColumnReport } from './import-report.ts';
import type { Reviewed } from './look-again.ts';
import type { ColumnPlan } from './plan-columns.ts';

/** Counts the nulls of a loaded table; `plans` is empty for files that bring their types. */
export async function accountColumns(
  engine: Pick<Engine, 'query'>,
  relation: string,
  columns: readonly Column[],
  plans: readonly ColumnPlan[],
  reviews: ReadonlyMap<string, Reviewed['report']>,
  signal: AbortSignal | undefined,
): Promise<ColumnReport[]> {
  if (columns.length === 0) return [];
  const counts = await engine.query(
    `SELECT count(*), ${columns.map(({ name }) => `count(${quoteName(name)})`).join(', ')} FROM files.${quoteName(relation)}`,
    signal ? { signal } : {},
  );
  return columns.map(({ name, type }, index) => {
    const plan = plans[index];
    return {
      name,
      type,
      nulls: Number(counts.at(0, 0)) - Number(counts.at(0, index + 1)),
      misfits: 0,
      examples: [],
      ...(plan && plan.source !== name && { source: plan.source }),
      ...(plan && { form: plan.form?.id ?? 'text' }),
      ...reviews.get(name),
    };
  });
}
