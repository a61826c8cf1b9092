import type { Column, Table } from '../../engine/table.ts';
import { ProblemError, toProblem, type Problem } from '../../problem.ts';
import type { BoundValue } from '../../sql/bind-parameters.ts';
import { foldName } from '../../sql/fold-name.ts';
import {
  emptyResult,
  type CellContext,
  type CellResult,
  type Kind,
  type PartResult,
  type Work,
} from '../kind.ts';

export interface ChurnRequest {
  readonly body: string;
  /** The relation of `from=`; `''` when the fence has none. */
  readonly from: string;
  /** Columns of a relation that the cell reads; null when no cell makes it. */
  readonly columnsOf: (relation: string) => readonly Column[] | null;
  readonly parameters: Readonly<Record<string, BoundValue>>;
  readonly language: 'zh' | 'en';
  /** SQL name of one of the cell's relations; null is the main one. */
  readonly relationOf: (part: string | null) => string;
}

/** One relation to make. Later steps may read what earlier ones made. */
export interface ChurnStep {
  readonly part: string | null;
  readonly made: 'table' | 'view';
  /** Its SELECT, which may depend on the columns of the parts before it. */
  readonly sql: (columnsOf: (part: string) => readonly Column[]) => string;
  /** What is wrong with the columns it came to, or null. */
  readonly check?: (columns: readonly Column[]) => Problem | null;
}

/** @throws ProblemError what is wrong with the definition */
export type CompileChurn = (request: ChurnRequest) => readonly ChurnStep[];

/** A definition of churn: the compiler says in which steps its relations are made. */
export function createChurnKind(compile: CompileChurn): Kind {
  return {
    lane: 'heavy',
    content: ({ cell, language }) => JSON.stringify([cell.body, cell.attributes['from'], language]),
    run: (context, work) => runSteps(compile(toRequest(context, work)), context, work),
  };
}

function toRequest({ cell, language, relations, parameters }: CellContext, work: Work): ChurnRequest {
  return {
    body: cell.body,
    from: cell.attributes['from'] ?? '',
    columnsOf: (name) => relations.get(foldName(name))?.columns ?? null,
    parameters,
    language: language ?? 'en',
    relationOf: (part) => (part === null ? work.relation : work.partRelation(part)),
  };
}

async function runSteps(steps: readonly ChurnStep[], context: CellContext, work: Work): Promise<CellResult> {
  const done: { step: ChurnStep; result: PartResult }[] = [];
  try {
    for (const [i, step] of steps.entries()) {
      const onProgress = (percent: number): void => work.onProgress((100 * i + percent) / steps.length);
      const columnsOf = (part: string): readonly Column[] =>
        done.find((one) => one.step.part === part)?.result.columns ?? [];
      done.push({ step, result: await runStep(step, step.sql(columnsOf), context, { ...work, onProgress }) });
    }
  } catch (error) {
    for (const { result } of done.toReversed()) await drop(result, work);
    throw error;
  }
  const main = done.find(({ step }) => step.part === null)?.result;
  const parts = done.flatMap(({ step, result }) =>
    step.part === null ? [] : [[step.part, result] as const],
  );
  return { ...emptyResult, ...main, parts: Object.fromEntries(parts) };
}

async function runStep(
  step: ChurnStep,
  sql: string,
  { parameters }: CellContext,
  work: Work,
): Promise<PartResult> {
  const { engine, signal, onProgress } = work;
  const { made, part } = step;
  const relation = part === null ? work.relation : work.partRelation(part);
  const prefix = `CREATE OR REPLACE ${made === 'table' ? 'TABLE' : 'VIEW'} ${relation} AS `;
  let created: Table;
  try {
    created = await engine.query(prefix + sql, { parameters, signal, onProgress });
  } catch (error) {
    const { position, ...problem } = toProblem(error);
    if (problem.sql === undefined) throw error;
    const place = position === undefined ? {} : { position: Math.max(0, position - prefix.length) };
    throw new ProblemError({ ...problem, sql, ...place }, { cause: error });
  }
  const { columns } = await engine.query(`FROM ${relation} LIMIT 0`, { signal });
  const result: PartResult = { relation, made, columns, rowCount: null };
  const problem = step.check?.(columns);
  if (problem) {
    await drop(result, work);
    throw new ProblemError(problem);
  }
  const count =
    made === 'table' ? created : await engine.query(`SELECT count(*) FROM ${relation}`, { signal });
  return { ...result, rowCount: Number(count.at(0, 0)) };
}

async function drop({ relation, made }: PartResult, { engine }: Work): Promise<void> {
  await engine.query(`DROP ${made === 'view' ? 'VIEW' : 'TABLE'} IF EXISTS ${relation}`);
}
