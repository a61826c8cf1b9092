import { quoteText } from '../../sql/quote.ts';
import { writeName } from '../../sql/write-name.ts';
import type { CellDraft, RecipeContext, Segment } from '../recipe.ts';
import { createSay, query, view, writeSource } from './draft.ts';
import { isDated } from './kpi.ts';
import { presentAtStart } from './shared-inputs.ts';

/** One way to group customers: how it is called, and the SQL of a customer's group over `members` (with its `bands`). */
export interface Dimension {
  readonly title: string;
  /** Column of the members view. */
  readonly column: string;
  /** Whether the column holds the number of a band, whose edges are in the bands relation under the same name. */
  readonly isBanded: boolean;
  /** Whether its values may have more digits than people read. */
  readonly hasManyDigits: boolean;
}

/** A table of groups by groups names so many of each, the largest; the rest are one group of this name. */
export const shownGroups = 20;
export const othersName = { zh: '其余各组', en: 'All others' } as const;

/** The dimensions of a context: its segments, numbers and dates in bands, then value and tenure. */
export function planDimensions(context: RecipeContext, limit = 40): Dimension[] {
  const say = createSay(context);
  const own = context.segments.slice(0, limit).map((segment) => ({
    title: segment.name,
    column: segment.name,
    isBanded: isBanded(segment),
    hasManyDigits: segment.kind === 'number' && (segment.distinct ?? 0) > 200,
  }));
  const banded = (column: 'value' | 'tenure', title: string): Dimension[] =>
    context.has.has(column) && !own.some((one) => one.column === column)
      ? [{ title, column, isBanded: true, hasManyDigits: column === 'value' || !isDated(context) }]
      : [];
  return [
    ...own,
    ...(context.isSpread ? [] : banded('value', say('价值', 'Value'))),
    ...banded('tenure', say('在网天数', 'Tenure (days)')),
  ];
}

/** Numbers of few values (a flag, a score) are groups as they are. */
export function isBanded({ kind, distinct }: Segment): boolean {
  return kind === 'date' || (kind === 'number' && (distinct === null || distinct > 12));
}

/** The cells that say who is counted and where the bands are cut: a query of edges, and a view of the members. */
export function writeMembers(
  context: RecipeContext,
  dimensions: readonly Dimension[],
  names: { readonly bands: string; readonly members: string },
): CellDraft[] {
  const from = writeSource(context);
  const say = createSay(context);
  const banded = dimensions.filter((one) => one.isBanded);
  const isValued = context.has.has('value');
  const columns = dimensions.map((one) =>
    one.isBanded ? `${writeBand(one, context)} as ${writeName(one.column)}` : `life.${writeName(one.column)}`,
  );
  const members = `
${banded.length > 0 ? writeCuts(banded, names.bands) : ''}
select
  customer_id,
  ${isDated(context) ? 'coalesce(ended_on <= $period_to, false)' : 'coalesce(churned, false)'} as has_left,
  ${isValued ? 'life.value::double' : 'null::double'} as member_worth${columns.map((one) => `,\n  ${one}`).join('')}
from ${from} as life${banded.length > 0 ? ', cuts' : ''}${isDated(context) ? `\nwhere ${presentAtStart}` : ''}`;
  const edges = banded.map((one) => `  ${writeEdges(one, context)} as ${writeName(one.column)}`);
  return [
    ...(banded.length > 0
      ? [
          query(
            names.bands,
            `
-- ${say(`各数值列的分界，从小到大，至多 ${mostEdges} 个；可以写自己的，例如 [18, 25, 35] as age`, `where each column of numbers is cut, in ascending order, at most ${mostEdges} edges; write your own, such as [18, 25, 35] as age`)}
with ${sampled(from)}
select
${edges.join(',\n')}
from ${from}, sampled
where ${isDated(context) ? `${presentAtStart} and ` : ''}hash(customer_id) % sampled.every = 0`,
          ),
        ]
      : []),
    view(names.members, members),
  ];
}

/**
 * A table of how many customers one stands for: every customer up to a million, above that about half a million, always the
 * same ones. Exact quantiles of many columns and many millions take longer than all the rest of an analysis, and where a
 * band is cut need not be that exact.
 */
function sampled(from: string): string {
  return `sampled as (select greatest(1, count(*) // 500000)::ubigint as every from ${from})`;
}

/** The edges as columns of their own: an element taken from a list for every customer costs several times as much. */
function writeCuts(banded: readonly Dimension[], bands: string): string {
  const columns = banded.map((one) => {
    const edges = writeName(one.column);
    const each = Array.from({ length: mostEdges }, (_, at) => `${edges}[${at + 1}] as ${cut(one, at + 1)}`);
    return `    ${each.join(', ')}, len(${edges}) as ${cut(one, 'top')}`;
  });
  return `with cuts as (\n  select\n${columns.join(',\n')}\n  from ${bands}\n)`;
}

