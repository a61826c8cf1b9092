import type { CellState } from '../../runtime/cell-state.ts';

const [head, row, foot, mostRows, chart, summary] = [44, 30, 42, 12, 340, 130];

/** About how many pixels the result of a cell takes before it is on the page. */
export function resultHeight(kind: string, { rowCount }: Pick<CellState, 'rowCount'>): number {
  if (kind === 'chart') return chart;
  if (kind === 'churn') return summary;
  if (kind === 'check' && rowCount === 0) return row;
  return head + Math.min(rowCount ?? 1, mostRows) * row + foot;
}
