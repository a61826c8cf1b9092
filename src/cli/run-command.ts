import { resolve } from 'node:path';
import { checkSpec } from '../chart/check-spec.ts';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import type { Engine } from '../engine/engine.ts';
import type { Cell } from '../notebook/notebook.ts';
import type { Problem } from '../problem.ts';
import type { CellState } from '../runtime/cell-state.ts';
import { createKinds } from '../runtime/create-kinds.ts';
import { createRuntime } from '../runtime/create-runtime.ts';
import { bindData } from './bind-data.ts';
import { type CellReport, isGood } from './cell-report.ts';
import { createFileScratch } from './create-file-scratch.ts';
import type { CommandIo } from './import-command.ts';
import { toJsonReport } from './json-report.ts';
import { parseRunOptions, type RunOptions } from './run-options.ts';
import { planNotebookRun, type RunPlan } from './run-plan.ts';
import { tellProblem } from './tell-problem.ts';
import { toTextReport } from './text-report.ts';

const samples = resolve(import.meta.dirname, '../../sample-data');

/**
 * `ebb run NOTEBOOK …`: runs a notebook on native DuckDB and prints every cell.
 * @returns the exit code: 0 all done, 1 a cell failed or a check found violations, 2 usage
 */
export async function runRunCommand(args: readonly string[], io: CommandIo): Promise<number> {
  let options: RunOptions;
  let plan: RunPlan;
  try {
    options = parseRunOptions(args);
    plan = await planNotebookRun(options, samples);
  } catch (error) {
    tellProblem(io, error);
    return 2;
  }
  const language = plan.notebook.head.lang ?? io.language;
  try {
    const { engine, reports } = await runNotebook(plan, options.rows);
    io.out(
      options.format === 'json'
        ? `${toJsonReport(options.notebook, engine, reports, language)}\n`
        : toTextReport(reports, language),
    );
    return reports.every(isGood) ? 0 : 1;
  } catch (error) {
    tellProblem({ ...io, language }, error);
    return 1;
  }
}

async function runNotebook(
  { notebook, files, missing, inputs }: RunPlan,
  rows: number,
): Promise<{ engine: string; reports: CellReport[] }> {
  const engine = await createNodeEngine();
  const scratch = await createFileScratch();
  try {
    const { tables, problems } = await bindData(engine, scratch, files);
    const runtime = createRuntime({
      engine,
      kinds: createKinds({ checkChart: checkSpec }),
      clock: () => performance.now(),
    });
    runtime.setNotebook(notebook);
    runtime.setTables(tables);
    for (const [name, value] of Object.entries(inputs)) runtime.setInput(name, value);
    await runtime.run();
    const reports: CellReport[] = [];
    for (const cell of notebook.cells) {
      const own = cell.kind === 'data' && cell.name !== null ? cell.name : '';
      const state = withCause(runtime.state(cell.id), problems.get(own) ?? missing.get(own));
      reports.push(await readReport(cell, state, engine, rows));
    }
    return { engine: engine.name, reports };
  } finally {
    await engine.close();
    await scratch.remove();
  }
}

/** A data cell without its table fails in the runtime; why there is none is known here. */
function withCause(state: CellState, cause: Problem | undefined): CellState {
  return cause && state.status === 'failed' ? { ...state, problem: cause } : state;
}

/** A chart's rows are those of its source, printed there already. */
async function readReport(cell: Cell, state: CellState, engine: Engine, limit: number): Promise<CellReport> {
  if (state.status !== 'done' || state.relation === null || cell.kind === 'chart')
    return { cell, state, columns: state.columns, rows: [] };
  const rowCount = state.rowCount ?? (await countRows(state.relation, engine));
  const table = await engine.query(`FROM ${state.relation} LIMIT ${limit}`);
  const rows = Array.from({ length: table.rowCount }, (_, row) =>
    table.columns.map((_column, column) => table.at(row, column)),
  );
  return { cell, state: { ...state, rowCount }, columns: table.columns, rows };
}

/** A query kept as a view was not counted when it ran. */
async function countRows(relation: string, engine: Engine): Promise<number> {
  return Number((await engine.query(`SELECT count(*) FROM ${relation}`)).at(0, 0));
}
