import { quoteText } from '../../sql/quote.ts';
import { writeName } from '../../sql/write-name.ts';
import type { CellDraft, RecipeContext } from '../recipe.ts';
import { chart, createSay, input, query, text } from './draft.ts';
import { othersName, shownGroups } from './groups.ts';
import { isDated } from './kpi.ts';
import type { ReasonSource } from './reason-source.ts';

type Say = (zh: string, en: string) => string;

/** The reasons of those who left early beside those who left late. */
export function writeEarlyChart(reasons: string, say: Say): CellDraft {
  return chart(reasons, {
    title: say('早期与后期流失的原因', 'Reasons of early and of late leavers'),
    height: { step: 26 },
    transform: [
      { fold: ['early_share', 'late_share'], as: ['when', 'part'] },
      {
        calculate: `datum.when === 'early_share' ? '${say('早期', 'early')}' : '${say('后期', 'late')}'`,
        as: 'stage',
      },
    ],
    encoding: {
      y: { field: 'reason', type: 'nominal', title: null, sort: { field: 'place' } },
      x: {
        field: 'part',
        type: 'quantitative',
        title: say('占各自流失客户（%）', 'Share of these leavers (%)'),
        axis: { format: '.0%' },
      },
    },
    layer: [
      {
        mark: { type: 'line', color: '#999' },
        encoding: { detail: { field: 'reason', type: 'nominal' } },
      },
      {
        mark: { type: 'point', filled: true, size: 80, opacity: 1 },
        encoding: {
          color: {
            field: 'stage',
            type: 'nominal',
            title: null,
            sort: [say('早期', 'early'), say('后期', 'late')],
            legend: { orient: 'bottom' },
          },
        },
      },
    ],
  });
}

/** The reasons within each group of a chosen column. Nothing without such a column. */
export function writeReasonsBySegment(
  context: RecipeContext,
  {
    name,
    words,
    source,
  }: {
    readonly name: (base: string) => string;
    readonly words: string;
    readonly source: ReasonSource;
  },
): CellDraft[] {
  const say = createSay(context);
  const groups = context.segments
    .filter((one) => one.kind === 'category' && (one.distinct ?? 2) <= 50)
    .slice(0, 8);
  const [first] = groups;
  if (!first) return [];
  const bySegment = name('reasons_by_segment');
  const left = isDated(context) ? 'ended_on between $period_from and $period_to' : 'churned';
  const cases = groups.map((one) => `when ${quoteText(one.name)} then ${writeName(one.name)}::varchar`);
  return [
    text(
      `### ${say('各组的原因', 'Reasons by group')}`,
      say(
        `最多列出流失最多的 ${shownGroups} 组，其余合为“${othersName.zh}”。`,
        `The ${shownGroups} groups with most leavers are shown; the rest are together under "${othersName.en}".`,
      ),
    ),
    ...(context.taken.has('reasons_by')
      ? []
      : [
          input('reasons_by', [
            'type: select',
            `label: ${say('原因按此分组', 'Reasons by')}`,
            `options: ${JSON.stringify(groups.map((one) => one.name))}`,
            `default: ${JSON.stringify(first.name)}`,
          ]),
        ]),
    query(
      bySegment,
      `
with texts as (
  select coalesce(case $reasons_by ${cases.join(' ')} end, '${say('未知', 'Unknown')}') as label, ${source.text} as text, count(*) as leavers
  from ${source.from}
  where ${left}
  group by all
),
sizes as (select label, row_number() over (order by sum(leavers) desc, label) as place from texts group by label),
named as (
  select if(place > ${shownGroups}, ${quoteText(othersName[context.language])}, label) as label, least(place, ${shownGroups + 1}) as place, text, leavers
  from texts join sizes using (label)
),
links as (select distinct text, reason, reasons from ${words})
select
  label, reason,
  sum(leavers)::bigint as leavers,
  sum(leavers / reasons) as weight,
  sum(sum(leavers / reasons)) over (partition by label) as n,
  weight / n as share,
  min(place) > ${shownGroups} as is_others
from named join links on named.text is not distinct from links.text
group by label, reason
order by min(place), weight desc, reason`,
    ),
    chart(bySegment, {
      title: say('各组内各原因的占比', 'Share of each reason within each group'),
      height: { step: 26 },
      encoding: {
        x: {
          field: 'label',
          type: 'nominal',
          title: null,
          sort: null,
          axis: { labelAngle: 0, labelLimit: 110 },
        },
        y: {
          field: 'reason',
          type: 'nominal',
          title: null,
          sort: { field: 'weight', op: 'sum', order: 'descending' },
        },
      },
      layer: [
        {
          mark: { type: 'rect' },
          encoding: {
            color: { field: 'share', type: 'quantitative', title: say('占比', 'Share'), legend: null },
          },
        },
        {
          mark: { type: 'text' },
          encoding: { text: { field: 'share', type: 'quantitative', format: '.0%' } },
        },
      ],
    }),
  ];
}
