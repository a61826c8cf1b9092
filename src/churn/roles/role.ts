/** Shapes of export. `indicators`: one row per period for the whole business, without customers. */
export type Shape = 'customers' | 'activity' | 'periods' | 'reasons' | 'indicators';

/**
 * What a column means. A data cell's `columns:` maps these to columns, so they are column names in SQL too.
 *
 * | role | value |
 * |---|---|
 * | customer | who |
 * | started, ended | first and last day of the relation with the customer |
 * | churned | whether the customer left (flag in any writing) |
 * | tenure | how long, in `unit` of the churn cell |
 * | value | what the customer brings per period |
 * | reason | why the customer left, several in one cell allowed |
 * | observed | the day the row was true (an export's date); as-of when it is one day |
 * | entered | when observation began, for left-truncated data |
 * | contact | how to reach the customer: phone, mail, address |
 * | last, recency | the day of the customer's last activity; days since then |
 * | frequency | how many activities |
 * | time, amount | of an activity: when, how much; of a customer: how much in all, from which the value is made where there is none |
 * | transaction | of an activity: the order or receipt that its row is a line of, where one has several |
 * | period, status | of a period table: which month, active or not |
 * | text, platform, rating | of reviews and call-backs |
 */
export type Role =
  | 'customer'
  | 'started'
  | 'ended'
  | 'churned'
  | 'tenure'
  | 'value'
  | 'reason'
  | 'observed'
  | 'entered'
  | 'contact'
  | 'last'
  | 'recency'
  | 'frequency'
  | 'time'
  | 'amount'
  | 'transaction'
  | 'period'
  | 'status'
  | 'text'
  | 'platform'
  | 'rating';

/** The roles that each shape has; a column is given none of another shape's. */
export const rolesOf: Readonly<Record<Shape, readonly Role[]>> = {
  customers: [
    'customer',
    'started',
    'ended',
    'churned',
    'tenure',
    'value',
    'reason',
    'observed',
    'entered',
    'contact',
    'last',
    'recency',
    'frequency',
    'amount',
  ],
  activity: ['customer', 'time', 'amount', 'transaction'],
  periods: ['customer', 'period', 'status', 'value'],
  reasons: ['customer', 'time', 'reason', 'text', 'platform', 'rating', 'contact'],
  indicators: ['period'],
};

/** Every role once. */
export const roles: readonly Role[] = [...new Set(Object.values(rolesOf).flat())];
