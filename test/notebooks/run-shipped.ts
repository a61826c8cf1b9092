import { models } from '../../src/churn/statistics/models.ts';
import { checkSpec } from '../../src/chart/check-spec.ts';
import { compileChurn } from '../../src/churn/definition/compile-churn.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { SourceFile } from '../../src/engine/source.ts';
import type { Value } from '../../src/engine/table.ts';
import { importFile } from '../../src/intake/import-file.ts';
import type { Cell, Notebook } from '../../src/notebook/notebook.ts';
import { parseDataSpec } from '../../src/notebook/parse-data-spec.ts';
import { parseNotebook } from '../../src/notebook/parse-notebook.ts';
import type { CellState } from '../../src/runtime/cell-state.ts';
import { createKinds } from '../../src/runtime/create-kinds.ts';
import { createRuntime } from '../../src/runtime/create-runtime.ts';
import type { BoundTable } from '../../src/runtime/runtime.ts';

/** What a cell came to, as JSON. Long results are a digest of their rows in any order. */
export interface ShippedResult {
  readonly kind: string;
  readonly name: string | null;
  readonly columns: readonly string[];
  readonly rowCount: number | null;
  readonly rows?: readonly (readonly Value[])[];
  readonly digest?: string;
  readonly values?: Readonly<Record<string, Value>>;
}

export interface ShippedRun {
  readonly notebook: Notebook;
  readonly cells: readonly { readonly cell: Cell; readonly state: CellState }[];
  readonly results: readonly ShippedResult[];
}

const longest = 300;

/** Runs a shipped notebook on the project's samples, as a user who opens it does. */
export async function runShipped(
  engine: Engine,
  text: string,
  openSample: (file: string) => Promise<SourceFile>,
): Promise<ShippedRun> {
  let ids = 0;
  const notebook = parseNotebook(text, { createId: () => String(++ids) });
  const tables: Record<string, BoundTable> = {};
  for (const cell of notebook.cells.filter(({ kind }) => kind === 'data')) {
    const relation = cell.name ?? '';
    await importFile({ engine, file: await openSample(parseDataSpec(cell.body).file), relation });
    tables[relation] = { relation, version: '1' };
  }
  const runtime = createRuntime({ engine, kinds: createKinds({ checkChart: checkSpec, compileChurn, models }), clock: () => performance.now() });
  runtime.setNotebook(notebook);
  runtime.setTables(tables);
  await runtime.run();
  const cells = notebook.cells.map((cell) => ({ cell, state: runtime.state(cell.id) }));
  const results: ShippedResult[] = [];
  for (const { cell, state } of cells) results.push(await readResult(cell, state, engine));
  return { notebook, cells, results };
}

async function readResult(cell: Cell, state: CellState, engine: Engine): Promise<ShippedResult> {
  const { kind, name } = cell;
  const columns = state.columns.map((column) => `${column.name} ${column.type}`);
  const head = { kind, name, columns, rowCount: state.rowCount };
  if (kind === 'text') return { ...head, values: state.values };
  if (state.relation === null || kind === 'chart') return head;
  const table = await engine.query(`FROM ${state.relation}`);
  const rows = Array.from({ length: table.rowCount }, (_, row) =>
    table.columns.map((_column, column) => table.at(row, column)),
  );
  return rows.length <= longest ? { ...head, rows } : { ...head, digest: await digest(rows) };
}

async function digest(rows: readonly (readonly Value[])[]): Promise<string> {
  const text = rows
    .map((row) => JSON.stringify(row))
    .sort()
    .join('\n');
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
