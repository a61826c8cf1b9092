import { quoteText } from '../../sql/quote.ts';
import { writeName } from '../../sql/write-name.ts';
import type { CellDraft, Recipe, RecipeContext, SideRelation, Words } from '../recipe.ts';
import type { Role } from '../roles/role.ts';
import { customerName, customerSql } from '../definition/attributes-sql.ts';
import { toRoleDateSql } from '../definition/to-date-sql.ts';
import { chart, check, createNames, createSay, query, text } from './draft.ts';

/** Recency, frequency and money of an activity table: scores by fifths, named segments by rules that can be edited. */
export const rfm: Recipe = {
  key: 'rfm',
  title: { zh: 'RFM 分群', en: 'RFM' },
  needs: [
    {
      of: { side: 'activity' },
      gives: { zh: '每位客户的消费时间与金额', en: 'when each customer bought, and for how much' },
      or: { side: 'customers', roles: ['frequency'] },
    },
  ],
  write: writeRfm,
};

/** The first rule that fits a customer's scores names the segment; together they cover all 25 pairs of R and F. */
const rules: readonly {
  readonly name: Words;
  readonly r: readonly [number, number];
  readonly f: readonly [number, number];
}[] = [
  { name: { zh: '核心客户', en: 'Champions' }, r: [4, 5], f: [4, 5] },
  { name: { zh: '忠诚客户', en: 'Loyal' }, r: [3, 3], f: [4, 5] },
  { name: { zh: '潜力客户', en: 'Potential loyals' }, r: [4, 5], f: [2, 3] },
  { name: { zh: '新客户', en: 'New' }, r: [4, 5], f: [1, 1] },
  { name: { zh: '需要关注', en: 'Need attention' }, r: [3, 3], f: [2, 3] },
  { name: { zh: '将要沉睡', en: 'About to sleep' }, r: [3, 3], f: [1, 1] },
  { name: { zh: '不能失去', en: 'Cannot lose' }, r: [1, 2], f: [4, 5] },
  { name: { zh: '有流失风险', en: 'At risk' }, r: [1, 2], f: [2, 3] },
  { name: { zh: '沉睡客户', en: 'Hibernating' }, r: [2, 2], f: [1, 1] },
  { name: { zh: '已流失', en: 'Lost' }, r: [1, 1], f: [1, 1] },
];

