import {
  customerName,
  customerSql,
  listAttributes,
  noReason,
  toItem,
  toNumber,
  type Attribute,
} from './attributes-sql.ts';
import { compilePeople, selectExcluded, selectNameless } from './people-sql.ts';
import { daysPer } from './days-per.ts';
import { select, type NamedSql, type RuleRequest, type RuleSql } from './rule-sql.ts';
import { findRole, maybeColumn } from './sources.ts';
import { toDateSql } from './to-date-sql.ts';
import type { AutomaticKey } from './words.ts';

/**
 * Rule `inactive`: a row for an activity. A customer has left on the day when N days without activity are over (with
 * `boundary: calendar`, on the last day of that month), if that day is not after the as-of date. Activities after the
 * as-of date are not known yet. `value` is the amount per month of the spell; where the activities have no amounts, what the
 * customers' own relation gives: their value, else their amount in all per month.
 */
export function compileActivity(request: RuleRequest): RuleSql {
  const { definition, events, label, asOf } = request;
  const { days, boundary, reactivation } = definition;
  findRole(events, 'customer', 'inactive');
  const time = findRole(events, 'time', 'inactive');
  const paid = planPaid(request);
  const people = compilePeople(request, paid);
  const attributes = listAttributes(request);
  const names = attributes.map((one) => one.name);
  const own = people ? [] : attributes;
  const end = (last: string): string =>
    boundary === 'rolling'
      ? `cast(${last} + cast(${days} as integer) as date)`
      : `last_day(cast(${last} + cast(${days} as integer) as date))`;
  const automatic: AutomaticKey[] = [
    'no_customer',
    'no_day',
    ...(asOf === null ? [] : (['starts_later'] as const)),
    ...(people ? (['no_activity'] as const) : []),
  ];

  // A reason that no column gives need not be carried through millions of rows.
  const kept = own.filter((one) => one.sql !== noReason);
  const lost = own.filter((one) => one.sql === noReason);
  const isSame = reactivation === 'same';
  const spell = isSame ? '1' : 'spell';
  const others = people ? ' and customer_id not in (select customer_id from people)' : '';
  const leftOver = [
    selectExcluded(
      'customer_id',
      label('no_customer'),
      'from counted cross join range(activities::bigint) cross join day_known\n  where customer_id is null',
    ),
    selectExcluded(
      'customer_id',
      `if(customer_id is null, ${label('no_customer')}, ${label('no_day')})`,
      `from unknown_yet cross join day_known\n  where customer_id is null or day is null`,
    ),
    ...(asOf === null
      ? []
      : [
          selectExcluded(
            'customer_id',
            label('starts_later'),
            'from (select distinct customer_id from unknown_yet where customer_id is not null and day is not null) cross join day_known\n' +
              `  where customer_id not in (select customer_id from counted where customer_id is not null)${others}`,
          ),
        ]),
    ...selectNameless(request),
  ];
  const tables: NamedSql[] = [
    {
      name: 'events',
      isInlined: true,
      sql: select(
        [
          'customer',
          `${toDateSql('time', time.type)} as day`,
          `${toNumber(events, 'amount')} as amount`,
          ...kept.map(toItem),
        ],
        `from ${events.sql}`,
      ),
    },
    {
      name: 'day_known',
      note: 'the last day that is known',
      sql: asOf === null ? '  select max(day) as as_of from events' : `  select ${asOf} as as_of`,
    },
    {
      name: 'known',
      isInlined: true,
      sql: `  select * from events\n  where ${asOf === null ? 'day is not null' : `day <= ${asOf}`}`,
    },
    {
      name: 'unknown_yet',
      note: asOf === null ? 'activities without a day' : 'activities without a day, or after the last one',
      // Without `offset 0` the engine looks at the names of all rows before it leaves out those with a day.
      sql: `  select ${customerSql}, day from events\n  where day is null${asOf === null ? '' : ` or day > ${asOf}`}\n  offset 0`,
    },
    ...writeSpans(kept, isSame ? null : end),
    {
      name: 'counted',
      note: 'spaces around a customer’s name do not make another one',
      sql: select(
        [
          customerSql,
          `${spell} as spell`,
          'min(first_day) as first_day',
          'max(last_day) as last_day',
          'sum(amount) as amount',
          'sum(activities) as activities',
          ...kept.map(({ name }) => `arg_max(${name}, last_day) as ${name}`),
          ...lost.map(toItem),
        ],
        `from written\n  group by all`,
      ),
    },
    {
      name: 'spans',
      isInlined: true,
      sql: '  select * from counted cross join day_known\n  where customer_id is not null',
    },
    ...(people ? [people] : []),
    {
      name: 'joined',
      sql: people ? joinPeople(names, paid) : '  select *, cast(null as date) as first_on from spans',
    },
    {
      name: 'spells',
      note: `who was silent for ${days} days has left when they were over`,
      sql:
        select(
          [
            'customer_id',
            'spell',
            'if(spell = 1, least(first_day, first_on), first_day) as started_on',
            `${end('coalesce(last_day, first_on)')} as silent_on`,
            'if(silent_on <= as_of, silent_on, null) as ended_on',
            'coalesce(silent_on <= as_of, false) as churned',
            'cast(null as double) as tenure_given',
            paid.some((one) => one.name === 'paid')
              ? 'paid as value'
              : `amount / greatest(date_diff('day', started_on, coalesce(ended_on, as_of)) / ${daysPer.month}, 1) as value`,
            'cast(null as date) as entered_on',
            'as_of',
            'cast(null as varchar) as note',
            ...names,
            people
              ? `if(started_on is null or started_on > as_of, ${label('no_activity')}, null) as excluded`
              : 'cast(null as varchar) as excluded',
          ],
          'from joined',
        ) + ['', ...leftOver].join('\n  union all by name\n'),
    },
  ];
  return { tables, automatic };
}

