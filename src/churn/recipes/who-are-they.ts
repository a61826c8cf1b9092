import { quoteText } from '../../sql/quote.ts';
import { writeName } from '../../sql/write-name.ts';
import type { CellDraft, RecipeContext } from '../recipe.ts';
import { createNames, query } from './draft.ts';
import { isDated } from './kpi.ts';

/** A cell of a result, by column name, as it is shown: dates as ISO texts. */
export type PickedRow = Readonly<Record<string, unknown>>;

/**
 * The customers behind a row of an analysis, as a query with its WHERE written out; null when the row is of no relation
 * whose customers can be named. `relation` is the analysis's own name for it (`trend`, not `trend_2`).
 */
export function writeWhoAreThey(relation: string, row: PickedRow, context: RecipeContext): CellDraft | null {
  const where = writeWhere(relation, row, context);
  if (where === null) return null;
  return query(
    createNames(context)('customer_list'),
    `
select *
from ${writeName(context.lifetimes)}
where ${where}
order by customer_id`,
  );
}

function writeWhere(relation: string, row: PickedRow, context: RecipeContext): string | null {
  const left = isDated(context)
    ? 'started_on < $period_from and ended_on between $period_from and $period_to'
    : 'churned';
  switch (relation) {
    case 'kpi':
      return left;
    case 'trend':
    case 'trend_phases': {
      const day = readDay(row['period']);
      return day && `started_on < ${day} and date_trunc($grain, ended_on)::date = ${day}`;
    }
    case 'cohorts': {
      const day = readDay(row['cohort']);
      return day && `coalesce(spell, 1) = 1 and date_trunc($grain, started_on)::date = ${day}`;
    }
    case 'segments': {
      const column = context.segments.find((one) => one.name === row['dimension']);
      if (!column || row['place'] !== null) return null;
      const name = writeName(column.name);
      const words = typeof row['label'] === 'string' ? row['label'] : null;
      const isUnknown = words === null || words === '未知' || words === 'Unknown';
      const group = isUnknown
        ? `(${name} is null or ${name}::varchar = ${quoteText(words ?? '')})`
        : `${name}::varchar = ${quoteText(words)}`;
      return `${group}\n  and ${left}`;
    }
    case 'reason_details': {
      const word = typeof row['word'] === 'string' ? row['word'] : null;
      if (word === null) return null;
      const ended = isDated(context) ? 'ended_on between $period_from and $period_to' : 'churned';
      const named =
        word === ''
          ? "trim(coalesce(reason::varchar, '')) = ''"
          : `list_contains(list_transform(string_split_regex(reason::varchar, '[;；、|\\n]+'), lambda part: trim(part)), ${quoteText(word)})`;
      return `${ended}\n  and ${named}`;
    }
    default:
      return null;
  }
}

function readDay(value: unknown): string | null {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? `date '${value.slice(0, 10)}'` : null;
}
