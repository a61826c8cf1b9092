import { foldName } from '../sql/fold-name.ts';
import type { Section } from './find-sections.ts';
import { createGraph } from './graph.ts';
import type { Cell, CellId, Notebook } from './notebook.ts';

/**
 * The cells to insert into `target` for a section of another notebook: its own, and before them those that they need
 * (queries, inputs, data), directly or not. A cell whose name the target has already is left out: the target's own serves.
 * Empty when the target has all of them.
 */
export function takeSection(
  from: Notebook,
  section: Section,
  target: Notebook,
  createId: () => CellId,
): Cell[] {
  const taken = new Set(target.cells.flatMap((cell) => (cell.name === null ? [] : [foldName(cell.name)])));
  const isTaken = (cell: Cell): boolean => cell.name !== null && taken.has(foldName(cell.name));
  if (section.cells.some(isTaken) && section.cells.every((cell) => cell.name === null || isTaken(cell)))
    return [];

  const own = new Set(section.cells.map((cell) => cell.id));
  const needed = new Set<CellId>();
  const { nodes } = createGraph(from);
  const visit = (id: CellId): void => {
    for (const need of nodes.get(id)?.needs ?? []) {
      const cell = nodes.get(need)?.cell;
      if (!cell || own.has(need) || needed.has(need) || isTaken(cell)) continue;
      needed.add(need);
      visit(need);
    }
  };
  own.forEach(visit);
  const before = from.cells.filter((cell) => needed.has(cell.id));
  return [...before, ...section.cells]
    .filter((cell) => !isTaken(cell))
    .map((cell) => ({ ...cell, id: createId() }));
}
