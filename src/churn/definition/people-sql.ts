import { customerName, listAttributes, toCustomer, toItem, type Attribute } from './attributes-sql.ts';
import { select, type NamedSql, type RuleRequest } from './rule-sql.ts';
import { findRole, maybeColumn } from './sources.ts';
import { toDateSql } from './to-date-sql.ts';

/**
 * `people(customer_id, first_on, reason, <rule_n>, <segments>, <more>)`, one row each, where customers stand in a relation of
 * their own beside the activities or periods; null where they do not. Of several rows the one that started last counts.
 */
export function compilePeople(request: RuleRequest, more: readonly Attribute[] = []): NamedSql | null {
  const { from, events, definition } = request;
  if (from === events) return null;
  findRole(from, 'customer', definition.rule);
  const started = maybeColumn(from, 'started');
  const first = started ? toDateSql('started', started.type) : 'cast(null as date)';
  const attributes = [...listAttributes(request), ...more];
  const order = ['customer_id', 'first_on desc nulls last', ...attributes.map((one) => one.name)];
  return {
    name: 'people',
    note: 'what is known of each customer',
    sql: select(
      [`distinct on (customer_id) ${toCustomer(from)}`, `${first} as first_on`, ...attributes.map(toItem)],
      `from ${from.sql}\n  where ${customerName} <> ''\n  order by ${order.join(', ')}`,
    ),
  };
}

/** Rows of that relation without a customer. */
export function selectNameless({ from, events, label }: RuleRequest): string[] {
  if (from === events) return [];
  const rest = `from ${from.sql} cross join day_known\n  where coalesce(${customerName}, '') = ''`;
  return [selectExcluded('cast(null as varchar)', label('no_customer'), rest)];
}

/** A spell of which nothing but the reason of its exclusion is known. */
export function selectExcluded(customer: string, excluded: string, rest: string): string {
  const items = [
    `${customer} as customer_id`,
    '1 as spell',
    'false as churned',
    'as_of',
    `${excluded} as excluded`,
  ];
  return select(items, rest);
}
