import type { Graph } from '../notebook/graph.ts';
import type { CellId } from '../notebook/notebook.ts';

/**
 * Which cells must run so that `ids` are up to date: they and all they need that is not fresh, in running order.
 * Needs of a fresh cell are not looked at: it stands whatever became of them.
 */
export function planRun(graph: Graph, ids: Iterable<CellId>, isFresh: (id: CellId) => boolean): CellId[] {
  const planned = new Set<CellId>();
  const stack = [...ids];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    const node = graph.nodes.get(id);
    if (!node || planned.has(id) || isFresh(id)) continue;
    planned.add(id);
    stack.push(...node.needs);
  }
  return graph.order.filter((id) => planned.has(id));
}
