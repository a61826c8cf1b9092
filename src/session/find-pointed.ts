import { isNumberType } from '../churn/roles/column-facts.ts';
import { findOwnWho } from '../churn/who/find-own-who.ts';
import { findPassedOn } from '../churn/who/find-passed-on.ts';
import { findSummed } from '../churn/who/find-summed.ts';
import { findTold, type Told } from '../churn/who/find-told.ts';
import { findWhyNone } from '../churn/who/find-why-none.ts';
import { findWho, writeWho } from '../churn/who/find-who.ts';
import { isCount } from '../churn/who/own-counts.ts';
import type { Nobody, Who, WhoRow } from '../churn/who/who.ts';
import type { Asking } from '../churn/start/read-start-table.ts';
import { findMaker, findMakes } from '../notebook/find-makes.ts';
import type { Graph } from '../notebook/graph.ts';
import type { CellId } from '../notebook/notebook.ts';
import type { CellState } from '../runtime/cell-state.ts';
import { foldName } from '../sql/fold-name.ts';
import { findOwnSources } from './find-own-sources.ts';
import { findUpstream } from './find-upstream.ts';

/** A number of a relation; without a row it is that of the first one, without a column a mark of a chart. */
export interface PointedNumber {
  readonly relation: string;
  readonly row: WhoRow | null;
  readonly column: string | null;
}

/** A notebook that has run, and what asks its engine, with the values of its parameters. */
export interface PointedAt extends Asking {
  readonly graph: Graph;
  readonly results: ReadonlyMap<CellId, Pick<CellState, 'columns' | 'rowCount' | 'relation' | 'parts'>>;
  readonly parameters: Readonly<Record<string, string>>;
}

const deepest = 3;

/** The customers behind a number and how many they are; or why nobody can be listed. */
export interface Found {
  readonly who: Who;
  readonly count: number;
}

/**
 * By the rules of the analyses; where these know nothing, or list another number of customers than the number says, by the
 * notebook's own SQL; and a figure of one row is looked up in the table that it is told from.
 */
export async function findPointed(at: PointedAt, pointed: PointedNumber, depth = 0): Promise<Found | Nobody> {
  const { graph, results } = at;
  const { relation, column } = pointed;
  const cell = findMaker(
    [...graph.nodes.values()].map((node) => node.cell),
    relation,
  );
  const state = cell && results.get(cell.id);
  const part = cell && findMakes(cell).parts.find(({ name }) => foldName(name) === foldName(relation))?.part;
  const made = part === undefined ? state : state?.parts[part];
  if (!cell || !made?.relation) return { nobody: 'own' };
  const { columns, rowCount } = made;
  const row = pointed.row ?? (await readFirst(at, made.relation, columns));
  const { lifetimes, sql } = findUpstream(graph, cell);
  const found = findWho({
    relation,
    lifetimes: lifetimes?.name ?? null,
    columns: columns.map(({ name }) => name),
    row,
    column,
    sql,
    parameters: at.parameters,
    groups: lifetimes === null ? [] : (results.get(lifetimes.id)?.columns ?? []),
  });
  const sources = findOwnSources(graph, cell, results);
  if (!('nobody' in found)) {
    const count = await countListed(at, found);
    if (isTold(row, columns, column, count)) return { who: found, count };
  } else if (found.nobody !== 'own' && found.nobody !== 'definition') return found;
  const number = { from: made.relation, columns, row, column, rowCount, sources };
  const ask = async (told: Told | null): Promise<Found | null> => {
    const behind = told && depth < deepest ? await findPointed(at, told, depth + 1) : null;
    return behind && !('nobody' in behind) ? behind : null;
  };
  for (const told of await findPassedOn(at, number)) {
    const passed = await ask(told);
    if (passed) return passed;
  }
  const isFact = (rowCount ?? 2) <= 1;
  const pointedAt = columns.find(({ name }) => name === column);
  if (isFact && pointedAt && !isNumberType(pointedAt)) return { nobody: 'setting' };
  const named = isFact ? await ask(await findTold(at, number, 'named')) : null;
  if (named) return named;
  // What is proven by the expression itself may be an amount, with fewer customers than the figure is high.
  const summed = await findSummed(at, number, null);
  if (summed) return { who: summed, count: await countListed(at, summed) };
  const own =
    (await findSummed(at, number, async (told) => (await ask(told))?.who ?? null)) ??
    (await findOwnWho(at, number));
  if (own) {
    const count = await countListed(at, own);
    if (isTold(row, columns, column, count)) return { who: own, count };
  }
  const like = isFact ? await ask(await findTold(at, number, 'like')) : null;
  if (like) return like;
  return findWhyNone('nobody' in found ? found : { nobody: 'own' }, number);
}

/** Whether a list may be that of the number: a row about one customer is his, a count says how many, and behind what is not nothing there is somebody. */
function isTold(
  row: WhoRow,
  columns: readonly { readonly name: string; readonly type: string }[],
  column: string | null,
  count: number,
): boolean {
  if ('customer_id' in row) return true;
  const one = columns.find(({ name }) => name === column);
  const value = column === null ? null : row[column];
  if (one && isCount(one) && typeof value === 'number') return Math.abs(value) === count;
  return count > 0 || typeof value !== 'number' || value === 0;
}

async function countListed(at: Asking, who: Who): Promise<number> {
  return Number((await at.query(`select count(*) from (${writeWho(who)}) as listed`)).at(0, 0));
}

async function readFirst(
  at: Asking,
  relation: string,
  columns: readonly { readonly name: string }[],
): Promise<WhoRow> {
  const table = await at.query(`SELECT * FROM ${relation} LIMIT 1`);
  if (table.rowCount === 0) return {};
  return Object.fromEntries(columns.map(({ name }, index) => [name, table.at(0, index)]));
}
