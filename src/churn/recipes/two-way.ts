import { quoteText } from '../../sql/quote.ts';
import { writeName } from '../../sql/write-name.ts';
import type { CellDraft, RecipeContext } from '../recipe.ts';
import { chart, createSay, input, query, text } from './draft.ts';
import { othersName, shownGroups, writeLabel, type Dimension } from './groups.ts';

/**
 * Two columns crossed: those most tied to leaving and not known only afterwards, or others that the user chooses. A column of very
 * many groups is cut to the largest, and says so.
 */
export function writeTwoWay(
  context: RecipeContext,
  dimensions: readonly Dimension[],
  names: { readonly bands: string; readonly members: string; readonly tests: string },
  name: (base: string) => string,
): CellDraft[] {
  const say = createSay(context);
  const [twoWay, columns] = [name('two_way'), name('two_way_columns')];
  const [first, second] = [
    say('（关系最强的列）', '(the most telling column)'),
    say('（关系次强的列）', '(the next most telling)'),
  ];
  const others = quoteText(othersName[context.language]);
  const titles = dimensions.map((one) => one.title);
  const optionsWith = (automatic: string): string => `options: ${JSON.stringify([automatic, ...titles])}`;
  const choose = (place: string): string =>
    `case ${place} ${dimensions
      .map((one, at) => `when ${at + 1} then ${writeName(one.column)}::varchar`)
      .join(' ')} end`;
  const words = (dimension: string, column: string): string => {
    const banded = dimensions.filter((one) => one.isBanded);
    const cases = banded.map(
      (one) =>
        `when ${quoteText(one.title)} then (select ${writeLabel(one, say('未知', 'Unknown'))} from (select try_cast(${column} as bigint) as ${writeName(one.column)}) as g, ${names.bands} as bands)`,
    );
    return `coalesce(${cases.length > 0 ? `case ${dimension} ${cases.join(' ')} else ${column} end` : column}, ${quoteText(say('未知', 'Unknown'))})`;
  };
  return [
    text(
      `### ${say('两列交叉', 'Two columns crossed')}`,
      say(
        `{{ ${columns}.row_dimension | if }}行是“**{{ ${columns}.row_dimension }}**”，列是“**{{ ${columns}.column_dimension }}**”，可以改选。每列最多列出人数最多的 ${shownGroups} 组，其余合为“${othersName.zh}”。`,
        `{{ ${columns}.row_dimension | if }}Down: **{{ ${columns}.row_dimension }}**, across: **{{ ${columns}.column_dimension }}**; choose others if you like. Of each column the ${shownGroups} largest groups are shown; the rest are together under "${othersName.en}".`,
      ),
    ),
    ...[
      input('rows', [
        'type: select',
        `label: ${say('行', 'Rows')}`,
        optionsWith(first),
        `default: ${JSON.stringify(first)}`,
      ]),
      input('across', [
        'type: select',
        `label: ${say('列', 'Columns')}`,
        optionsWith(second),
        `default: ${JSON.stringify(second)}`,
      ]),
    ].filter((one) => !context.taken.has(one.name ?? '')),
    query(
      columns,
      `
-- ${say('所选的两列；没有选的取关系最强的，离开之后才知道的排在最后', 'the two columns: as chosen, else the most tied to leaving, those known only afterwards last')}
with titles as (select [${titles.map(quoteText).join(', ')}] as titles),
ranked as (
  select list(dimension order by warning is not null, cramers_v desc nulls last, ordinal) as ranked
  from (select unnest(titles) as dimension, generate_subscripts(titles, 1) as ordinal from titles)
  left join ${names.tests} using (dimension)
),
down as (
  select *, if($rows in (select unnest(titles) from titles), $rows, list_filter(ranked, lambda one: one <> $across)[1]) as row_dimension
  from ranked
),
picked as (
  select *, if($across in (select unnest(titles) from titles), $across, list_filter(ranked, lambda one: one <> row_dimension)[1]) as column_dimension
  from down
)
select
  row_dimension, column_dimension,
  list_position(titles, row_dimension) as row_at, list_position(titles, column_dimension) as column_at
from picked, titles`,
    ),
    query(
      twoWay,
      `
with counts as (
  select
    ${choose('row_at')} as row_key,
    ${choose('column_at')} as column_key,
    count(*) as n, count(*) filter (has_left) as leavers
  from ${names.members}, ${columns}
  group by all
),
summed as (
  select *, sum(n) over (partition by row_key) as row_n, sum(n) over (partition by column_key) as column_n from counts
),
ranked as (  -- the ${shownGroups} largest of each; the rest together
  select
    *,
    least(dense_rank() over (order by row_n desc, row_key), ${shownGroups + 1}) as row_place,
    least(dense_rank() over (order by column_n desc, column_key), ${shownGroups + 1}) as column_place
  from summed
),
merged as (
  select
    row_place, column_place, any_value(row_key) as row_key, any_value(column_key) as column_key,
    sum(n)::bigint as n, sum(leavers)::bigint as leavers
  from ranked
  group by row_place, column_place
)
select
  if(row_place > ${shownGroups}, ${others}, ${words('row_dimension', 'row_key')}) as row_label,
  if(column_place > ${shownGroups}, ${others}, ${words('column_dimension', 'column_key')}) as column_label,
  n, leavers,
  leavers / n as churn_rate,
  wilson_low(leavers, n) as low,
  wilson_high(leavers, n) as high,
  n < $small as is_small,
  greatest(row_place, column_place) > ${shownGroups} as is_others,
  row_dimension, column_dimension,
  -- bands and numbers from low to high, other groups by size
  dense_rank() over (order by row_place > ${shownGroups}, try_cast(row_key as double) nulls last, row_place) as row_order,
  dense_rank() over (order by column_place > ${shownGroups}, try_cast(column_key as double) nulls last, column_place) as column_order
from merged, ${columns}
order by row_order, column_order`,
    ),
    chart(twoWay, {
      title: say('流失率：两列交叉', 'Churn rate: two columns crossed'),
      height: { step: 34 },
      encoding: {
        x: {
          field: 'column_label',
          type: 'nominal',
          title: null,
          sort: { field: 'column_order', op: 'min' },
          axis: { labelAngle: 0, labelLimit: 110 },
        },
        y: {
          field: 'row_label',
          type: 'nominal',
          title: null,
          sort: { field: 'row_order', op: 'min' },
          axis: { labelLimit: 200 },
        },
      },
      layer: [
        {
          mark: { type: 'rect' },
          encoding: {
            color: {
              field: 'churn_rate',
              type: 'quantitative',
              title: say('流失率', 'Churn rate'),
              legend: null,
            },
            opacity: { condition: { test: 'datum.is_small', value: 0.35 }, value: 1 },
          },
        },
        {
          mark: { type: 'text', dy: -6 },
          encoding: { text: { field: 'churn_rate', type: 'quantitative', format: '.1%' } },
        },
        {
          mark: { type: 'text', dy: 8, fontSize: 11 },
          encoding: { text: { field: 'n', type: 'quantitative', format: ',' } },
        },
      ],
    }),
  ];
}