function writeRfm(context: RecipeContext): CellDraft[] {
  const say = createSay(context);
  const name = createNames(context);
  const [ruled, rfm, segments, facts] = [
    name('rfm_rules'),
    name('rfm'),
    name('rfm_segments'),
    name('rfm_facts'),
  ];
  const side = context.sides.activity ?? context.sides.customers;
  if (!side) return [];
  const isActivity = side === context.sides.activity;
  const isPaid = isActivity && side.roles.has('amount');
  const hasLines = isActivity && side.roles.has('transaction');
  return [
    text(
      `## ${say('RFM 分群', 'RFM')}`,
      say(
        `{{ ${facts}.customers | if }}{{ ${facts}.customers | , }} 位客户中，“{{ ${facts}.best }}”占 {{ ${facts}.best_share | .1% }}，带来 {{ ${facts}.best_money | .1% }} 的金额；“{{ ${facts}.risk }}”有 {{ ${facts}.risk_n | , }} 位，以往消费频繁但很久没来，值得先联系。`,
        `{{ ${facts}.customers | if }}Of {{ ${facts}.customers | , }} customers, {{ ${facts}.best_share | .1% }} are "{{ ${facts}.best }}" and bring {{ ${facts}.best_money | .1% }} of the money; {{ ${facts}.risk_n | , }} are "{{ ${facts}.risk }}": they bought often but have not come for long. Call them first.`,
      ),
      say(
        `{{ ${facts}.customers | unless }}到统计截止日为止没有一条消费记录，所以没有人可以打分。`,
        `{{ ${facts}.customers | unless }}There is no purchase up to the as-of date, so nobody has a score.`,
      ),
    ),
    query(
      ruled,
      `
-- ${say('从上到下第一条符合的规则生效；分数 1–5，5 最好。可以改界限和名称。', 'From the top, the first rule that fits decides. Scores run from 1 to 5, 5 is best. Change limits and names.')}
select * from (values
${rules.map((rule, index) => `  (${index + 1}, ${quoteText(rule.name[context.language])}, ${[...rule.r, ...rule.f].join(', ')}, 1, 5)`).join(',\n')}
) as rules(place, segment, r_from, r_to, f_from, f_to, m_from, m_to)`,
    ),
    query(
      rfm,
      writeRfmSql(isActivity ? sumActivities(side, context.asOf) : readSums(side, context.asOf), ruled),
    ),
    query(
      segments,
      `
      select
        place, rules.segment,
        count(customer_id) as n,
        n / nullif(sum(count(customer_id)) over (), 0) as share,
        coalesce(sum(monetary), 0) as monetary,
        coalesce(sum(monetary), 0) / nullif(sum(sum(monetary)) over (), 0) as money_share,
        avg(recency) as mean_recency,
        avg(frequency) as mean_frequency
      from ${ruled} as rules left join ${rfm} as rfm on rfm.segment = rules.segment
      group by place, rules.segment
      order by place`,
    ),
    query(
      facts,
      `
      select
        nullif(sum(n), 0)::bigint as customers,
        any_value(segment) filter (place = 1) as best,
        any_value(share) filter (place = 1) as best_share,
        any_value(money_share) filter (place = 1) as best_money,
        any_value(segment) filter (place = 7) as risk,
        any_value(n) filter (place = 7) as risk_n${
          isActivity
            ? `,
        ${countRepeats(side)} as repeat_share`
            : ''
        }${
          isPaid
            ? `,
        (select nullif(count(*) filter (amount::double < 0), 0) from ${writeName(side.relation)}) as refunds`
            : ''
        }
      from ${segments}`,
    ),
    chart(segments, {
      title: say('各 RFM 群的客户占比', 'Customers by RFM segment'),
      height: { step: 26 },
      encoding: {
        y: { field: 'segment', type: 'nominal', title: null, sort: { field: 'place' } },
        x: {
          field: 'share',
          type: 'quantitative',
          title: say('占客户', 'Share of customers'),
          axis: { format: '.0%' },
          scale: { zero: true },
        },
        tooltip: [
          { field: 'segment', type: 'nominal', title: say('群', 'Segment') },
          { field: 'n', type: 'quantitative', title: 'n', format: ',' },
          {
            field: 'money_share',
            type: 'quantitative',
            title: say('占金额', 'Share of the money'),
            format: '.1%',
          },
          {
            field: 'mean_recency',
            type: 'quantitative',
            title: say('距上次天数', 'Days since the last time'),
            format: ',.0f',
          },
        ],
      },
      layer: [
        { mark: { type: 'bar' } },
        {
          mark: { type: 'text', align: 'left', dx: 4 },
          encoding: { text: { field: 'n', type: 'quantitative', format: ',' } },
        },
      ],
    }),
    text(
      say(
        '**R** 距上次消费的天数，**F** 次数，**M** 金额合计。分数按五分位：分数 = 1 + 严格超过的分界数（R 反过来），所以相同的值总得相同的分；值很集中时（例如多数客户只买过一次）有些分数会空着。群的名称只看分数，与流失的定义无关：叫“已流失”的客户，按流失规则可能还在。',
        '**R** days since the last time, **F** how often, **M** money in all. Scores are fifths: 1 + the number of edges strictly exceeded (the reverse for R), so equal values always get equal scores; where many values are equal (most customers bought once, say) some scores stay empty. A segment is named after its scores, not by the rule of churn: a customer in "Lost" may still be one by that rule.',
      ),
      ...(hasLines
        ? [
            say(
              '订单号相同的几行是一张订单，次数只算一次；没有订单号的行各算一次。',
              'Rows with the same order number are one order and count as one time; a row without a number is one of its own.',
            ),
          ]
        : []),
      ...(isPaid ? [tellRefunds(facts, hasLines, say)] : []),
      ...(isActivity ? [tellRepeats(facts, hasLines, say)] : []),
    ),
    check(
      name('every_customer_has_a_segment'),
      `select r, f, m, count(*) as customers from ${rfm} where segment is null group by all`,
    ),
  ];
}

function tellRefunds(facts: string, hasLines: boolean, say: (zh: string, en: string) => string): string {
  return say(
    `{{ ${facts}.refunds | if }}有 {{ ${facts}.refunds | , }} 条记录的金额是负数（例如退款）：它们冲减 M，但在 R 和 F 里仍${hasLines ? '算在内' : '算一次活动'}，在流失规则里也是。如果不该算，请先用一个查询去掉这些记录。`,
    `{{ ${facts}.refunds | if }}Rows with a negative amount (refunds, say): {{ ${facts}.refunds | , }}. They lower M, but in R and F ${hasLines ? 'their orders still count, and so they do' : 'each still counts as one time, and so it does'} in the rule of churn. If ${hasLines ? 'they' : 'it'} should not, leave these rows out with a query first.`,
  );
}

/** SQL of the share of rows that are the same as another, of customers with about a million rows; null when there are none. */
function countRepeats({ relation }: SideRelation): string {
  const from = writeName(relation);
  return `(
          select nullif(1 - count(distinct hash(one)) / nullif(count(*), 0), 0)
          from ${from} as one, (select greatest(1, count(*) // 1000000)::ubigint as every from ${from})
          where hash(customer) % every = 0
        )`;
}

