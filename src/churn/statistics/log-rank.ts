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
  const known = `${has('spell') ? 'coalesce(spell, 1) = 1 and ' : ''}tenure is not null`;
  const isLate = has('entered_on') && has('started_on');
  const branches = groups.flatMap((group) => {
    const [dimension, label] = [quoteText(group), `${quoteName(group)}::varchar`];
    const where = `${known} and ${quoteName(group)} is not null`;
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
select pairs.dimension, label, other, covariance, observed, expected, members, all_observed, all_members
from pairs join compared using (dimension, label) join expected using (dimension, label),
  (select count(*) filter (churned)::double as all_observed, count(*)::double as all_members from ${from} where ${known})
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

/** Customers and those of them who left. */
interface Counted {
  readonly observed: number;
  readonly members: number;
}

interface Group extends Counted {
  readonly expected: number;
  readonly covariance: Map<string, number>;
}

/**
 * dimension, groups, n, events, chi_square, df, p, and what tells a column that is known only after customers left: the share of
 * those who left for whom it is filled, that of the others, the share of customers in large groups that nobody or everybody
 * left, and Cramér's V of group and leaving. A group that was never at risk does not count in the test.
 */
function solve(rows: readonly (readonly unknown[])[]): string {
  const dimensions = new Map<string, Map<string, Group>>();
  let all: Counted = { observed: 0, members: 0 };
  for (const row of rows) {
    const [dimension, label, other] = row;
    const [covariance, observed, expected, members, allObserved, allMembers] = row.slice(3).map(Number);
    all = { observed: allObserved ?? 0, members: allMembers ?? 0 };
    const groups = dimensions.get(String(dimension)) ?? new Map<string, Group>();
    dimensions.set(String(dimension), groups);
    const group = groups.get(String(label)) ?? {
      observed: observed ?? 0,
      expected: expected ?? 0,
      members: members ?? 0,
      covariance: new Map<string, number>(),
    };
    groups.set(String(label), group);
    group.covariance.set(String(other), covariance ?? 0);
  }
  const values = [...dimensions].map(([dimension, groups], position) =>
    toRow(dimension, groups, all, position),
  );
  const columns =
    'position, dimension, groups, n, events, chi_square, df, filled_of_leavers, filled_of_stayers, decided, cramers_v';
  const body =
    values.length > 0
      ? `(values ${values.join(', ')})`
      : "(select 0, '', 0, 0, 0, 0::double, 0, 0::double, 0::double, 0::double, 0::double where false)";
  return `select dimension, groups, n, events, chi_square::double as chi_square, df, chi_square_p(chi_square, df) as p,
      filled_of_leavers::double as filled_of_leavers, filled_of_stayers::double as filled_of_stayers, decided::double as decided, cramers_v::double as cramers_v
    from ${body} as tests(${columns}) order by position`;
}

function toRow(
  dimension: string,
  groups: ReadonlyMap<string, Group>,
  all: Counted,
  position: number,
): string {
  const present = [...groups].filter(([, group]) => group.expected > 0);
  const compared = present.slice(0, -1);
  const matrix = compared.map(([, group]) => compared.map(([other]) => group.covariance.get(other) ?? 0));
  const differences = compared.map(([, { observed, expected }]) => observed - expected);
  const statistic = compared.length === 0 ? null : solveQuadratic(matrix, differences);
  const sum = (of: (group: Group) => number): number =>
    [...groups.values()].reduce((total, group) => total + of(group), 0);
  const [members, observed] = [sum((one) => one.members), sum((one) => one.observed)];
  const share = observed / members;
  const isDecided = (one: Group): boolean => {
    const leavers = share * one.members;
    return (
      (one.observed === 0 && leavers >= 10) || (one.observed === one.members && one.members - leavers >= 10)
    );
  };
  const facts = [position, quoteText(dimension), groups.size, members, observed];
  const test = statistic === null ? ['null', 'null'] : [statistic.toExponential(), compared.length];
  const signs = [
    observed / all.observed,
    (members - observed) / (all.members - all.observed),
    sum((one) => (isDecided(one) ? one.members : 0)) / members,
    Math.sqrt(
      sum((one) => (one.observed - share * one.members) ** 2 / one.members) / (share * (1 - share) * members),
    ),
  ].map((sign) => (Number.isFinite(sign) ? String(sign) : 'null'));
  return `(${[...facts, ...test, ...signs].join(', ')})`;
}
