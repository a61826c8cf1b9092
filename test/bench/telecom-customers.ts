import { resolve } from 'node:path';

const sample = resolve(import.meta.dirname, '../../sample-data/telecom-customers.en.csv');

/** A SELECT of `rows` customers: the telecom sample over and over, each time with new ids. */
export function telecomCustomers(rows: number): string {
  return `
    SELECT customer_id || '-' || turn AS customer_id, * EXCLUDE (customer_id, turn)
    FROM read_csv('${sample}', all_varchar = true), range(${Math.ceil(rows / 20_000)}) AS t(turn)
    LIMIT ${rows}`;
}
