import type { Column } from '../../engine/table.ts';
import { parseDataSpec, type DataSpec, type RoleColumn } from '../../notebook/parse-data-spec.ts';
import { ProblemError, toProblem } from '../../problem.ts';
import { foldName } from '../../sql/fold-name.ts';
import { quoteName } from '../../sql/quote.ts';
import { isCode, tokenize } from '../../sql/tokenize.ts';
import { emptyResult, type CellContext, type CellResult, type Kind, type Work } from '../kind.ts';

/** A view over a loaded table: its roles first, then its other columns. */
export const dataKind: Kind = {
  lane: 'light',
  content: ({ cell, table }) => JSON.stringify([cell.body, table?.relation, table?.version]),
  run: bind,
};

async function bind(context: CellContext, work: Work): Promise<CellResult> {
  const { cell, table, parameters } = context;
  const { engine, relation, signal } = work;
  const spec = parseDataSpec(cell.body);
  if (!table) {
    const values = { name: cell.name ?? '', file: spec.file };
    throw new ProblemError({ code: spec.file === '' ? 'data-no-file' : 'data-not-bound', values });
  }
  const from = `files.${quoteName(table.relation)}`;
  const { columns } = await engine.query(`FROM ${from} LIMIT 0`, { signal });
  try {
    const sql = `CREATE OR REPLACE VIEW ${relation} AS ${toSelect(spec, columns, from)}`;
    await engine.query(sql, { parameters, signal });
  } catch (error) {
    if (toProblem(error).code !== 'cancelled') await findWrongRole(spec, columns, from, context, work);
    throw error;
  }
  const shown = await engine.query(`FROM ${relation} LIMIT 0`, { signal });
  const count = await engine.query(`SELECT count(*) FROM ${from}`, { signal });
  return { ...emptyResult, relation, made: 'view', columns: shown.columns, rowCount: Number(count.at(0, 0)) };
}

function toSelect({ columns: roles }: DataSpec, columns: readonly Column[], from: string): string {
  const taken = new Set(roles.map(({ role }) => foldName(role)));
  const rest = columns.filter(({ name }) => !taken.has(foldName(name))).map(({ name }) => quoteName(name));
  const mapped = roles.map((role) => `${toExpression(role, columns)} AS ${quoteName(role.role)}`);
  return `SELECT ${[...mapped, ...rest].join(', ')} FROM ${from}`;
}

/** A column's own name wins over reading it as SQL, so `Customer ID` needs no quotes. */
function toExpression({ from }: RoleColumn, columns: readonly Column[]): string {
  const column =
    columns.find(({ name }) => name === from) ??
    columns.find(({ name }) => foldName(name) === foldName(from));
  return column ? quoteName(column.name) : `(${from}\n)`;
}

/** @throws ProblemError `data-role-column` or `data-role-expression` for the first role that cannot be read */
async function findWrongRole(
  { columns: roles }: DataSpec,
  columns: readonly Column[],
  from: string,
  { parameters }: CellContext,
  { engine, signal }: Work,
): Promise<void> {
  for (const role of roles) {
    try {
      await engine.query(`SELECT ${toExpression(role, columns)} FROM ${from} LIMIT 0`, {
        parameters,
        signal,
      });
    } catch (error) {
      const candidates = columns.map(({ name }) => name).join(', ');
      const values = { role: role.role, from: role.from, candidates };
      const code = isOneName(role.from) ? 'data-role-column' : 'data-role-expression';
      const { detail } = toProblem(error);
      throw new ProblemError({ code, values, ...(detail !== undefined && { detail }) }, { cause: error });
    }
  }
}

/** Whether the text is meant as a column's name, be it with spaces: no operator, call or literal in it. */
function isOneName(from: string): boolean {
  return tokenize(from)
    .filter(isCode)
    .every((token) => token.kind === 'word' || token.kind === 'quoted');
}
