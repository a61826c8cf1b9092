import { resolve } from 'node:path';
import { findHeadProblem } from '../notebook/parse-head.ts';
import { ProblemError } from '../problem.ts';
import { isGood } from './cell-report.ts';
import type { CommandIo } from './import-command.ts';
import { parseRunOptions, type RunOptions } from './run-options.ts';
import { planNotebookRun, type RunPlan } from './run-plan.ts';
import { tellProblem } from './tell-problem.ts';
import { tellSetAside } from './tell-set-aside.ts';

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
  const headProblem = findHeadProblem(plan.notebook.head);
  if (headProblem) tellProblem({ ...io, language }, new ProblemError(headProblem));
  try {
    const { runNotebook } = await import('./run-notebook.ts');
    const { engine, reports } = await runNotebook(plan, options.rows, (report) =>
      tellSetAside(io, language, report),
    );
    if (options.format === 'json') {
      const { toJsonReport } = await import('./json-report.ts');
      io.out(`${toJsonReport(options.notebook, engine, reports, language)}\n`);
    } else {
      const { toTextReport } = await import('./text-report.ts');
      io.out(toTextReport(reports, language));
    }
    return reports.every(isGood) ? 0 : 1;
  } catch (error) {
    tellProblem({ ...io, language }, error);
    return 1;
  }
}
