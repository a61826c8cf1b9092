import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { toColumnMeanings } from './column-meaning.ts';

/** The columns of the tables that a starter notebook leaves open, as the room of the analyses documents them. */
const shown = ['phases', 'segment_tests', 'reason_map', 'reason_details', 'rfm', 'survival_tests'];
const documented = readFileSync(resolve(import.meta.dirname, '../churn/recipes/README.md'), 'utf8');

test.each(shown)('every column of %s says in Chinese what it holds', (relation) => {
  const columns =
    new RegExp(`\`${relation}\`[^:|·]*: ([^·|]*)`).exec(documented)?.[1]?.match(/\b[a-z_]{2,}\b/g) ?? [];
  expect(columns.length).toBeGreaterThan(3);
  expect(toColumnMeanings('zh', columns)).not.toContain(null);
  expect(toColumnMeanings('en', columns)).toEqual(columns.map(() => null));
});

test('columns of another table keep their names alone', () => {
  expect(toColumnMeanings('zh', ['rule', 'customers', 'constructor'])).toEqual(['规则', '客户数', null]);
  expect(toColumnMeanings('zh', ['company', 'city', 'size', 'position'])).toEqual([null, null, null, null]);
});
