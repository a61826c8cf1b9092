import type { Column } from '../../engine/table.ts';
import { ProblemError, type Problem } from '../../problem.ts';
import { foldName } from '../../sql/fold-name.ts';
import { findJsonError } from '../find-json-error.ts';
import { emptyResult, type Kind } from '../kind.ts';

export type CheckChart = (spec: unknown, columns: readonly Column[]) => Problem | null;

/** A chart stands on another cell's rows and runs no SQL of its own. */
export function createChartKind(checkChart: CheckChart): Kind {
  const instant: NonNullable<Kind['instant']> = ({ cell, relations }) => {
    const from = cell.attributes['from'] ?? '';
    if (from === '') throw new ProblemError({ code: 'chart-no-source' });
    const source = relations.get(foldName(from));
    if (!source?.relation) throw new ProblemError({ code: 'relation-missing', values: { name: from } });
    const problem = checkChart(parseSpec(cell.body), source.columns);
    if (problem) throw new ProblemError(problem);
    return { ...emptyResult, relation: source.relation, columns: source.columns, rowCount: source.rowCount };
  };
  return {
    lane: 'light',
    content: ({ cell }) => cell.body,
    instant,
    run: (context) => Promise.resolve(instant(context) ?? emptyResult),
  };
}

/**
 * The spec in a chart cell; an empty body is `{}`, which means the default chart.
 * @throws ProblemError `chart-json` with its place
 */
export function parseSpec(body: string): unknown {
  if (body.trim() === '') return {};
  try {
    return JSON.parse(body) as unknown;
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    const position = findJsonError(body) ?? body.length;
    const before = body.slice(0, position).split('\n');
    const values = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    throw new ProblemError({ code: 'chart-json', values, detail, sql: body, position }, { cause });
  }
}
