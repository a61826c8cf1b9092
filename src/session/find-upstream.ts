import type { Graph } from '../notebook/graph.ts';
import type { Cell, CellId } from '../notebook/notebook.ts';

/** What a cell's rows come from: its SQL and that of all it reads up to the nearest definition of churn, and that definition. */
export function findUpstream(
  { nodes }: Graph,
  cell: Cell,
): { readonly lifetimes: Cell | null; readonly sql: string } {
  const seen = new Set<CellId>();
  const texts: string[] = [];
  let lifetimes: Cell | null = null;
  for (let level = [cell.id]; level.length > 0;) {
    const next: CellId[] = [];
    for (const id of level) {
      const node = nodes.get(id);
      if (!node || seen.has(id)) continue;
      seen.add(id);
      if (node.cell.kind === 'churn') {
        lifetimes ??= node.cell;
        continue;
      }
      if (node.cell.kind === 'query') texts.push(node.cell.body);
      next.push(...node.needs);
    }
    level = next;
  }
  return { lifetimes, sql: texts.join('\n') };
}
