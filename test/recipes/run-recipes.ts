import { checkCompile } from '../../src/chart/check-compile.ts';
import type { Recipe, RecipeContext } from '../../src/churn/recipe.ts';
import { models } from '../../src/churn/statistics/models.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Value } from '../../src/engine/table.ts';
import { createCell } from '../../src/notebook/create-cell.ts';
import type { Cell } from '../../src/notebook/notebook.ts';
import { foldName } from '../../src/sql/fold-name.ts';
import type { BoundValue } from '../../src/sql/bind-parameters.ts';
import type { CellState } from '../../src/runtime/cell-state.ts';
import { createKinds } from '../../src/runtime/create-kinds.ts';
import type { CheckChart } from '../../src/runtime/kinds/chart.ts';
import { createRuntime } from '../../src/runtime/create-runtime.ts';

export interface RecipeRun {
  /** Cells that are not done, with why; checks with violations. */
  readonly wrong: readonly unknown[];
  readonly cells: readonly { readonly cell: Cell; readonly state: CellState }[];
  /** The rows of a relation, each by column name; `clauses` (a condition, a limit) for some of them. */
  rows(name: string, clauses?: string): Promise<Record<string, Value>[]>;
  /** Milliseconds of each named cell's own SQL. */
  readonly ms: ReadonlyMap<string, number>;
}

export interface RecipeRunOptions {
  readonly engine: Engine;
  readonly recipes: readonly Recipe[];
  readonly context: Omit<RecipeContext, 'taken'>;
  /** Relations that stand before the recipes: name → SELECT. */
  readonly sources: Readonly<Record<string, string>>;
  readonly inputs?: Readonly<Record<string, BoundValue>>;
}

/** A chart is compiled for its columns, whatever the rows: what many runs have in common is compiled once. */
const compiled = new Map<string, ReturnType<CheckChart>>();
const checkOnce: CheckChart = (spec, columns) => {
  const key = JSON.stringify([spec, columns]);
  const found = compiled.get(key) ?? checkCompile(spec, columns, { strict: true });
  compiled.set(key, found);
  return found;
};

/** Writes analyses one after the other into a notebook, runs it, and compiles its charts. */
export async function runRecipes(options: RecipeRunOptions): Promise<RecipeRun> {
  const { engine, recipes, context, sources, inputs = {} } = options;
  let id = 0;
  const cells: Cell[] = Object.entries(sources).map(([name, body]) =>
    createCell('query', { id: `c${++id}`, attributes: { name }, body }),
  );
  for (const recipe of recipes) {
    const taken = new Set(cells.flatMap((cell) => (cell.name === null ? [] : [foldName(cell.name)])));
    for (const draft of recipe.write({ ...context, taken })) {
      const attributes = { ...(draft.name !== undefined && { name: draft.name }), ...draft.attributes };
      cells.push(createCell(draft.kind, { id: `c${++id}`, attributes, body: draft.body }));
    }
  }
  const runtime = createRuntime({
    engine,
    kinds: createKinds({
      checkChart: checkOnce,
      models,
    }),
    clock: () => performance.now(),
  });
  const head = { source: '', format: 1, title: '', lang: context.language, asOf: context.asOf };
  runtime.setNotebook({ head, cells });
  for (const [name, value] of Object.entries(inputs)) runtime.setInput(name, value);
  await runtime.run();
  const states = cells.map((cell) => ({ cell, state: runtime.state(cell.id) }));
  const wrong = states
    .filter(
      ({ cell, state }) =>
        state.status !== 'done' || state.problem || (cell.kind === 'check' && state.rowCount !== 0),
    )
    .map(({ cell, state }) => [
      cell.kind,
      cell.name,
      state.status,
      state.rowCount,
      state.problem,
      state.blockedBy,
    ]);
  return {
    wrong,
    cells: states,
    ms: new Map(
      states.flatMap(({ cell, state }) => (cell.name === null ? [] : [[cell.name, state.ms ?? 0]])),
    ),
    async rows(name, clauses = '') {
      const relation = states.find(({ cell }) => cell.name === name)?.state.relation;
      const table = await engine.query(`FROM ${relation ?? name} ${clauses}`);
      return Array.from({ length: table.rowCount }, (_, row) =>
        Object.fromEntries(table.columns.map((column, at) => [column.name, table.at(row, at)])),
      );
    },
  };
}
