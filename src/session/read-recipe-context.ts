import { kindOf, planColumnCounts, type LifetimeFacts } from './lifetime-facts.ts';
import { createGraph } from '../notebook/graph.ts';
import { findMakes, namesOf } from '../notebook/find-makes.ts';
import type { Cell, Notebook } from '../notebook/notebook.ts';
import { foldName } from '../sql/fold-name.ts';
import type {
  LifetimeColumn,
  PaidFacts,
  RecipeContext,
  Segment,
  SideRelation,
  SideShape,
} from '../churn/recipe.ts';
import { isDateType } from '../churn/roles/column-facts.ts';
import { readPaid } from '../churn/roles/find-paid.ts';
import type { Engine } from '../engine/engine.ts';
import type { CellState } from '../runtime/cell-state.ts';
import { sumsUp } from '../churn/roles/knows-silence.ts';
import type { Role } from '../churn/roles/role.ts';
import { findRoles, findTable } from './bind-tables.ts';
import type { ShelfTable } from './data-shelf.svelte.ts';
import { definitionOf } from './edit-definition.ts';
import { isRole } from './role-draft.ts';

/** What analyses of a done churn cell can stand on: which columns hold something, groups, and the tables beside it. */
export async function readRecipeContext(
  engine: Pick<Engine, 'query'>,
  cell: Cell,
  state: CellState,
  notebook: Notebook,
  results: ReadonlyMap<string, CellState>,
  tables: readonly ShelfTable[],
  language: 'zh' | 'en',
): Promise<RecipeContext> {
  const { sql, read } = planColumnCounts(state);
  const facts: LifetimeFacts = read(await engine.query(sql));
  return {
    ...readValue(cell, notebook, tables),
    language,
    lifetimes: cell.name ?? '',
    has: new Set<LifetimeColumn>(facts.filled),
    segments: facts.segments,
    sides: findSides(notebook, results),
    ...findEarlier(cell, notebook),
    asOf: facts.asOf,
    firstDay: facts.firstDay,
    silence: readSilence(cell),
    taken: findTaken(notebook),
  };
}

/** Days without activity after which a customer has left, where activities alone say who is one. */
function readSilence(cell: Cell): number | null {
  const definition = definitionOf(cell);
  if ('problem' in definition || definition.sql !== null) return null;
  const days = Number(definition.days);
  return definition.rule === 'inactive' && definition.activity === null && days > 0 ? days : null;
}

/** What the value of a definition is, where the name of the column behind it says so. */
function readValue(cell: Cell, notebook: Notebook, tables: readonly ShelfTable[]): PaidFacts {
  const definition = definitionOf(cell);
  if ('problem' in definition || definition.sql !== null) return {};
  const graph = createGraph(notebook);
  const rolesOf = (relation: string | null): ReadonlyMap<Role, string> | null => {
    const named = [...graph.nodes.values()].find(
      ({ cell: { name } }) => name !== null && foldName(name) === foldName(relation ?? ''),
    );
    // What joins tables begins with the one that it adds to.
    const [source] = [named?.cell, ...(named?.needs ?? []).map((id) => graph.nodes.get(id)?.cell)].filter(
      (one) => one?.kind === 'data',
    );
    const columns = source && findTable(source, tables)?.report.columns;
    if (!source || !columns) return null;
    // An expression may have changed the unit.
    const isColumn = (from: string): boolean => columns.some(({ name }) => name === from);
    return new Map(
      findRoles(source).flatMap(({ role, from }) =>
        isRole(role) && isColumn(from) ? [[role, from] as const] : [],
      ),
    );
  };
  const main = rolesOf(definition.periods ?? cell.attributes['from'] ?? null);
  return readPaid(definition.rule, main ?? new Map<Role, string>(), rolesOf(definition.activity));
}

/** The definition on an earlier export: the churn cell of this one's name and `_before`. */
function findEarlier({ name }: Cell, { cells }: Pick<Notebook, 'cells'>): Pick<RecipeContext, 'earlier'> {
  const earlier = cells.find(
    (one) =>
      one.kind === 'churn' && one.name !== null && foldName(one.name) === foldName(`${name ?? ''}_before`),
  );
  return earlier ? { earlier: { lifetimes: earlier.name ?? '' } } : {};
}

/** The names that a new cell cannot have, folded: cells, their further relations, parameters. */
export function findTaken({ cells }: Pick<Notebook, 'cells'>): Set<string> {
  const names = cells.flatMap((cell) => [
    ...(cell.name === null ? [] : [cell.name]),
    ...namesOf(findMakes(cell)),
    ...findMakes(cell).parameters,
  ]);
  return new Set(names.map(foldName));
}

function findSides(
  { cells }: Pick<Notebook, 'cells'>,
  results: ReadonlyMap<string, CellState>,
): Partial<Record<SideShape, SideRelation>> {
  const sides: Partial<Record<SideShape, SideRelation>> = {};
  for (const cell of cells) {
    if (cell.kind !== 'data' || cell.name === null) continue;
    const roles = new Set(findRoles(cell).flatMap(({ role }) => (isRole(role) ? [role] : [])));
    const shape = findShape(roles);
    if (shape === null) continue;
    const columns = results.get(cell.id)?.columns ?? [];
    sides[shape] ??= {
      relation: cell.name,
      roles,
      dated: new Set(columns.flatMap((one) => (isRole(one.name) && isDateType(one) ? [one.name] : []))),
      columns: columns.filter(({ name }) => !isRole(name)).map(toSegment),
    };
  }
  return sides;
}

/** What a data cell's roles make of it; null for a table of customers that does not sum up what they did, or none. */
function findShape(roles: ReadonlySet<Role>): SideShape | null {
  if (sumsUp(roles)) return 'customers';
  if (roles.has('started') || roles.has('ended') || roles.has('churned') || roles.has('tenure')) return null;
  if (roles.has('period')) return roles.has('customer') ? 'periods' : 'indicators';
  if (roles.has('reason') || roles.has('text') || roles.has('rating')) return 'reasons';
  return roles.has('customer') && roles.has('time') ? 'activity' : null;
}

function toSegment({ name, type }: { readonly name: string; readonly type: string }): Segment {
  return { name, kind: kindOf(type), distinct: null };
}
