import { compileChurn } from '../../src/churn/definition/compile-churn.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Value } from '../../src/engine/table.ts';
import { createKinds } from '../../src/runtime/create-kinds.ts';
import { createRuntime } from '../../src/runtime/create-runtime.ts';
import { parseNotebook } from '../../src/notebook/parse-notebook.ts';
import type { Problem } from '../../src/problem.ts';

export interface DefinitionRun {
  readonly problem: Problem | null;
  /** Rows of a relation as objects, in the order of the relation unless the SQL orders them. */
  rows(sql: string): Promise<Record<string, Value>[]>;
}

/**
 * Runs a churn cell `lifetimes` over relations given as SQL, with the real runtime and engine.
 * Afterwards `lifetimes`, `lifetimes_all`, `lifetimes_exclusions` and `lifetimes_definition` can be read.
 */
export async function runDefinition(
  engine: Engine,
  relations: Readonly<Record<string, string>>,
  body: string,
  head = 'lang: en',
): Promise<DefinitionRun> {
  const fence = (info: string, text: string): string => `\`\`\`${info}\n${text}\n\`\`\`\n`;
  const cells = Object.entries(relations).map(([name, sql]) => fence(`sql query name=${name}`, sql));
  const from = Object.keys(relations)[0] ?? '';
  const text = `---\nebb: 1\n${head}\n---\n${cells.join('')}${fence(`yaml churn name=lifetimes from=${from}`, body)}`;
  let id = 0;
  const notebook = parseNotebook(text, { createId: () => `c${++id}` });
  const runtime = createRuntime({
    engine,
    kinds: createKinds({ checkChart: () => null, compileChurn }),
    clock: () => 0,
  });
  runtime.setNotebook(notebook);
  await runtime.run();
  const failed = runtime.states().find((state) => state.problem);
  return {
    problem: failed?.problem ?? null,
    async rows(sql) {
      const table = await engine.query(sql);
      return Array.from({ length: table.rowCount }, (_, row) =>
        Object.fromEntries(table.columns.map(({ name }, column) => [name, table.at(row, column)])),
      );
    },
  };
}

/** A relation from rows: a header of names with types, then values as SQL. */
export function relation(header: string, ...rows: readonly string[]): string {
  const columns = header.split(',').map((one) => one.trim().split(' '));
  const list = columns.map(([name, type = 'varchar'], i) => `cast(c${i} as ${type}) as "${name}"`).join(', ');
  const names = columns.map((_, i) => `c${i}`).join(', ');
  const values = rows.map((row) => `(${row})`).join(', ');
  return rows.length === 0
    ? `select ${columns.map(([name, type = 'varchar']) => `cast(null as ${type}) as "${name}"`).join(', ')} where false`
    : `select ${list} from (values ${values}) t(${names})`;
}
