import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Cell, Notebook } from '../notebook/notebook.ts';
import { parseDataSpec } from '../notebook/parse-data-spec.ts';
import { parseInputSpec } from '../notebook/parse-input-spec.ts';
import { parseNotebook } from '../notebook/parse-notebook.ts';
import { type Problem, ProblemError, toProblem } from '../problem.ts';
import type { BoundValue } from '../sql/bind-parameters.ts';
import { findDataFile } from './find-data-file.ts';
import { parseInputValue } from './parse-input-value.ts';
import type { RunOptions } from './run-options.ts';

/** All that a run needs, read from the command line and the notebook. */
export interface RunPlan {
  readonly notebook: Notebook;
  /** Data cell name → path of its file. */
  readonly files: ReadonlyMap<string, string>;
  /** Data cell name → why there is no file for it. */
  readonly missing: ReadonlyMap<string, Problem>;
  /** What `--set` sets, by parameter name. */
  readonly inputs: Readonly<Record<string, BoundValue>>;
}

/**
 * Reads the notebook and fits the options to it. `samples` is the folder of the project's sample data.
 * @throws ProblemError `cli-no-file`, `cli-unknown-data`, `cli-unknown-input`, `cli-bad-input`, or the notebook's own
 */
export async function planNotebookRun(options: RunOptions, samples: string): Promise<RunPlan> {
  const notebook = await readNotebook(options.notebook);
  return { notebook, ...planFiles(options, notebook, samples), inputs: planInputs(options, notebook) };
}

async function readNotebook(path: string): Promise<Notebook> {
  const text = await readText(path);
  let ids = 0;
  try {
    return parseNotebook(text, { createId: () => String(++ids) });
  } catch (error) {
    const problem = toProblem(error);
    const values = { file: basename(path), ...problem.values };
    throw new ProblemError({ ...problem, values }, { cause: error });
  }
}

function planFiles({ data, notebook: path }: RunOptions, notebook: Notebook, samples: string) {
  const cells = findNamed(notebook, 'data');
  checkKnown('cli-unknown-data', data.keys(), cells);
  const files = new Map<string, string>();
  const missing = new Map<string, Problem>();
  for (const [name, cell] of cells) {
    const given = data.get(name);
    if (given !== undefined) files.set(name, checkFile(given));
    else
      try {
        files.set(name, findDataFile(name, parseDataSpec(cell.body), path, samples));
      } catch (error) {
        missing.set(name, toProblem(error));
      }
  }
  return { files, missing };
}

function planInputs({ set }: RunOptions, notebook: Notebook): Record<string, BoundValue> {
  const cells = findNamed(notebook, 'input');
  checkKnown('cli-unknown-input', set.keys(), cells);
  const inputs: Record<string, BoundValue> = {};
  for (const [name, text] of set)
    Object.assign(inputs, parseInputValue(name, parseInputSpec(cells.get(name)?.body ?? ''), text));
  return inputs;
}

function findNamed(notebook: Notebook, kind: string): Map<string, Cell> {
  return new Map(
    notebook.cells.flatMap((cell): [string, Cell][] =>
      cell.kind === kind && cell.name !== null ? [[cell.name, cell]] : [],
    ),
  );
}

function checkKnown(code: string, names: Iterable<string>, cells: ReadonlyMap<string, Cell>): void {
  for (const name of names)
    if (!cells.has(name))
      throw new ProblemError({ code, values: { name, known: [...cells.keys()].join(', ') || '–' } });
}

function checkFile(file: string): string {
  if (!existsSync(file)) throw new ProblemError({ code: 'cli-no-file', values: { file } });
  return resolve(file);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new ProblemError({ code: 'cli-no-file', values: { file } }, { cause });
  }
}
