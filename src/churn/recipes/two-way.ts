import { quoteText } from '../../sql/quote.ts';
import { writeName } from '../../sql/write-name.ts';
import type { CellDraft, RecipeContext } from '../recipe.ts';
import { chart, createSay, input, query, text } from './draft.ts';
import { othersName, shownGroups, writeLabel, type Dimension } from './groups.ts';

/** Two columns that the user chooses, crossed. A column of very many groups is cut to the largest, and says so. */
export function writeTwoWay(
  context: RecipeContext,
  dimensions: readonly Dimension[],
  names: { readonly bands: string; readonly members: string },
  name: (base: string) => string,
): CellDraft[] {
  const say = createSay(context);
  const twoWay = name('two_way');
  const others = quoteText(othersName[context.language]);
  const options = `options: ${JSON.stringify(dimensions.map((one) => one.title))}`;
  const choose = (parameter: string): string =>
    `case $${parameter} ${dimensions
      .map((one) => `when ${quoteText(one.title)} then ${writeName(one.column)}::varchar`)
      .join(' ')} end`;
  const words = (parameter: string, column: string): string => {
    const banded = dimensions.filter((one) => one.isBanded);
    const cases = banded.map(
      (one) =>
        `when ${quoteText(one.title)} then (select ${writeLabel(one, say('未知', 'Unknown'))} from (select try_cast(${column} as bigint) as ${writeName(one.column)}) as g, ${names.bands} as bands)`,
    );
    return `coalesce(${cases.length > 0 ? `case $${parameter} ${cases.join(' ')} else ${column} end` : column}, ${quoteText(say('未知', 'Unknown'))})`;
  };
  return [
    text(
      `### ${say('两列交叉', 'Two columns crossed')}`,
      say(
        `每列最多列出人数最多的 ${shownGroups} 组，其余合为“${othersName.zh}”。`,
        `Of each column the ${shownGroups} largest groups are shown; the rest are together under "${othersName.en}".`,
      ),
    ),
    ...[
      input('rows', [
        'type: select',
        `label: ${say('行', 'Rows')}`,
        options,
        `default: ${JSON.stringify(dimensions[0]?.title)}`,
      ]),
      input('across', [
        'type: select',
        `label: ${say('列', 'Columns')}`,
        options,
        `default: ${JSON.stringify(dimensions[1]?.title)}`,
      ]),
    ].filter((one) => !context.taken.has(one.name ?? '')),
    query(
      twoWay,
      `
with counts as (
  select
    ${choose('rows')} as row_key,
    ${choose('across')} as column_key,
    count(*) as n, count(*) filter (has_left) as leavers
  from ${names.members}
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
  if(row_place > ${shownGroups}, ${others}, ${words('rows', 'row_key')}) as row_label,
  if(column_place > ${shownGroups}, ${others}, ${words('across', 'column_key')}) as column_label,
  n, leavers,
  leavers / n as churn_rate,
  wilson_low(leavers, n) as low,
  wilson_high(leavers, n) as high,
  n < $small as is_small,
  greatest(row_place, column_place) > ${shownGroups} as is_others
from merged
order by row_place, column_place`,
    ),
    chart(twoWay, {
      title: say('流失率：两列交叉', 'Churn rate: two columns crossed'),
      height: { step: 30 },
      encoding: {
        x: {
          field: 'column_label',
          type: 'nominal',
          title: null,
          sort: null,
          axis: { labelAngle: 0, labelLimit: 110 },
        },
        y: { field: 'row_label', type: 'nominal', title: null, sort: null, axis: { labelLimit: 200 } },
        opacity: { condition: { test: 'datum.is_small', value: 0.35 }, value: 1 },
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
          },
        },
        {
          mark: { type: 'text', dy: -5 },
          encoding: { text: { field: 'churn_rate', type: 'quantitative', format: '.1%' } },
        },
        {
          mark: { type: 'text', dy: 8, fontSize: 9 },
          encoding: { text: { field: 'n', type: 'quantitative', format: ',' } },
        },
      ],
    }),
  ];
}
