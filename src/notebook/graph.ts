import { foldName } from '../sql/fold-name.ts';
import type { Problem } from '../problem.ts';
import { checkName } from './check-name.ts';
import { findMakes, namesOf, type Makes } from './find-makes.ts';
import { findReads, type Reads } from './find-reads.ts';
import { findCycles } from './find-cycles.ts';
import type { Cell, CellId, Notebook } from './notebook.ts';

/** A cell among the others. */
export interface GraphNode {
  readonly cell: Cell;
  readonly reads: Reads;
  readonly makes: Makes;
  /** The cells that make what this one reads, in document order. */
  readonly needs: readonly CellId[];
  /** Names it reads that no cell makes; parameters with their `$`. The engine has the last word on relations. */
  readonly missing: readonly string[];
  /** `cycle`, `duplicate-name`, or what is wrong with the name. */
  readonly problem: Problem | null;
}

export interface Graph {
  readonly nodes: ReadonlyMap<CellId, GraphNode>;
  /** All cells, each after what it needs, else in document order; those on a cycle come where they stand. */
  readonly order: readonly CellId[];
}

/** How a notebook's cells hang together. Names match as in DuckDB: ignoring the case of A–Z. */
export function createGraph(notebook: Notebook): Graph {
  const cells = notebook.cells;
  const made = cells.map(findMakes);
  const relations = collect(cells, (i) => (made[i] ? namesOf(made[i]) : []));
  const parameters = collect(cells, (i) => made[i]?.parameters ?? []);
  const names = collect(cells, (i) => [
    ...(cells[i]?.name ? [cells[i].name] : []),
    ...(made[i]?.parts.map((part) => part.name) ?? []),
  ]);
  const place = new Map(cells.map((cell, i) => [cell.id, i]));
  const drafts = cells.map((cell, i) => {
    const reads = findReads(cell);
    const from = reads.relations.map((name) => [name, relations.get(foldName(name))] as const);
    const set = reads.parameters.map((name) => [`$${name}`, parameters.get(foldName(name))] as const);
    const found = [...from, ...set];
    return {
      cell,
      reads,
      makes: made[i] ?? { relation: null, parts: [], parameters: [] },
      needs: [...new Set(found.flatMap(([, ids]) => ids ?? []))].sort(
        (a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0),
      ),
      missing: found.flatMap(([name, ids]) => (ids || isAsOf(notebook, name) ? [] : [name])),
    };
  });
  const cycles = findCycles(new Map(drafts.map(({ cell, needs }) => [cell.id, needs])));
  const nodes = drafts.map((draft): GraphNode => {
    const { cell, makes } = draft;
    const own = [...(cell.name === null ? [] : [cell.name]), ...makes.parts.map((part) => part.name)];
    const twice =
      own.find((name) => (names.get(foldName(name))?.length ?? 0) > 1) ??
      makes.parameters.find((name) => (parameters.get(foldName(name))?.length ?? 0) > 1);
    const cycle = cycles.get(cell.id);
    const problem =
      (cell.name === null ? null : checkName(cell.name, cell.kind)) ??
      (twice ? { code: 'duplicate-name', values: { name: twice } } : null) ??
      (cycle ? { code: 'cycle', values: { names: describeCycle(cycle, cells) } } : null);
    return { ...draft, problem };
  });
  return { nodes: new Map(nodes.map((node) => [node.cell.id, node])), order: sort(nodes) };
}

/** `$as_of` is the notebook's own date, unless an input has that name. */
function isAsOf(notebook: Notebook, name: string): boolean {
  return foldName(name) === '$as_of' && notebook.head.asOf !== null;
}

function collect(
  cells: readonly Cell[],
  namesOf: (index: number) => readonly string[],
): Map<string, CellId[]> {
  const ids = new Map<string, CellId[]>();
  cells.forEach((cell, i) => {
    for (const name of namesOf(i)) {
      const folded = foldName(name);
      ids.set(folded, [...(ids.get(folded) ?? []), cell.id]);
    }
  });
  return ids;
}

function describeCycle(cycle: readonly CellId[], cells: readonly Cell[]): string {
  const names = cycle.map((id) => cells.find((cell) => cell.id === id)?.name ?? '?');
  return [...names, names[0]].join(' → ');
}

/** Document order with each cell put behind what it needs. */
function sort(nodes: readonly GraphNode[]): CellId[] {
  const order = new Set<CellId>();
  let left = nodes;
  const isFree = ({ cell, needs }: GraphNode): boolean =>
    needs.every((need) => need === cell.id || order.has(need));
  while (left.length > 0) {
    const next = left.find(isFree) ?? left[0];
    if (next) order.add(next.cell.id);
    left = left.filter((node) => node !== next);
  }
  return [...order];
}
