import { checkSpec } from '../chart/check-spec.ts';
import { macroStatements } from '../churn/statistics/macros.ts';
import { models } from '../churn/statistics/models.ts';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import type { Engine } from '../engine/engine.ts';
import type { ImportReport } from '../intake/import-report.ts';
import type { Cell } from '../notebook/notebook.ts';
import { parseInputSpec } from '../notebook/parse-input-spec.ts';
import type { Problem } from '../problem.ts';
import type { CellState } from '../runtime/cell-state.ts';
import { createKinds } from '../runtime/create-kinds.ts';
import type { CheckChart } from '../runtime/kinds/chart.ts';
import { createRuntime } from '../runtime/create-runtime.ts';
import { toParameters } from '../runtime/input-value.ts';
import { bindData } from './bind-data.ts';
import type { CellReport } from './cell-report.ts';
import { createFileScratch } from './create-file-scratch.ts';
import type { RunPlan } from './run-plan.ts';

/** Runs a planned notebook on an engine of its own and reads at most `rows` rows of each cell. `onLoaded` hears of each file. */
export async function runNotebook(
  { notebook, files, missing, inputs }: RunPlan,
  rows: number,
  onLoaded: (report: ImportReport) => void,
): Promise<{ engine: string; reports: CellReport[] }> {
  const engine = await createNodeEngine({ functions: macroStatements });
  const scratch = await createFileScratch();
  try {
    const { tables, problems } = await bindData(engine, scratch, files, notebook, onLoaded);
    const runtime = createRuntime({
      engine,
      kinds: createKinds({
        checkChart: await findChartCheck(notebook),
        models,
        ...(await findChurn(notebook)),
      }),
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
      reports.push(await readReport(cell, state, engine, rows, inputs));
    }
    return { engine: engine.name, reports };
  } finally {
    await engine.close();
    await scratch.remove();
  }
}

/** Nothing is drawn here, so charts are compiled to find what would fail on a screen. The compiler is loaded for them only. */
async function findChartCheck({ cells }: RunPlan['notebook']): Promise<CheckChart> {
  if (!cells.some(({ kind }) => kind === 'chart')) return checkSpec;
  const { checkCompile } = await import('../chart/check-compile.ts');
  return (spec, columns) => checkCompile(spec, columns);
}

/** What compiles definitions of churn is loaded when there is one. */
async function findChurn({ cells }: RunPlan['notebook']) {
  if (!cells.some((cell) => cell.kind === 'churn')) return {};
  const { compileChurn } = await import('../churn/definition/compile-churn.ts');
  return { compileChurn };
}

/** A data cell without its table fails in the runtime; why there is none is known here. */
function withCause(state: CellState, cause: Problem | undefined): CellState {
  return cause && state.status === 'failed' ? { ...state, problem: cause } : state;
}

/** A chart's rows are those of its source, printed there already. */
async function readReport(
  cell: Cell,
  state: CellState,
  engine: Engine,
  limit: number,
  inputs: RunPlan['inputs'],
): Promise<CellReport> {
  const parameters =
    cell.kind === 'input' && state.status === 'done' ? readParameters(cell, state, inputs) : {};
  if (state.status !== 'done' || state.relation === null || cell.kind === 'chart')
    return { cell, state, columns: state.columns, rows: [], parameters };
  const rowCount = state.rowCount ?? (await countRows(state.relation, engine));
  const table = await engine.query(`FROM ${state.relation} LIMIT ${limit}`);
  const rows = Array.from({ length: table.rowCount }, (_, row) =>
    table.columns.map((_column, column) => table.at(row, column)),
  );
  return { cell, state: { ...state, rowCount }, columns: table.columns, rows, parameters };
}

function readParameters(cell: Cell, state: CellState, inputs: RunPlan['inputs']): CellReport['parameters'] {
  return toParameters(cell.name ?? '', parseInputSpec(cell.body), inputs, state.choices);
}

/** A query kept as a view was not counted when it ran. */
async function countRows(relation: string, engine: Engine): Promise<number> {
  return Number((await engine.query(`SELECT count(*) FROM ${relation}`)).at(0, 0));
}
