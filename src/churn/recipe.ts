import type { Role } from './roles/role.ts';

/** A sentence or a word in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** A column that every `churn` cell's relation has. Where the source gives nothing for it, it is null in all rows. */
export type LifetimeColumn = (typeof lifetimeColumns)[number];

export const lifetimeColumns = [
  'customer_id',
  'spell',
  'started_on',
  'ended_on',
  'churned',
  'tenure',
  'value',
  'reason',
  'as_of',
  'entered_on',
] as const;

/** A column of the relation that customers can be grouped by, under its own name. */
export interface Segment {
  readonly name: string;
  readonly kind: 'category' | 'number' | 'date';
  /** How many values it has; null when not known. */
  readonly distinct: number | null;
}

/** Relations beside the lifetimes; their columns have the names of their roles, other columns their own. */
export type SideShape = 'customers' | 'activity' | 'periods' | 'reasons' | 'indicators';

export interface SideRelation {
  readonly relation: string;
  readonly roles: ReadonlySet<Role>;
  /** Those of them whose columns are dates or times; of others with days some may be texts that are none. */
  readonly dated: ReadonlySet<Role>;
  readonly columns: readonly Segment[];
}

/** The value of a definition. */
export interface PaidFacts {
  /** What it is counted in, where the name of its column says so. */
  readonly currency?: Words;
  /** By that name it is what a customer owns, as a balance, and not what they bring in. */
  readonly isHeld?: true;
  /** It is a sum divided by the time that a customer stayed, and so not known before they left. */
  readonly isSpread?: true;
}

/** What an analysis is written for. */
export interface RecipeContext extends PaidFacts {
  readonly language: 'zh' | 'en';
  /** Name of the churn cell, whose relation has the columns of `LifetimeColumn`; SQL may have to quote it. */
  readonly lifetimes: string;
  /** The columns of it that hold something. */
  readonly has: ReadonlySet<LifetimeColumn>;
  readonly segments: readonly Segment[];
  readonly sides: Readonly<Partial<Record<SideShape, SideRelation>>>;
  /** The same definition on an earlier export of the same columns. */
  readonly earlier?: { readonly lifetimes: string };
  /** ISO date of the last day known, or null when the source has no dates. */
  readonly asOf: string | null;
  /** ISO date of the first day on which anybody was a customer, where it is known. */
  readonly firstDay?: string | null;
  /** Where activities alone say who is a customer: days of silence until one has left. So long a log must run before all are known. */
  readonly silence?: number | null;
  /** Names of the notebook's cells, folded: a new cell must have another one. */
  readonly taken: ReadonlySet<string>;
}

/** Something that an analysis reads. `gives` says, in half a sentence, what it brings. */
export interface Need {
  readonly of:
    | { readonly column: LifetimeColumn | 'segments' }
    | { readonly side: SideShape }
    | { readonly earlier: true };
  readonly gives: Words;
  /** What does as well: a table beside the lifetimes, with a customer and one of these roles. */
  readonly or?: { readonly side: SideShape; readonly roles: readonly Role[] };
  /** Without it the analysis is written all the same, only shorter. */
  readonly optional?: true;
}

/** A cell to be put into a notebook. A text has kind `text`, no name and no attributes. */
export interface CellDraft {
  readonly kind: 'text' | 'query' | 'chart' | 'check' | 'input' | 'model';
  readonly name?: string;
  /** Words of the fence besides the name: `{from: 'trend'}`, `{view: ''}`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An analysis that can be written into a notebook as ordinary cells. */
export interface Recipe {
  readonly key: string;
  readonly title: Words;
  readonly needs: readonly Need[];
  readonly write: (context: RecipeContext) => readonly CellDraft[];
}

/** What of its needs the context lacks. */
export function findLacking({ needs }: Pick<Recipe, 'needs'>, context: RecipeContext): Need[] {
  return needs.filter(({ of, or }) => {
    const beside = or && context.sides[or.side];
    if (beside?.roles.has('customer') && or?.roles.some((role) => beside.roles.has(role))) return false;
    if ('earlier' in of) return context.earlier === undefined;
    if ('side' in of) return context.sides[of.side] === undefined;
    return of.column === 'segments' ? context.segments.length === 0 : !context.has.has(of.column);
  });
}

/** Whether an analysis can be written: nothing that it cannot do without is lacking. */
export function isFitting(recipe: Pick<Recipe, 'needs'>, context: RecipeContext): boolean {
  return findLacking(recipe, context).every((need) => need.optional);
}