function cut({ column }: Dimension, which: number | 'top'): string {
  return writeName(`${column}_${which}`);
}

/** Quintiles, of numbers with so many digits as people read; a tenure that was given in months is no whole number of days. */
function writeEdges(dimension: Dimension, context: RecipeContext): string {
  const edges = `quantile_disc(${measureOf(dimension, context)}, [0.2, 0.4, 0.6, 0.8])`;
  if (!dimension.hasManyDigits) return edges;
  const long =
    dimension.column === 'tenure' ? 'if(abs(edge) < 30, round(edge, 2), round(edge))' : 'round(edge, 2)';
  return `list_transform(${edges}, lambda edge: if(abs(edge) < 1, round(edge, 4), ${long}))`;
}

/** What is cut into bands. Tenure is that at the period's start, so that it is known before anyone leaves. */
function measureOf({ column }: Dimension, context: RecipeContext, from = ''): string {
  if (column === 'tenure' && isDated(context)) return "date_diff('day', started_on, $period_from)";
  return from + writeName(column);
}

/** So many edges can be written into the bands cell; a missing one is null, and no value is below it. */
const mostEdges = 9;

function writeBand(dimension: Dimension, context: RecipeContext): string {
  const measure = measureOf(dimension, context, 'life.');
  const cases = Array.from(
    { length: mostEdges },
    (_, at) => `when ${measure} < cuts.${cut(dimension, at + 1)} then ${at}`,
  );
  return `case ${cases.join(' ')} when ${measure} is not null then cuts.${cut(dimension, 'top')} end`;
}

/** SQL of a group's words, from `g` with the column and one row `bands`: the value itself, a band's edges, or "unknown". */
export function writeLabel({ column, isBanded }: Dimension, unknown: string): string {
  const key = `g.${writeName(column)}`;
  if (!isBanded) return `coalesce(${key}::varchar, ${quoteText(unknown)})`;
  const edge = (at: string): string =>
    `regexp_replace(bands.${writeName(column)}[${at}]::varchar, '[.]0$', '')`;
  return (
    `case when ${key} is null then ${quoteText(unknown)} when ${key} = 0 then '< ' || ${edge('1')} ` +
    `when ${key} = len(bands.${writeName(column)}) then '≥ ' || ${edge('-1')} else ${edge(key)} || ' – < ' || ${edge(`${key} + 1`)} end`
  );
}

/** What is counted of each group: the name of a column, and its SQL over the customers. */
export type Measures = Readonly<Record<string, string>>;

/** Of the members: how many, how many left, and the value of both. */
export const memberMeasures: Measures = {
  n: 'count(*)',
  leavers: 'count(*) filter (has_left)',
  worth: 'sum(member_worth)',
  worth_lost: 'sum(member_worth) filter (has_left)',
};

/**
 * SQL that counts every group of every dimension in one pass: `position, dimension, place, label` and the measures. The text
 * stands inside `with counts as ( … )`; `bands` is read for dimensions in bands only.
 */
export function writeCounts(
  dimensions: readonly Dimension[],
  { from, bands, measures }: { readonly from: string; readonly bands: string; readonly measures: Measures },
  unknown: string,
): string {
  const columns = dimensions.map((one) => writeName(one.column));
  const sets = columns.map((column) => `(${column})`).join(', ');
  const isOf = (index: number): string => `when ${index + 1} then`;
  const titles = dimensions.map((one, index) => `${isOf(index)} ${quoteText(one.title)}`).join(' ');
  const labels = dimensions.map((one, index) => `      ${isOf(index)} ${writeLabel(one, unknown)}`);
  const places = dimensions.flatMap((one, index) =>
    one.isBanded ? [`${isOf(index)} g.${writeName(one.column)}::bigint`] : [],
  );
  const counted = Object.entries(measures);
  return `  select
    group_position as position,
    case group_position ${titles} end as dimension,
    ${places.length > 0 ? `case group_position ${places.join(' ')} end` : 'null::bigint'} as place,
    case group_position
${labels.join('\n')}
    end as label,
    ${counted.map(([name]) => `group_${name} as ${name}`).join(', ')}
  from (
    select
      case ${columns.map((column, index) => `when grouping(${column}) = 0 then ${index + 1}`).join(' ')} end as group_position,
      ${columns.join(', ')},
      ${counted.map(([name, sql]) => `${sql} as group_${name}`).join(',\n      ')}
    from ${from}
    group by grouping sets (${sets})
  ) as g${dimensions.some((one) => one.isBanded) ? `, ${bands} as bands` : ''}`;
}
