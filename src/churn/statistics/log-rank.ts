import { ProblemError } from '../../problem.ts';
import { foldName } from '../../sql/fold-name.ts';
import { quoteName, quoteText } from '../../sql/quote.ts';
import { solveQuadratic } from './solve-quadratic.ts';

/** More groups than this are not compared: the test would say nothing, and its matrix is their number squared. */
const mostGroups = 50;

/**
 * The log-rank test over k groups, for each column of `groups:` (Mantel 1966, Peto and Peto 1972; R survdiff). SQL sums up the
 * risk sets into observed, expected and the covariance of each pair of groups; the statistic needs the inverse of that matrix.
 * First spells only; who entered later (`entered_on`) is at risk from then. Rows with an empty group are left out, as in R.
 */
export const logRank = { plan, solve };

function plan(from: string, options: Readonly<Record<string, unknown>>, columns: readonly string[]): string {
  const groups = readGroups(options['groups'], columns);
  const has = (name: string): boolean => columns.some((one) => foldName(one) === name);
  const first = has('spell') ? 'coalesce(spell, 1) = 1 and ' : '';
  const isLate = has('entered_on') && has('started_on');
  const branches = groups.flatMap((group) => {
    const [dimension, label] = [quoteText(group), `${quoteName(group)}::varchar`];
    const where = `${first}tenure is not null and ${quoteName(group)} is not null`;
    return [
      `select ${dimension} as dimension, ${label} as label, tenure::double as time, count(*) filter (churned) as events, count(*) as exits, 0 as entries
      from ${from} where ${where} group by all`,
      ...(isLate
        ? [
            `select ${dimension}, ${label}, date_diff('day', started_on, entered_on)::double, 0, 0, count(*) from ${from} where ${where} and entered_on > started_on group by all`,
          ]
        : []),
    ];
  });
  return `
with moves as (
      ${branches.join('\n      union all\n      ')}
),
totals as (
  select dimension, label, sum(exits)::double - sum(entries) as here, sum(exits)::double as members, sum(events)::double as observed
  from moves group by all
),
compared as (from totals qualify count(*) over (partition by dimension) between 2 and ${mostGroups}),
times as (select dimension, time, sum(events)::double as died from moves group by all having sum(events) > 0),
grid as (
  select dimension, label, time, sum(change) as change, max(is_event) as is_event, sum(gone) as gone from (
    select dimension, label, time, 0 as change, 1 as is_event, 0 as gone from compared join times using (dimension)
    union all
    select dimension, label, time, sum(entries) - sum(exits), 0, sum(events) from moves semi join compared using (dimension, label) group by all
  ) group by all
),
risk as (
  select dimension, label, time, is_event,
    here + coalesce(sum(change) over (partition by dimension, label order by time rows between unbounded preceding and 1 preceding), 0) as at_risk
  from grid join compared using (dimension, label)
),
sets as (
  select dimension, label, time, at_risk, died, sum(at_risk) over (partition by dimension, time) as all_at_risk
  from risk join times using (dimension, time)
  where is_event = 1
),
expected as (select dimension, label, sum(died * at_risk / all_at_risk) as expected from sets where all_at_risk > 0 group by all),
pairs as (
  select a.dimension, a.label as label, b.label as other,
    sum(a.died * (a.all_at_risk - a.died) / (a.all_at_risk - 1) * a.at_risk / a.all_at_risk
      * (if(a.label = b.label, 1, 0) - b.at_risk / a.all_at_risk)) as covariance
  from sets as a join sets as b using (dimension, time)
  where a.all_at_risk > 1
  group by all
)
select pairs.dimension, label, other, covariance, observed, expected, members
from pairs join compared using (dimension, label) join expected using (dimension, label)
order by list_position([${groups.map(quoteText).join(', ')}], pairs.dimension), label, other`;
}

function readGroups(groups: unknown, columns: readonly string[]): string[] {
  const names = Array.isArray(groups) ? groups.map(String) : typeof groups === 'string' ? [groups] : [];
  if (names.length === 0) throw new ProblemError({ code: 'model-option', values: { key: 'groups' } });
  return names.map((name) => {
    const found = columns.find((one) => foldName(one) === foldName(name));
    if (found === undefined)
      throw new ProblemError({
        code: 'model-column',
        values: { column: name, candidates: columns.join(', ') },
      });
    return found;
  });
}

interface Group {
  readonly observed: number;
  readonly expected: number;
  readonly members: number;
  readonly covariance: Map<string, number>;
}

/** `survival_tests`: dimension, groups, n, events, chi_square, df, p. A group that was never at risk does not count. */
function solve(rows: readonly (readonly unknown[])[]): string {
  const dimensions = new Map<string, Map<string, Group>>();
  for (const [dimension, label, other, covariance, observed, expected, members] of rows) {
    const groups = dimensions.get(String(dimension)) ?? new Map<string, Group>();
    dimensions.set(String(dimension), groups);
    const group = groups.get(String(label)) ?? {
      observed: Number(observed),
      expected: Number(expected),
      members: Number(members),
      covariance: new Map<string, number>(),
    };
    groups.set(String(label), group);
    group.covariance.set(String(other), Number(covariance));
  }
  const values = [...dimensions].map(([dimension, groups], position) => toRow(dimension, groups, position));
  const columns = 'position, dimension, groups, n, events, chi_square, df';
  const body =
    values.length > 0 ? `(values ${values.join(', ')})` : "(select 0, '', 0, 0, 0, 0::double, 0 where false)";
  return `select dimension, groups, n, events, chi_square::double as chi_square, df, chi_square_p(chi_square, df) as p
    from ${body} as tests(${columns}) order by position`;
}

function toRow(dimension: string, groups: ReadonlyMap<string, Group>, position: number): string {
  const present = [...groups].filter(([, group]) => group.expected > 0);
  const compared = present.slice(0, -1);
  const matrix = compared.map(([, group]) => compared.map(([other]) => group.covariance.get(other) ?? 0));
  const differences = compared.map(([, { observed, expected }]) => observed - expected);
  const statistic = compared.length === 0 ? null : solveQuadratic(matrix, differences);
  const all = [...groups.values()];
  const sum = (of: (group: Group) => number): number => all.reduce((total, group) => total + of(group), 0);
  const facts = [
    position,
    quoteText(dimension),
    groups.size,
    sum((one) => one.members),
    sum((one) => one.observed),
  ];
  const test = statistic === null ? ['null', 'null'] : [statistic.toExponential(), compared.length];
  return `(${[...facts, ...test].join(', ')})`;
}
