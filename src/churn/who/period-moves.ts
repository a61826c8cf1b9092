/** Who is counted under which name in a period: column → condition on the lifetimes. */
export type Moves = Readonly<Record<string, string | undefined>>;

/**
 * The conditions of every number of a period. `from` and `to` are SQL of its first and last day. What is computed of several counts
 * stands for the customers that it is about: a rate for those who left, a value per customer for all at the start.
 */
export function movesOf(from: string, to: string): Moves {
  const within = (column: string): string => `${column} >= ${from} and ${column} <= ${to}`;
  const present = `started_on < ${from} and (ended_on is null or ended_on >= ${from})`;
  const left = `started_on < ${from} and ${within('ended_on')}`;
  const came = within('started_on');
  const isNew = `${came} and coalesce(spell, 1) = 1`;
  const returned = `${came} and spell > 1`;
  const cameAndLeft = `started_on >= ${from} and ended_on <= ${to}`;
  const atEnd = `started_on <= ${to} and (ended_on is null or ended_on > ${to})`;
  const stayed = `${present} and (ended_on is null or ended_on > ${to})`;
  return {
    ...same(present, ['customers_at_start', 'at_start', 'monthly_revenue', 'revenue_per_customer']),
    ...same(present, ['lifetime_value', 'value_at_start']),
    ...same(isNew, ['new_customers', 'new']),
    ...same(came, ['monthly_revenue_new', 'acquisition_cost', 'marketing_return']),
    ...same(left, ['leavers', 'churn_rate', 'churn_low', 'churn_high', 'low', 'high', 'monthly_churn_rate']),
    ...same(left, ['lifetime_months', 'monthly_revenue_lost', 'revenue_churn_rate', 'cost_of_churn']),
    ...same(left, ['value_lost', 'value_churn_rate', 'change_in_points']),
    ...same(atEnd, ['customers_at_end', 'at_end']),
    ...same(stayed, ['retention_rate', 'retention_by_balance']),
    reactivated: returned,
    new_leavers: cameAndLeft,
  };
}

function same(condition: string, columns: readonly string[]): Record<string, string> {
  return Object.fromEntries(columns.map((column) => [column, condition]));
}
