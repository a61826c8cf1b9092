import type { RecipeContext } from '../../src/churn/recipe.ts';

/** The lifetimes of the telecom sample, as a churn cell of rule `ended` gives them. */
export const telecomLifetimes: Readonly<Record<string, string>> = {
  lifetimes: `select customer_id, 1 as spell, start_date as started_on, end_date as ended_on, end_date is not null as churned,
    date_diff('day', start_date, coalesce(end_date, date '2024-12-31'))::double as tenure,
    monthly_fee::double as value, reason, plan, region, channel, payment, age, date '2024-12-31' as as_of, null::date as entered_on
    from files.customers`,
  lifetimes_definition: "select 'an end date' as rule",
  indicators:
    'select month as period, satisfaction, complaints, competitor_offers, plan_age_months from files.indicators',
};

export const telecomContext: Omit<RecipeContext, 'taken'> = {
  language: 'en',
  lifetimes: 'lifetimes',
  has: new Set(['customer_id', 'started_on', 'ended_on', 'churned', 'tenure', 'value', 'reason', 'as_of']),
  segments: [
    { name: 'plan', kind: 'category', distinct: 5 },
    { name: 'region', kind: 'category', distinct: 5 },
    { name: 'channel', kind: 'category', distinct: 5 },
    { name: 'payment', kind: 'category', distinct: 3 },
    { name: 'age', kind: 'number', distinct: 60 },
  ],
  sides: {
    indicators: {
      relation: 'indicators',
      roles: new Set(['period']),
      dated: new Set(['period']),
      columns: ['satisfaction', 'complaints', 'competitor_offers', 'plan_age_months'].map((name) => ({
        name,
        kind: 'number',
        distinct: null,
      })),
    },
  },
  asOf: '2024-12-31',
};
