import { writeFile } from 'node:fs/promises';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import { importFile } from '../intake/import-file.ts';
import type { ImportProgress } from '../intake/import-report.ts';
import { relationName } from '../intake/relation-name.ts';
import type { Language } from '../locale/language.ts';
import { sayProblem } from '../locale/messages.ts';
import { toProblem } from '../problem.ts';
import { toAccount, toAccountText } from './account-text.ts';
import { checkOptionsFit } from './check-options-fit.ts';
import { createFileScratch } from './create-file-scratch.ts';
import { type ImportRequest, parseImportRequest } from './import-options.ts';
import { openFiles } from './open-files.ts';
import { createProgressLine } from './progress-line.ts';
import { writeTable } from './write-table.ts';

/** Where a command writes, and in which language. */
export interface CommandIo {
  readonly language: Language;
  out(text: string): void;
  error(text: string): void;
  /** Milliseconds since 1970, where it is not the system's clock that counts. */
  readonly now?: () => number;
  /** Writes over the line of a terminal; absent where nobody watches. */
  readonly status?: (text: string) => void;
}

/**
 * `ebb import FILE… [--format json|text] [--to out.csv] [overrides]`: the account of a file, or of several as one table.
 * @returns the exit code: 0 imported, 1 the file could not be imported, 2 usage
 */
export async function runImportCommand(args: readonly string[], io: CommandIo): Promise<number> {
  let request: ImportRequest;
  try {
    request = parseImportRequest(args);
  } catch (thrown) {
    return fail(io, thrown, 2);
  }
  try {
    await importAndPrint(request, io);
    return 0;
  } catch (thrown) {
    return fail(io, thrown, 1);
  }
}

async function importAndPrint({ files, format, to, recipe }: ImportRequest, io: CommandIo): Promise<void> {
  const { file, recipe: own } = await openFiles(files, recipe);
  if (file.size === 0) await writeNothing(file.name, format, to, io);
  const scratch = await createFileScratch();
  const engine = await createNodeEngine();
  try {
    const relation = relationName(file.name, []).name;
    const line = io.status && createProgressLine(io.language, io.status, () => performance.now());
    const onProgress = (progress: ImportProgress): void => line?.show(progress);
    const report = await importFile({ engine, file, relation, recipe: own, scratch, onProgress }).finally(
      () => line?.end(),
    );
    checkOptionsFit(own, report);
    if (to !== undefined) await writeTable(engine, relation, report.loaded, to);
    io.out(
      format === 'json'
        ? `${JSON.stringify(toAccount(report), null, 2)}\n`
        : toAccountText(report, io.language),
    );
  } finally {
    await engine.close();
    await scratch.remove();
  }
}

/** An empty file is no table, and the command fails; its account and its copy are empty too. */
async function writeNothing(
  file: string,
  format: ImportRequest['format'],
  to: string | undefined,
  io: CommandIo,
): Promise<void> {
  const account = { file, kind: null, encoding: null, delimiter: null, records: 0, loaded: 0, setAside: [] };
  if (to !== undefined) await writeFile(to, '');
  if (format === 'json') io.out(`${JSON.stringify({ ...account, columns: [] }, null, 2)}\n`);
}

function fail(io: CommandIo, thrown: unknown, code: number): number {
  const problem = toProblem(thrown);
  const { message, next } = sayProblem(io.language, problem);
  const detail = problem.detail === undefined ? '' : `${problem.detail}\n`;
  io.error(`ebb: ${message} ${next}\n${detail}`);
  return code;
}