/**
 * `written(customer, spell, first_day, last_day, amount, activities, …)`. Where `end` is given, a spell ends with an activity
 * after whose silence the next one comes. The days of a customer are sorted in a list: windows over all rows take more than twice the work,
 * and only the customers with such a silence are looked at again.
 */
function writeSpans(kept: readonly Attribute[], end: ((last: string) => string) | null): NamedSql[] {
  const sums = [
    'sum(amount) as amount',
    'count(*) as activities',
    ...kept.map(({ name }) => `arg_max(${name}, day) as ${name}`),
  ];
  const span = ['min(day) as first_day', 'max(day) as last_day', ...sums];
  const note = 'from the first to the last activity, of each customer as written';
  if (end === null)
    return [{ name: 'written', note, sql: select(['customer', ...span], 'from known\n  group by customer') }];
  const again = select(
    ['named', '1 + len(list_filter(starts, lambda start: start <= day)) as spell', ...span],
    `from known join (select named, starts from silences where len(starts) > 0 and named <> '') on ${customerName} = named\n  group by named, spell`,
  );
  const whole = [
    ...['named as customer', '1 as spell', 'days[1] as first_day', 'days[-1] as last_day'],
    ...['amount', 'activities', ...kept.map(({ name }) => name)],
  ];
  return [
    {
      name: 'listed',
      isInlined: true,
      sql: select(
        [`${customerName} as named`, 'list_sort(list(day)) as days', ...sums],
        'from known\n  group by named',
      ),
    },
    {
      name: 'silences',
      note: 'an activity after the customer had left begins a new spell',
      sql: `  select *, list_filter(days[2:], lambda day, i: day > ${end('days[i]')}) as starts from listed`,
    },
    {
      name: 'written',
      note: 'from the first to the last activity of each spell',
      sql: `${select(whole, "from silences\n  where len(starts) = 0 or coalesce(named, '') = ''")}\n  union all\n${again}`,
    },
  ];
}

/** What the customers' own relation says of money, where the activities say nothing: `paid` a month, or an `amount` in all. */
function planPaid({ from, events }: RuleRequest): Attribute[] {
  if (from === events || maybeColumn(events, 'amount')) return [];
  if (maybeColumn(from, 'value')) return [{ name: 'paid', sql: toNumber(from, 'value') }];
  return maybeColumn(from, 'amount') ? [{ name: 'amount', sql: toNumber(from, 'amount') }] : [];
}

function joinPeople(names: readonly string[], paid: readonly Attribute[]): string {
  const list = [...names, ...paid.map((one) => one.name)].map((name) => `people.${name}`);
  return select(
    [
      'coalesce(spans.customer_id, people.customer_id) as customer_id',
      'coalesce(spell, 1) as spell',
      'first_day',
      'last_day',
      ...(paid.some((one) => one.name === 'amount') ? [] : ['amount']),
      'day_known.as_of as as_of',
      'first_on',
      ...list,
    ],
    'from people full join spans using (customer_id) cross join day_known',
  );
}
