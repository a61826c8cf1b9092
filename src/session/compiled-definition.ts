import { compileDefinition } from '../churn/definition/compile-definition.ts';
import type { SourceColumn } from '../churn/definition/sources.ts';
import { findMakes } from '../notebook/find-makes.ts';
import type { Cell, Notebook } from '../notebook/notebook.ts';
import { toProblem, type Problem } from '../problem.ts';
import type { CellState } from '../runtime/cell-state.ts';
import { foldName } from '../sql/fold-name.ts';
import type { Definition } from './edit-definition.ts';

/** The SQL that a definition compiles to, from what its sources came to last; or what keeps it from being compiled. */
export function compileForScreen(
  definition: Definition,
  cell: Cell,
  notebook: Notebook,
  results: ReadonlyMap<string, CellState>,
  language: 'zh' | 'en',
): { readonly sql: string } | { readonly problem: Problem } {
  try {
    const { asOf } = notebook.head;
    const { sql } = compileDefinition(definition, {
      from: cell.attributes['from'] ?? '',
      columnsOf: (name) => columnsOf(notebook, results, name),
      parameters: asOf === null ? {} : { as_of: { type: 'DATE', value: asOf } },
      language,
    });
    return { sql };
  } catch (thrown) {
    return { problem: toProblem(thrown) };
  }
}

/** Columns of a relation that a cell made; null when none did. */
export function columnsOf(
  { cells }: Pick<Notebook, 'cells'>,
  results: ReadonlyMap<string, CellState>,
  name: string,
): readonly SourceColumn[] | null {
  const maker = cells.find((cell) => {
    const { relation } = findMakes(cell);
    return relation !== null && foldName(relation) === foldName(name);
  });
  return (maker && results.get(maker.id)?.columns) ?? null;
}
