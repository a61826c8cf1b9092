import type { Value } from '../../engine/table.ts';
import { parseYamlBody } from '../../notebook/parse-yaml-body.ts';
import { ProblemError } from '../../problem.ts';
import { foldName } from '../../sql/fold-name.ts';
import { emptyResult, type CellContext, type CellResult, type Kind, type Work } from '../kind.ts';

/** What SQL alone cannot compute: SQL sums up, `solve` computes on the few rows left, SQL writes them back. */
export interface Model {
  /**
   * A SELECT over `from` whose rows `solve` takes. `options` is the cell's YAML.
   * @throws ProblemError for an option or a column that is wrong
   */
  readonly plan: (
    from: string,
    options: Readonly<Record<string, unknown>>,
    columns: readonly string[],
  ) => string;
  /** A SELECT that gives the model's relation, from the rows of the first one. */
  readonly solve: (rows: readonly (readonly Value[])[]) => string;
}

/** A model fitted to another cell's rows; `kind=` names it among those that the app brings. */
export function createModelKind(models: ReadonlyMap<string, Model>): Kind {
  return {
    lane: 'heavy',
    content: ({ cell }) => JSON.stringify([cell.attributes['kind'] ?? '', cell.body]),
    run: (context, work) => runModel(models, context, work),
  };
}

async function runModel(
  models: ReadonlyMap<string, Model>,
  { cell, relations }: CellContext,
  { engine, relation, signal, onProgress }: Work,
): Promise<CellResult> {
  const [kind, from] = [cell.attributes['kind'] ?? '', cell.attributes['from'] ?? ''];
  const model = models.get(kind);
  if (!model) {
    const values = { kind, candidates: [...models.keys()].join(', ') };
    throw new ProblemError({ code: 'model-kind', values });
  }
  if (from === '') throw new ProblemError({ code: 'model-no-source' });
  const source = relations.get(foldName(from));
  if (!source?.relation) throw new ProblemError({ code: 'relation-missing', values: { name: from } });
  const options = cell.body.trim() === '' ? {} : parseYamlBody(cell.body);
  const columns = source.columns.map(({ name }) => name);
  const summed = await engine.query(model.plan(source.relation, options, columns), { signal, onProgress });
  const rows = Array.from({ length: summed.rowCount }, (_, row) =>
    summed.columns.map((_column, column) => summed.at(row, column)),
  );
  const created = await engine.query(`CREATE OR REPLACE TABLE ${relation} AS ${model.solve(rows)}`, {
    signal,
  });
  const shown = await engine.query(`FROM ${relation} LIMIT 0`, { signal });
  return {
    ...emptyResult,
    relation,
    made: 'table',
    columns: shown.columns,
    rowCount: Number(created.at(0, 0)),
  };
}
