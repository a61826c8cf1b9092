import { writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { foldName } from '../sql/fold-name.ts';
import type { Role } from '../churn/roles/role.ts';
import { planStart } from '../churn/start/plan-start.ts';
import { readStartTable } from '../churn/start/read-start-table.ts';
import type { StartTable } from '../churn/start/start-table.ts';
import { writeStart, type StartNotebook } from '../churn/start/write-start.ts';
import { macroStatements } from '../churn/statistics/macros.ts';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import { openSourceFile } from '../engine/open-source-file.ts';
import { importFile } from '../intake/import-file.ts';
import { relationName } from '../intake/relation-name.ts';
import type { Language } from '../locale/language.ts';
import { say } from '../locale/messages.ts';
import { applyEdit } from '../notebook/apply-edit.ts';
import { createCell } from '../notebook/create-cell.ts';
import { serializeNotebook } from '../notebook/serialize-notebook.ts';
import { createHead } from '../notebook/set-head.ts';
import { createFileScratch } from './create-file-scratch.ts';
import type { CommandIo } from './import-command.ts';
import { parseStartOptions, type StartOptions } from './start-options.ts';
import { tellProblem } from './tell-problem.ts';
import { tellSetAside } from './tell-set-aside.ts';

/**
 * `ebb start FILE… [--role ROLE=COLUMN]… [--rule …] [--lang zh|en] --out NOTEBOOK.md`: writes a notebook for the files.
 * @returns the exit code: 0 written, 1 the files do not say who left or cannot be read, 2 usage
 */
export async function runStartCommand(args: readonly string[], io: CommandIo): Promise<number> {
  let options: StartOptions;
  try {
    options = parseStartOptions(args);
  } catch (error) {
    tellProblem(io, error);
    return 2;
  }
  const language = options.language ?? io.language;
  try {
    const plan = planStart(await readTables(options, io, language), options.rule);
    const notebook = writeStart(plan, language);
    await writeFile(options.out, toText(notebook));
    for (const { file, guess } of plan.tables) {
      const roles = [...guess.roles].map(([role, column]) => `${role} = ${column}`).join(', ');
      io.out(`${say(language, 'cliStartTable', { file, shape: guess.shape, roles })}\n`);
    }
    io.out(
      `${say(language, 'cliStarted', { out: options.out, rule: plan.rule, cells: notebook.cells.length })}\n`,
    );
    return 0;
  } catch (error) {
    tellProblem({ ...io, language }, error);
    return 1;
  }
}

/** Loads each file and recognises it. A role goes to the files that have its column; an expression to the first. */
async function readTables(
  { files, roles, out }: StartOptions,
  io: CommandIo,
  language: Language,
): Promise<StartTable[]> {
  const now = io.now?.() ?? Date.now();
  const engine = await createNodeEngine({ functions: macroStatements });
  const scratch = await createFileScratch();
  const home = dirname(resolve(out));
  try {
    const taken: string[] = [];
    const loaded: {
      relation: string;
      columns: readonly { name: string; type: string }[];
      file: string;
      sheet: string | null;
    }[] = [];
    for (const path of files) {
      const file = await openSourceFile(path);
      const { name } = relationName(file.name, taken);
      taken.push(name);
      const report = await importFile({ engine, file, relation: name, scratch });
      tellSetAside(io, language, report);
      const { relation, columns } = report;
      loaded.push({
        relation,
        columns,
        file: relative(home, resolve(path)).split('\\').join('/'),
        sheet: report.recipe.sheet,
      });
    }
    const hasColumn = (table: (typeof loaded)[number], name: string): boolean =>
      table.columns.some((one) => foldName(one.name) === foldName(name));
    const tables: StartTable[] = [];
    for (const table of loaded) {
      const given = [...roles].filter(([, column]) =>
        loaded.some((one) => hasColumn(one, column)) ? hasColumn(table, column) : table === loaded[0],
      );
      tables.push(
        await readStartTable(engine, table, table.file, new Map<Role, string>(given), {
          now,
          sheet: table.sheet,
        }),
      );
    }
    return tables;
  } finally {
    await engine.close();
    await scratch.remove();
  }
}

function toText({ title, lang, asOf, cells }: StartNotebook): string {
  const made = cells.map(({ kind, name, attributes, body }, i) =>
    createCell(kind, {
      id: String(i),
      attributes: name === undefined ? attributes : { name, ...attributes },
      body,
    }),
  );
  const empty = { head: createHead({ title, lang, asOf }), cells: [] };
  return serializeNotebook(applyEdit(empty, { type: 'insert', at: 0, cells: made }));
}
