import type { Graph } from '../notebook/graph.ts';
import type { CellId } from '../notebook/notebook.ts';

/** The cells that need these cells, directly or through others, each after what it needs. */
export function findDependants(graph: Graph, ids: readonly CellId[]): readonly CellId[] {
  const found = new Set(ids);
  for (const id of graph.order) {
    if (graph.nodes.get(id)?.needs.some((need) => found.has(need))) found.add(id);
  }
  return graph.order.filter((id) => found.has(id) && !ids.includes(id));
}