function tellRepeats(facts: string, hasLines: boolean, say: (zh: string, en: string) => string): string {
  if (hasLines)
    return say(
      `{{ ${facts}.repeat_share | if }}有 {{ ${facts}.repeat_share | .2% }} 的记录与另一条记录每一列都相同，金额各算一次。如果是同一行重复导出，请先用一个查询去重（select distinct）。`,
      `{{ ${facts}.repeat_share | if }}Rows that are the same as another in every column: {{ ${facts}.repeat_share | .2% }}. The money of each is counted. If they are one line exported twice, take each once with a query first (select distinct).`,
    );
  return say(
    `{{ ${facts}.repeat_share | if }}有 {{ ${facts}.repeat_share | .2% }} 的记录与另一条记录每一列都相同，各算一次活动，在金额和流失规则里也是。如果是同一笔重复导出，请先用一个查询去重（select distinct）。`,
    `{{ ${facts}.repeat_share | if }}Rows that are the same as another in every column: {{ ${facts}.repeat_share | .2% }}. Each counts as a time of its own, also in the money and in the rule of churn. If they are one purchase exported twice, take each once with a query first (select distinct).`,
  );
}

/** SQL of how often a customer came: the lines of an order are one time. */
function countTimes(roles: SideRelation['roles']): string {
  return roles.has('transaction')
    ? 'count(distinct transaction) + count(*) filter (where transaction is null)'
    : 'count(*)';
}

/** Of each customer, from activities: when last, how often, how much. */
function sumActivities({ relation, roles, dated }: SideRelation, asOf: string | null): string {
  const from = writeName(relation);
  const day = toRoleDateSql('time', dated);
  const until = asOf === null ? `(select max(${day}) from ${from})` : `date ${quoteText(asOf)}`;
  // The same amounts summed in another order differ in the last digit; rounded, equal customers are equal.
  const times = countTimes(roles);
  const money = roles.has('amount') ? 'sum(amount::double)' : `(${times})::double`;
  return `  with bought as (
    select
      customer::varchar as customer_id,
      max(day) as last_on,
      date_diff('day', max(day), ${until}) as recency,
      ${times} as frequency,
      ${money} as monetary
    from (select *, ${day} as day from ${from})
    where customer is not null and day <= ${until}
    group by customer
  )
  -- what no eye sees around a name does not make another customer
  select strip(customer_id) as customer_id, max(last_on) as last_on, min(recency) as recency, sum(frequency)::bigint as frequency,
    round(coalesce(sum(monetary), 0), 6) as monetary
  from bought
  where strip(customer_id) <> ''
  group by 1`;
}

/** The same from customers whose rows sum it up already. */
function readSums({ relation, roles, dated }: SideRelation, asOf: string | null): string {
  const from = writeName(relation);
  const day = toRoleDateSql('last', dated);
  const until = asOf === null ? `(select max(${day}) from ${from})` : `date ${quoteText(asOf)}`;
  const money = ['amount', 'value', 'frequency'].find((role) => roles.has(role as Role));
  const isDated = roles.has('last');
  return `  select
    ${customerSql},
    ${isDated ? `max(${day})` : 'null::date'} as last_on,
    ${isDated ? `date_diff('day', max(${day}), ${until})` : 'min(recency)'} as recency,
    sum(frequency) as frequency,
    round(coalesce(sum(${money}::double), 0), 6) as monetary
  from ${from}
  where ${customerName} <> '' and frequency is not null and ${isDated ? `${day} <= ${until}` : 'recency is not null'}
  group by 1`;
}

function writeRfmSql(customers: string, ruled: string): string {
  const above = (column: string): string =>
    [1, 2, 3, 4].map((at) => `(${column} > ${column}_${at})::int`).join(' + ');
  const cuts = (column: string): string =>
    [1, 2, 3, 4].map((at) => `${column}[${at}] as ${column}_${at}`).join(', ');
  return `
with counted as (
${customers}
),
edges as (
  select
    quantile_disc(recency, [0.2, 0.4, 0.6, 0.8]) as recency,
    quantile_disc(frequency, [0.2, 0.4, 0.6, 0.8]) as frequency,
    quantile_disc(monetary, [0.2, 0.4, 0.6, 0.8]) as monetary
  from counted
),
cuts as (
  select
    ${cuts('recency')},
    ${cuts('frequency')},
    ${cuts('monetary')}
  from edges
),
scored as (
  select
    counted.*,
    5 - (${above('recency')}) as r,
    1 + (${above('frequency')}) as f,
    1 + (${above('monetary')}) as m
  from counted, cuts
),
named as (
  select r, f, m, arg_min(segment, place) as segment
  from (select distinct r, f, m from scored) join ${ruled} on r between r_from and r_to and f between f_from and f_to and m between m_from and m_to
  group by all
)
select scored.*, segment
from scored left join named using (r, f, m)`;
}
