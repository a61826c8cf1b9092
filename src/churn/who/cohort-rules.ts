import { quoteText } from '../../sql/quote.ts';
import { writeName } from '../../sql/write-name.ts';
import { toDay } from './to-day.ts';
import { allOf, setting, type Asked, type NamedRule, type Nobody, type Who } from './who.ts';

/** Cohorts: everyone who began in a period, and those of them still there, or back again, at an age. */
export const cohortRules: readonly NamedRule[] = [
  [['cohort', 'age', 'stayed', 'retention'], findInCohorts],
  [['age', 'cohorts', 'size', 'stayed', 'retention'], findInCurve],
  [['retention_1', 'best_cohort', 'worst_cohort', 'last_age'], findInFacts],
];

const days: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, quarter: 91, year: 365 };

function grainOf({ parameters }: Asked): string {
  return parameters['grain'] ?? 'month';
}

function isRolling({ parameters }: Asked): boolean {
  return parameters['cohort_boundary'] === 'rolling';
}

function findInCohorts(asked: Asked): Who | Nobody {
  const day = toDay(asked.row['cohort']);
  if (day === null || asked.column === 'age') return setting;
  const of = `date_trunc('${grainOf(asked)}', started_on) = date ${quoteText(day)}`;
  return find(asked, of, Number(asked.row['age']), asked.column ?? shown(asked));
}

/** What the heatmap shows. */
function shown({ parameters }: Asked): string {
  return parameters['cohort_measure'] === 'stayed_or_back' ? 'stayed_or_back' : 'stayed';
}

/** All cohorts whose period of that age has ended. */
function findInCurve(asked: Asked): Who | Nobody {
  if (asked.column === 'cohorts' || asked.column === 'age') return setting;
  const age = Number(asked.row['age']);
  const grain = grainOf(asked);
  const cohort = `date_trunc('${grain}', started_on)`;
  const end = isRolling(asked)
    ? `(${cohort} + interval 1 ${grain})::date - 2 + ${(age + 1) * (days[grain] ?? 30)}`
    : `(${cohort} + ${age + 1} * interval 1 ${grain})::date - 1`;
  const of = `${cohort} >= $period_from and ${end} <= (select max(as_of) from ${writeName(asked.lifetimes)})`;
  return find(asked, of, age, asked.column ?? 'stayed');
}

function findInFacts(asked: Asked): Who | Nobody {
  const { row, column } = asked;
  const place = column?.split('_')[0];
  if (place === 'best' || place === 'worst')
    return findInCohorts({ ...asked, column: 'stayed', row: { cohort: row[`${place}_cohort`], age: 3 } });
  if (column === 'last_age') return setting;
  const age = column === 'last_retention' ? row['last_age'] : 1;
  return findInCurve({ ...asked, column: 'stayed', row: { age } });
}

/** Of those whose first spell fits `of`: all, those in a spell at that age, or those not gone for good before it. */
function find(asked: Asked, of: string, age: number, column: string): Who | Nobody {
  const { lifetimes } = asked;
  const members = allOf('coalesce(spell, 1) = 1', of, 'started_on <= $period_to');
  if (column === 'size' || column === 'n' || column === 'value_at_start' || column === 'is_complete')
    return { from: lifetimes, where: members };
  if (Number.isNaN(age)) return setting;
  const name = writeName(lifetimes);
  const spells = `from ${name} as spells where spells.customer_id = ${name}.customer_id`;
  const joined = `(select min(spells.started_on) ${spells})`;
  if (column === 'stayed_or_back' || column === 'retention_or_back') {
    const last = `(select if(count(*) = count(spells.ended_on), max(spells.ended_on), null) ${spells})`;
    return {
      from: lifetimes,
      where: allOf(members, `coalesce(${toAge(asked, 'started_on', last)} > ${age}, true)`),
    };
  }
  return {
    from: lifetimes,
    where: allOf(
      `customer_id in (select customer_id from ${name} where ${members})`,
      `${toAge(asked, joined, 'started_on')} <= ${age}`,
      `(ended_on is null or ${toAge(asked, joined, 'ended_on')} > ${age})`,
    ),
  };
}

function toAge(asked: Asked, joined: string, day: string): string {
  const grain = grainOf(asked);
  if (isRolling(asked)) return `date_diff('day', ${joined}, ${day}) // ${days[grain] ?? 30}`;
  return `date_diff('${grain}', date_trunc('${grain}', ${joined}), date_trunc('${grain}', ${day}))`;
}
