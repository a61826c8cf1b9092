import type { OwnSource } from '../churn/who/find-own-who.ts';
import { findMakes } from '../notebook/find-makes.ts';
import type { Graph } from '../notebook/graph.ts';
import type { Cell, CellId } from '../notebook/notebook.ts';
import type { CellState } from '../runtime/cell-state.ts';

/** The relations that a cell's rows are counted from, the nearest first, each with the SQL on the way to it. */
export function findOwnSources(
  { nodes }: Graph,
  cell: Cell,
  results: ReadonlyMap<CellId, Pick<CellState, 'columns' | 'rowCount'>>,
): OwnSource[] {
  const seen = new Set<CellId>();
  const texts: string[] = [];
  const sources: OwnSource[] = [];
  for (let level = [cell.id]; level.length > 0;) {
    const found = level.flatMap((id) => (seen.has(id) ? [] : (nodes.get(id) ?? [])));
    for (const { cell: one } of found) {
      seen.add(one.id);
      const { relation } = findMakes(one);
      const { columns = [], rowCount = null } = results.get(one.id) ?? {};
      if (one !== cell && relation !== null && columns.length > 0)
        sources.push({ name: relation, columns, rowCount, sql: texts.join('\n') });
    }
    texts.push(...found.flatMap(({ cell: one }) => (one.kind === 'query' ? [one.body] : [])));
    level = found.flatMap(({ needs }) => needs);
  }
  return sources;
}
