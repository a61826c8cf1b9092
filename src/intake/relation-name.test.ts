import { expect, test } from 'vitest';
import { relationName } from './relation-name.ts';

test.each([
  ['客户流失.csv', '客户流失'],
  ['telecom-customers (1).csv', 'telecom_customers_1'],
  ['2024年报.CSV', 't_2024年报'],
  ['data/events.csv.gz', 'events'],
  ['a.b.parquet', 'a_b'],
  ['.csv', 'csv'],
  ['!!!.csv', 'table_1'],
  ['order.csv', 't_order'],
])('the table of %s is %s', (file, name) => {
  expect(relationName(file, [])).toEqual({ name });
});

test('a taken name gets a number and says what it collided with', () => {
  expect(relationName('Customers.csv', ['customers', 'customers_2'])).toEqual({
    name: 'Customers_3',
    collidedWith: 'Customers',
  });
});
