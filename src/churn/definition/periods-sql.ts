import { listAttributes, toCustomer, toItem, toNumber } from './attributes-sql.ts';
import type { NumberText } from './definition.ts';
import { toLeftSql } from './left-words.ts';
import { compilePeople, selectExcluded, selectNameless } from './people-sql.ts';
import { select, type NamedSql, type RuleRequest, type RuleSql } from './rule-sql.ts';
import { findRole, maybeColumn } from './sources.ts';
import { toDateSql } from './to-date-sql.ts';
import type { AutomaticKey } from './words.ts';

/**
 * Rules `status` and `downgraded`: a row for a customer and a period (a month's first day, or any day that stands for it).
 * Periods are those that occur in the data, in order. A customer is active in a period that has a row whose status is not
 * among those that mean left. Who has left has done so on the first day of the first period without.
 */
export function compilePeriods(request: RuleRequest): RuleSql {
  const { definition, events, label, asOf } = request;
  const { rule } = definition;
  findRole(events, 'customer', rule);
  const period = findRole(events, 'period', rule);
  if (rule === 'downgraded') findRole(events, 'value', rule);
  const status = maybeColumn(events, 'status');
  const active = status
    ? `not coalesce(${toLeftSql('status', status.type, definition.left)}, false)`
    : 'true';
  const people = compilePeople(request);
  const attributes = listAttributes(request);
  const own = people ? [] : attributes;
  const names = attributes.map((one) => one.name);
  const until = asOf === null ? '' : `\n  where period <= ${asOf}`;
  // Months written as their first day are known to their end.
  const last = 'if(bool_and(day(period) = 1), last_day(max(period)), max(period))';
  const automatic: AutomaticKey[] = ['no_customer', 'no_day', 'never_active'];
  const joined = people ? 'joined' : 'spans';
  const others = people ? ' and customer_id not in (select customer_id from people)' : '';
  const leftOver = [
    selectExcluded(
      'customer_id',
      `if(customer_id is null, ${label('no_customer')}, ${label('no_day')})`,
      'from records cross join day_known\n  where customer_id is null or period is null',
    ),
    selectExcluded(
      'customer_id',
      label('never_active'),
      'from (select distinct customer_id from records where customer_id is not null and period is not null) cross join day_known\n' +
        `  where customer_id not in (select customer_id from active)${others}`,
    ),
    ...selectNameless(request),
  ];
  const tables: NamedSql[] = [
    {
      name: 'records',
      sql: select(
        [
          toCustomer(events),
          `${toDateSql('period', period.type)} as period`,
          `${active} as is_active`,
          `${toNumber(events, 'value')} as value`,
          ...own.map(toItem),
        ],
        `from ${events.sql}`,
      ),
    },
    {
      name: 'periods',
      note: 'the periods that occur, in order',
      sql: `  select period, row_number() over (order by period) as n, lead(period) over (order by period) as next_period\n  from (select distinct period from records where period is not null)${until}`,
    },
    { name: 'day_known', sql: `  select ${asOf ?? last} as as_of, max(n) as last_n\n  from periods` },
    {
      name: 'active',
      note: 'a customer and a period in which the customer was active',
      sql: select(
        [
          'customer_id',
          'n',
          'any_value(periods.period) as period',
          'any_value(next_period) as next_period',
          'sum(value) as value',
          ...own.map(({ name }) => `max(${name}) as ${name}`),
        ],
        'from records join periods using (period)\n  where customer_id is not null and is_active\n  group by customer_id, n',
      ),
    },
    ...(rule === 'status'
      ? toStatusSpans(
          definition.reactivation,
          own.map((one) => one.name),
        )
      : toFalls(
          definition,
          own.map((one) => one.name),
        )),
    ...(people ? [people, joinPeople(names)] : []),
    {
      name: 'spells',
      sql:
        select(
          [
            'customer_id',
            'spell',
            'started_on',
            'ended_on',
            'churned',
            'cast(null as double) as tenure_given',
            'value',
            'cast(null as date) as entered_on',
            'as_of',
            'cast(null as varchar) as note',
            ...names,
            people
              ? `if(started_on is null, ${label('never_active')}, null) as excluded`
              : 'cast(null as varchar) as excluded',
          ],
          `from ${joined} cross join day_known`,
        ) + ['', ...leftOver].join('\n  union all by name\n'),
    },
  ];
  return { tables, automatic };
}

/** Runs of periods without a gap; with `same`, from the first to the last one. */
function toStatusSpans(reactivation: 'same' | 'new', own: readonly string[]): NamedSql[] {
  const spell =
    reactivation === 'same' ? '1' : 'row_number() over (partition by customer_id order by min(n))';
  return [
    {
      name: 'runs',
      sql: '  select *, n - row_number() over (partition by customer_id order by n) as run\n  from active',
    },
    {
      name: 'spans',
      note: 'the first period without the customer ends a spell',
      sql: select(
        [
          'customer_id',
          `${spell} as spell`,
          'min(period) as started_on',
          'if(max(n) < any_value(last_n), arg_max(next_period, n), null) as ended_on',
          'max(n) < any_value(last_n) as churned',
          'arg_max(value, n) as value',
          ...own.map((name) => `arg_max(${name}, n) as ${name}`),
        ],
        `from runs cross join day_known\n  group by customer_id${reactivation === 'same' ? '' : ', run'}`,
      ),
    },
  ];
}

interface Fall {
  readonly falls: NumberText;
  readonly over: NumberText;
  readonly atLeast: NumberText | null;
}

/** The first period whose value is so much below that of k periods before; a period without a row has the value 0. */
function toFalls({ falls, over, atLeast }: Fall, own: readonly string[]): NamedSql[] {
  const high = atLeast === null ? 'earlier.value > 0' : `earlier.value >= ${atLeast}`;
  return [
    {
      name: 'fallen',
      note: `the first time that the value was ${falls} % below that of ${over} periods before`,
      sql:
        select(
          [
            'earlier.customer_id as customer_id',
            'min(periods.n) as n',
            'arg_min(periods.period, periods.n) as fell_on',
            'arg_min(earlier.value, periods.n) as value_before',
          ],
          `from active as earlier\n  join periods on periods.n = earlier.n + cast(${over} as integer)\n  left join active as later on later.customer_id = earlier.customer_id and later.n = periods.n`,
        ) +
        `\n  where ${high} and coalesce(later.value, 0) <= earlier.value * (1 - ${falls} / 100)\n  group by earlier.customer_id`,
    },
    {
      name: 'spans',
      sql: select(
        [
          'active.customer_id as customer_id',
          '1 as spell',
          'min(period) as started_on',
          'any_value(fell_on) as ended_on',
          'any_value(fell_on) is not null as churned',
          'coalesce(any_value(value_before), arg_max(active.value, active.n)) as value',
          ...own.map((name) => `arg_max(active.${name}, active.n) as ${name}`),
        ],
        'from active left join fallen using (customer_id)\n  group by active.customer_id',
      ),
    },
  ];
}

function joinPeople(names: readonly string[]): NamedSql {
  const list = names.map((name) => `people.${name}`);
  return {
    name: 'joined',
    sql: select(
      [
        'coalesce(spans.customer_id, people.customer_id) as customer_id',
        'coalesce(spell, 1) as spell',
        'started_on',
        'ended_on',
        'coalesce(churned, false) as churned',
        'value',
        ...list,
      ],
      'from people full join spans using (customer_id)',
    ),
  };
}
