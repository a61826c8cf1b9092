import { listAttributes, toCustomer, toItem, toNumber } from './attributes-sql.ts';
import { knowsMonths, knowsSilence } from '../roles/knows-silence.ts';
import { quoteText } from '../../sql/quote.ts';
import { daysPer } from './days-per.ts';
import { noEndWords, toLeftSql } from './left-words.ts';
import { select, type NamedSql, type RuleRequest, type RuleSql } from './rule-sql.ts';
import { findRole, maybeColumn, type Source } from './sources.ts';
import { toDateSql } from './to-date-sql.ts';
import type { AutomaticKey } from './words.ts';

/** Whether a table of customers says itself when each was active last, so that rule `inactive` needs no activities. */
export function isBySilence({ from, events }: RuleRequest): boolean {
  const has = (role: string): boolean => maybeColumn(from, role) !== null;
  return from === events && !has('time') && knowsSilence({ has });
}

/**
 * Rules `ended` and `flag`: a row for a customer, or several with start and end; rule `inactive` where it has the last day of
 * activity, or the days since. Rows of one customer that touch or overlap are one spell; with `reactivation: same` all are.
 */
export function compileCustomers(request: RuleRequest): RuleSql {
  const { definition, from, label, asOf } = request;
  const isFlag = definition.rule === 'flag';
  const isSilence = definition.rule === 'inactive';
  findRole(from, 'customer', definition.rule);
  if (!isSilence) findRole(from, isFlag ? 'churned' : 'ended', definition.rule);
  const has = (role: string): boolean => maybeColumn(from, role) !== null;
  const attributes = listAttributes(request);
  const names = attributes.map((one) => one.name);
  const isDated = has('started');
  const silence = isSilence ? writeSilence(from, definition) : null;
  const isEnding = silence ? silence.lastOn !== null : has('ended');
  // What a customer spent in all is spread over the time that they stayed.
  const isSum = !has('value') && has('amount') && knowsMonths({ has }, isSilence);

  const source = select(
    [
      toCustomer(from),
      `${toDate(from, 'started')} as started_on`,
      `${silence ? silence.endGiven : toEnd(from)} as end_given`,
      ...(silence?.lastOn ? [`${silence.lastOn} as last_on`] : []),
      `${silence ? 'false' : isUnreadable(from)} as end_unreadable`,
      `${silence ? silence.flag : isFlag ? toLeftSql('churned', maybeColumn(from, 'churned')?.type ?? '', definition.left) : 'cast(null as boolean)'} as left_flag`,
      `${toNumber(from, 'tenure')} * ${daysPer[definition.unit]} as tenure_given`,
      `${toNumber(from, isSum ? 'amount' : 'value')} as value`,
      `${toDate(from, 'entered')} as entered_on`,
      ...(has('observed') && asOf === null ? [`${toDate(from, 'observed')} as observed_on`] : []),
      ...attributes.map(toItem),
    ],
    `from ${from.sql}`,
  );
  const lastKnown = `greatest(max(started_on), max(${silence?.lastOn ? 'last_on' : 'end_given'}))`;
  const last = has('observed') ? `coalesce(max(observed_on), ${lastKnown})` : lastKnown;
  const day = asOf === null ? `  select ${last} as as_of from source` : `  select ${asOf} as as_of`;

  const automatic: AutomaticKey[] = ['no_customer'];
  const cases = [`when customer_id is null then ${label('no_customer')}`];
  const exclude = (key: AutomaticKey, condition: string): void => {
    automatic.push(key);
    cases.push(`when ${condition} then ${label(key)}`);
  };
  if (isFlag) exclude('unknown_flag', 'left_flag is null');
  if (isDated)
    exclude('no_start', has('tenure') ? 'started_on is null and tenure_given is null' : 'started_on is null');
  if (isDated) exclude('starts_later', 'started_on > as_of');
  if (silence) exclude('no_activity', silence.lastOn ? 'last_on is null' : 'left_flag is null');
  else if (isEnding) exclude('unreadable_end', 'end_unreadable');
  if (isDated && isEnding) exclude('ends_before_start', `${silence ? 'last_on' : 'end_given'} < started_on`);
  const isFlagged = isFlag || (silence !== null && !silence.lastOn);
  const gone = isFlagged
    ? 'coalesce(left_flag and not coalesce(end_given > as_of, false), false)'
    : 'coalesce(end_given <= as_of, false)';
  const later = isFlag ? 'coalesce(left_flag, false) and end_given > as_of' : 'end_given > as_of';
  const judged = select(
    [
      isSum ? 'source.* exclude (value)' : 'source.*',
      'as_of',
      `${gone} as churned`,
      'if(churned, end_given, null) as ended_on',
      silence
        ? 'cast(null as varchar) as note'
        : `case when ${later} then 'ends_later' when churned and ended_on is null then 'no_end_date' end as note`,
      `case\n      ${cases.join('\n      ')}\n    end as excluded`,
      ...(isSum ? [toMonthly(isDated)] : []),
    ],
    'from source cross join day',
  );
  const columns = ['churned', 'tenure_given', 'value', 'entered_on', 'as_of', 'note', ...names];
  const tables: NamedSql[] = [
    { name: 'source', isInlined: true, sql: source },
    { name: 'day', note: 'the last day that is known', sql: day },
    { name: 'judged', isInlined: true, note: 'who has left, and which rows say nothing', sql: judged },
    {
      name: 'repeated',
      note: 'customers of more than one row',
      sql: '  select customer_id from judged where excluded is null group by customer_id having count(*) > 1',
    },
    ...(isDated ? mergeDated(definition.reactivation, columns) : mergeUndated(columns)),
  ];
  return { tables, automatic };
}

