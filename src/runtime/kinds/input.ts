import { readInputSpec, type ChoiceSource } from '../../notebook/parse-input-spec.ts';
import { ProblemError } from '../../problem.ts';
import { foldName } from '../../sql/fold-name.ts';
import { quoteName } from '../../sql/quote.ts';
import { toParameters } from '../input-value.ts';
import { emptyResult, type CellContext, type CellResult, type Kind, type Work } from '../kind.ts';

/** How many choices a relation may give; a list of more helps nobody. */
export const choiceLimit = 1000;

/** A parameter's value, checked against its spec; a select's choices may come from a relation. */
export const inputKind: Kind = {
  lane: 'light',
  content: ({ cell, overrides }) => JSON.stringify([cell.name, cell.body, overrides]),
  instant: (context) => {
    const spec = readInputSpec(context.cell);
    if ('from' in spec && spec.from) return null;
    return toResult(context, 'options' in spec ? spec.options : []);
  },
  run: async (context, work) => {
    const spec = readInputSpec(context.cell);
    if (!('from' in spec)) return toResult(context, []);
    const found = spec.from ? await fetchChoices(spec.from, context, work) : [];
    return toResult(context, [...new Set([...spec.options, ...found])]);
  },
};

function toResult({ cell, overrides }: CellContext, choices: readonly string[]): CellResult {
  const spec = readInputSpec(cell);
  const parameters = cell.name === null ? {} : toParameters(cell.name, spec, overrides, choices);
  return { ...emptyResult, choices, parameters };
}

async function fetchChoices(
  { relation, column, isDescending }: ChoiceSource,
  { relations }: CellContext,
  { engine, signal }: Work,
): Promise<string[]> {
  const source = relations.get(foldName(relation));
  if (!source?.relation) throw new ProblemError({ code: 'relation-missing', values: { name: relation } });
  const found = source.columns.find(({ name }) => foldName(name) === foldName(column));
  if (!found) {
    const values = { column, relation, candidates: source.columns.map(({ name }) => name).join(', ') };
    throw new ProblemError({ code: 'input-column-missing', values });
  }
  const name = quoteName(found.name);
  const distinct = `SELECT DISTINCT ${name} AS choice FROM ${source.relation} WHERE ${name} IS NOT NULL`;
  const sql = `SELECT CAST(choice AS VARCHAR) FROM (${distinct}) ORDER BY choice${isDescending ? ' DESC' : ''} LIMIT ${choiceLimit}`;
  const rows = await engine.query(sql, { signal });
  return Array.from({ length: rows.rowCount }, (_, row) => String(rows.at(row, 0)));
}
