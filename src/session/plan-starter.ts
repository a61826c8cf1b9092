import { foldName } from '../sql/fold-name.ts';
import type { Recipe, RecipeContext } from '../churn/recipe.ts';
import type { NamedTable, StartPlan } from '../churn/start/plan-start.ts';
import { toContext } from '../churn/start/to-context.ts';
import { writeDefinition, writeStart, type StartCell } from '../churn/start/write-start.ts';
import type { Edit } from '../notebook/apply-edit.ts';
import type { Cell, CellId, Notebook } from '../notebook/notebook.ts';
import { findTaken } from './read-recipe-context.ts';
import type { RecipeCell } from './recipes.ts';
import { toRecipeCells } from './to-cells.ts';

interface StarterOptions {
  readonly language: 'zh' | 'en';
  readonly recipes: readonly Recipe[];
  readonly make: (cells: readonly RecipeCell[]) => readonly Cell[];
}

/** What the analyses of a starter stand on, when nothing else is in the notebook. */
export function toStartContext(plan: StartPlan, language: 'zh' | 'en'): RecipeContext {
  return toContext(plan, language, new Set());
}

/** The plan with its tables named like the notebook's data cells, which come in the same order. */
export function nameTables(plan: StartPlan, names: readonly string[]): StartPlan {
  const renamed = new Map(
    plan.tables.map((table, i) => [table, { ...table, name: names[i] ?? table.name }] as const),
  );
  const find = (table: NamedTable): NamedTable => renamed.get(table) ?? table;
  return {
    ...plan,
    tables: plan.tables.map(find),
    main: find(plan.main),
    beside: plan.beside && find(plan.beside),
    earlier: plan.earlier && find(plan.earlier),
    sides: Object.fromEntries(Object.entries(plan.sides).map(([shape, table]) => [shape, find(table)])),
  };
}

/**
 * How a notebook comes to hold a starter: one that was only made for the dropped files is written anew around its data
 * cells; to any other, the definition and the analyses are added at the end.
 */
export function planStarterEdits(
  notebook: Notebook,
  fileName: string | null,
  plan: StartPlan,
  { language, recipes, make }: StarterOptions,
): { readonly edits: readonly Edit[]; readonly first: CellId | null } {
  const { cells } = notebook;
  if (fileName !== null || !cells.every(isOfFirstDrop)) {
    const taken = findTaken(notebook);
    const definition = writeDefinition(plan, language);
    for (const { name } of definition)
      if (name !== undefined) for (const one of [name, `${name}_all`]) taken.add(foldName(one));
    const drafts: StartCell[] = [...definition];
    for (const recipe of recipes) {
      const written = recipe.write(toContext(plan, language, new Set(taken)));
      for (const { name } of written) if (name !== undefined) taken.add(foldName(name));
      drafts.push(...written);
    }
    const made = make(toRecipeCells(drafts));
    return {
      edits: [{ type: 'insert', at: cells.length, cells: made }],
      first: made[0]?.id ?? null,
    };
  }
  const start = writeStart(plan, language, recipes);
  const data = cells.filter((cell) => cell.kind === 'data');
  const made = make(toRecipeCells(start.cells.filter(({ kind }) => kind !== 'data')));
  const at = start.cells.findIndex(({ kind }) => kind === 'data');
  const whole = [...made.slice(0, at), ...data, ...made.slice(at)];
  return {
    edits: [
      { type: 'remove', ids: cells.map(({ id }) => id) },
      { type: 'insert', at: 0, cells: whole },
      { type: 'head', fields: { title: start.title, lang: start.lang, asOf: start.asOf } },
    ],
    first: whole[0]?.id ?? null,
  };
}

/** What `writeStarter` wrote: texts, data, first rows. */
function isOfFirstDrop({ kind, body }: Cell): boolean {
  return (
    kind === 'text' || kind === 'data' || (kind === 'query' && /^select \*\nfrom \S+\nlimit 100$/.test(body))
  );
}
