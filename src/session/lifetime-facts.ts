import { lifetimeColumns, type LifetimeColumn, type Segment } from '../churn/recipe.ts';
import { isDateType, isNumberType } from '../churn/roles/column-facts.ts';
import type { Table } from '../engine/table.ts';
import type { CellState } from '../runtime/cell-state.ts';
import { foldName } from '../sql/fold-name.ts';
import { quoteName } from '../sql/quote.ts';

export interface LifetimeFacts {
  readonly filled: readonly LifetimeColumn[];
  readonly segments: readonly Segment[];
  /** ISO dates: the last day known, and the first on which anybody was a customer. */
  readonly asOf: string | null;
  readonly firstDay: string | null;
}

/** One SELECT over a churn cell's relation, and what its row says: columns that hold something, the others as groups. */
export function planColumnCounts({ relation, columns }: Pick<CellState, 'relation' | 'columns'>): {
  sql: string;
  read: (table: Table) => LifetimeFacts;
} {
  const isOwn = (name: string): boolean => lifetimeColumns.some((one) => one === foldName(name));
  const known = lifetimeColumns.filter((name) => columns.some((one) => foldName(one.name) === name));
  const others = columns.filter(({ name }) => !isOwn(name));
  const parts = [
    ...known.map((name) => `count(${name})`),
    ...others.map(({ name }) => `approx_count_distinct(${quoteName(name)})`),
    known.includes('as_of') ? 'cast(max(as_of) as varchar)' : 'null',
    known.includes('started_on') ? 'cast(min(started_on) as varchar)' : 'null',
  ];
  return {
    sql: `select ${parts.join(', ')} from ${relation ?? ''}`,
    read(table) {
      const numberAt = (place: number): number => Number(table.at(0, place));
      const [asOf, firstDay] = [table.at(0, parts.length - 2), table.at(0, parts.length - 1)];
      return {
        filled: known.filter((_, place) => numberAt(place) > 0),
        segments: others.map(({ name, type }, index) => ({
          name,
          kind: kindOf(type),
          distinct: numberAt(known.length + index),
        })),
        asOf: typeof asOf === 'string' ? asOf : null,
        firstDay: typeof firstDay === 'string' ? firstDay : null,
      };
    },
  };
}

export function kindOf(type: string): Segment['kind'] {
  if (isDateType({ type })) return 'date';
  return isNumberType({ type }) ? 'number' : 'category';
}
