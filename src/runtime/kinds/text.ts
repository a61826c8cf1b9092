import type { Value } from '../../engine/table.ts';
import { findInlineValues, type InlineValue } from '../../notebook/find-inline-values.ts';
import type { Problem } from '../../problem.ts';
import { foldName } from '../../sql/fold-name.ts';
import { quoteName } from '../../sql/quote.ts';
import { emptyResult, type CellContext, type CellResult, type Kind, type Work } from '../kind.ts';
import { memoByCell } from '../../notebook/memo-by-cell.ts';

const inlineValues = memoByCell((cell) => findInlineValues(cell.body));

/** Fetches the values of `{{ relation.column }}`: one query for each relation, first row, no row gives null. */
export const textKind: Kind = {
  lane: 'light',
  tolerant: true,
  content: ({ cell }) => JSON.stringify(inlineValues(cell).map((value) => value.expression)),
  instant: ({ cell }) => (inlineValues(cell).length === 0 ? emptyResult : null),
  run: fetchValues,
};

async function fetchValues({ cell, relations }: CellContext, work: Work): Promise<CellResult> {
  const values: Record<string, Value> = {};
  const problems: Problem[] = [];
  for (const [name, wanted] of groupByRelation(inlineValues(cell))) {
    const source = relations.get(name);
    if (!source?.relation) {
      problems.push({ code: 'relation-missing', values: { name: wanted[0]?.relation ?? name } });
      continue;
    }
    const columns = source.columns.map((column) => column.name);
    const found = wanted.flatMap((value): (InlineValue & { readonly as: string })[] => {
      const as = columns.find((column) => foldName(column) === foldName(value.column));
      if (as !== undefined) return [{ ...value, as }];
      const names = { expression: value.expression, column: value.column, candidates: columns.join(', ') };
      problems.push({ code: 'inline-column-missing', values: names, position: value.start });
      return [];
    });
    const list = [...new Set(found.map((value) => value.as))];
    if (list.length === 0) continue;
    const sql = `SELECT ${list.map(quoteName).join(', ')} FROM ${source.relation} LIMIT 1`;
    const row = await work.engine.query(sql, { signal: work.signal });
    for (const { expression, as } of found)
      values[expression] = row.rowCount === 0 ? null : row.at(0, list.indexOf(as));
  }
  return { ...emptyResult, values, problem: problems[0] ?? null };
}

function groupByRelation(values: readonly InlineValue[]): Map<string, InlineValue[]> {
  const groups = new Map<string, InlineValue[]>();
  for (const value of values) {
    const name = foldName(value.relation);
    groups.set(name, [...(groups.get(name) ?? []), value]);
  }
  return groups;
}
