import { ProblemError, toProblem, type Problem } from '../problem.ts';
import { emptyResult, type CellContext, type CellResult, type Work } from './kind.ts';
import { readSelect, type Select } from './read-select.ts';

/**
 * Makes the cell's relation from its SELECT. Places in problems are the cell body's own.
 * A view is not counted: that would run it.
 */
export async function runSelect(
  context: CellContext,
  work: Work,
  made: 'table' | 'view',
): Promise<CellResult> {
  const { cell, parameters } = context;
  const { engine, relation, signal, onProgress } = work;
  const select = readSelect(cell.body);
  const prefix = `CREATE OR REPLACE ${made === 'table' ? 'TABLE' : 'VIEW'} ${relation} AS ${select.before}`;
  try {
    const sql = prefix + select.text + select.after;
    const created = await engine.query(sql, { parameters, signal, onProgress });
    const { columns } = await engine.query(`FROM ${relation} LIMIT 0`, { signal });
    const rowCount = made === 'table' ? Number(created.at(0, 0)) : null;
    return { ...emptyResult, relation, made, columns, rowCount };
  } catch (error) {
    throw new ProblemError(toBodyProblem(toProblem(error), cell.body, prefix.length, select), {
      cause: error,
    });
  }
}

function toBodyProblem(problem: Problem, body: string, prefix: number, select: Select): Problem {
  if (problem.sql === undefined) return problem;
  const { position, ...rest } = problem;
  if (position === undefined || position < prefix) return { ...rest, sql: body };
  const inText = Math.min(position - prefix, select.text.length);
  return { ...rest, sql: body, position: select.start + inText };
}