/** What a customer spent in all, by month of the time that they stayed, of a month at least; null where that is not known. */
function toMonthly(isDated: boolean): string {
  const days = isDated
    ? "if(churned and ended_on is null, tenure_given, coalesce(date_diff('day', started_on, coalesce(ended_on, as_of)), tenure_given))"
    : 'tenure_given';
  return `source.value / if(${days} is null, null, greatest(${days} / ${daysPer.month}, 1)) as value`;
}

/** The day on which N days without activity were over; without any day only whether they are over. */
function writeSilence(
  from: Source,
  { days, boundary }: RuleRequest['definition'],
): { readonly lastOn: string | null; readonly endGiven: string; readonly flag: string } {
  const recency = toNumber(from, 'recency');
  const lastOn = maybeColumn(from, 'last')
    ? toDate(from, 'last')
    : maybeColumn(from, 'observed')
      ? `${toDate(from, 'observed')} - cast(${recency} as integer)`
      : null;
  if (lastOn === null)
    return { lastOn, endGiven: 'cast(null as date)', flag: `${recency} >= cast(${days} as double)` };
  const over = `cast(${lastOn} + cast(${days} as integer) as date)`;
  return {
    lastOn,
    endGiven: boundary === 'rolling' ? over : `last_day(${over})`,
    flag: 'cast(null as boolean)',
  };
}

function toDate(source: Source, role: string): string {
  const column = maybeColumn(source, role);
  return column ? toDateSql(role, column.type) : 'cast(null as date)';
}

/** An end in 2099 or later is how exports write “no end”. */
function toEnd(source: Source): string {
  const column = maybeColumn(source, 'ended');
  return column
    ? `case when ${toDate(source, 'ended')} < date '2099-01-01' then ${toDate(source, 'ended')} end`
    : 'cast(null as date)';
}

function isUnreadable(source: Source): string {
  const column = maybeColumn(source, 'ended');
  const words = ['', ...noEndWords].map(quoteText).join(', ');
  return column?.type === 'VARCHAR'
    ? `coalesce(lower(strip(ended)) not in (${words}) and ${toDate(source, 'ended')} is null, false)`
    : 'false';
}

const single =
  'from judged left join repeated using (customer_id)\n  where excluded is not null or repeated.customer_id is null';

/** Spells with dates. What a customer is (value, reason, segments) is what the last rows of the spell say. */
function mergeDated(reactivation: 'same' | 'new', columns: readonly string[]): NamedSql[] {
  const lasts = columns.filter((name) => name !== 'value');
  const anew =
    reactivation === 'same'
      ? '1 as spell'
      : '1 + sum(if(is_new, 1, 0)) over (partition by customer_id order by started_on, until rows unbounded preceding) as spell';
  const before =
    'max(until) over (partition by customer_id order by started_on, until rows between unbounded preceding and 1 preceding)';
  return [
    {
      name: 'ordered',
      note: 'a row that starts more than a day after all earlier ones ended is a new spell; rows alike count once',
      sql:
        `  select\n    *, if(churned, coalesce(ended_on, as_of), date '9999-12-31') as until,\n` +
        `    coalesce(started_on > ${before} + 1, false) as is_new,\n` +
        '    row_number() over (partition by customer_id, started_on, until, value) = 1 as is_first_alike\n' +
        '  from judged semi join repeated using (customer_id)\n  where excluded is null',
    },
    { name: 'numbered', sql: `  select *, ${anew}\n  from ordered` },
    {
      name: 'closed',
      sql: '  select *, max(until) over (partition by customer_id, spell) as last_until\n  from numbered',
    },
    {
      name: 'spells',
      sql:
        select(['customer_id', '1 as spell', 'started_on', 'ended_on', ...columns, 'excluded'], single) +
        '\n  union all\n' +
        select(
          [
            'customer_id',
            'spell',
            'min(started_on)',
            'last(ended_on order by until, started_on)',
            ...columns.map((name) =>
              lasts.includes(name)
                ? `last(${name} order by until, started_on)`
                : 'sum(value) filter (until = last_until and is_first_alike)',
            ),
            'null',
          ],
          'from closed\n  group by customer_id, spell',
        ),
    },
  ];
}

/** Without dates a customer has one spell: the row with the longest tenure counts. */
function mergeUndated(columns: readonly string[]): NamedSql[] {
  const order = 'order by tenure_given nulls first, churned, value nulls first';
  return [
    {
      name: 'spells',
      sql:
        select(['customer_id', '1 as spell', 'started_on', 'ended_on', ...columns, 'excluded'], single) +
        '\n  union all\n' +
        select(
          [
            'customer_id',
            '1',
            `last(started_on ${order})`,
            `last(ended_on ${order})`,
            ...columns.map((name) => `last(${name} ${order})`),
            'null',
          ],
          'from judged semi join repeated using (customer_id)\n  where excluded is null\n  group by customer_id',
        ),
    },
  ];
}
