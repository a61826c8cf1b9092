import { breathe } from '../breathe.ts';
import type { CompletedChart } from '../chart/complete-spec.ts';
import type { Engine } from '../engine/engine.ts';
import type { Column } from '../engine/table.ts';
import type { Row } from '../chart/to-rows.ts';
import type { Language } from '../locale/language.ts';
import type { Cell } from '../notebook/notebook.ts';
import { toProblem, type Problem } from '../problem.ts';
import type { CellState } from '../runtime/cell-state.ts';

export type { CompletedChart };

/** Rows read for one chart; the chart itself says when it draws fewer. */
const MOST_ROWS = 50_000;

export interface ChartRows {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly total: number;
}

/** Fetches ahead what the first chart needs. */
export async function prepareChartSource(): Promise<void> {
  await Promise.all([import('../chart/to-rows.ts'), import('../chart/complete-spec.ts')]);
}

/** The rows behind a done chart cell. */
export async function readChartRows(
  engine: Pick<Engine, 'query'>,
  state: CellState,
  signal: AbortSignal,
): Promise<ChartRows | null> {
  if (state.relation === null) return null;
  const [{ toRows }, table] = await Promise.all([
    import('../chart/to-rows.ts'),
    engine.query(`SELECT * FROM ${state.relation} LIMIT ${MOST_ROWS}`, { signal }),
  ]);
  return { ...toRows(table), total: state.rowCount ?? table.rowCount };
}

/** A chart cell's whole spec in the page's theme and language. */
export async function completeChart(
  cell: Cell,
  data: ChartRows,
  theme: 'light' | 'dark',
  language: Language,
): Promise<CompletedChart | { readonly problem: Problem }> {
  try {
    const spec: unknown = cell.body.trim() === '' ? {} : JSON.parse(cell.body);
    const { completeSpec } = await import('../chart/complete-spec.ts');
    await breathe();
    return completeSpec({ spec, ...data, theme, language });
  } catch (thrown) {
    return { problem: thrown instanceof SyntaxError ? { code: 'chart-not-a-spec' } : toProblem(thrown) };
  }
}
