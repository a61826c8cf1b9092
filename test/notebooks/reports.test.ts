import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Value } from '../../src/engine/table.ts';
import { findDifferences } from './find-differences.ts';
import { readResult } from './read-result.ts';

type Rows = readonly Readonly<Record<string, Value>>[];

/** Computed by test/reference/reports.R. */
const reference = JSON.parse(
  readFileSync(join(import.meta.dirname, '../reference/reports.json'), 'utf8'),
) as Record<string, Record<string, Rows>>;

/** What a relation of a notebook says under the reference's names, by the column that names its rows. */
function expectAsInR(
  [report, part, key]: readonly [string, string, string],
  actual: Rows,
  columns: Readonly<Record<string, string>>,
): void {
  const byKey = (rows: Rows, column: string): Map<Value, Readonly<Record<string, Value>>> =>
    new Map(rows.map((row) => [row[column] ?? null, row]));
  const expected = byKey(reference[report]?.[part] ?? [], key);
  const given = byKey(actual, columns[key] ?? key);
  expect([...given.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
  expect(expected.size).toBeGreaterThan(1);
  for (const [name, row] of expected) {
    const same = Object.fromEntries(
      Object.keys(row).map((column) => [column, given.get(name)?.[columns[column] ?? column] ?? null]),
    );
    expect(findDifferences(same, row, 1e-9), String(name)).toEqual([]);
  }
}

const groupColumns = { rate: 'churn_rate' };

describe('two definitions of a network operator', () => {
  test('every definition counts as R does, with its interval', () => {
    const rows = readResult('unicom-churn.en', 'definitions');
    expectAsInR(['unicom', 'definitions', 'label'], rows, { ...groupColumns, n: 'at_start' });
  });

  test('the groups, their intervals and the tests agree with R', () => {
    expectAsInR(['unicom', 'segments', 'label'], readResult('unicom-churn.en', 'segments'), groupColumns);
    expectAsInR(['unicom', 'tests', 'dimension'], readResult('unicom-churn.en', 'segment_tests'), {});
  });
});

describe('a bank by year, age and stage', () => {
  test('years, ages and stages agree with R, intervals included', () => {
    const names = { ...groupColumns, lost: 'leavers' };
    const years = readResult('bank-churn.en', 'trend');
    expectAsInR(['bank', 'years', 'label'], years, { ...names, label: 'year', n: 'at_start' });
    expectAsInR(['bank', 'ages', 'label'], readResult('bank-churn.en', 'age_bands'), names);
    expectAsInR(['bank', 'stages', 'label'], readResult('bank-churn.en', 'stages'), names);
  });

  test('the area under the curve of the score is that of R', () => {
    const [row] = readResult('bank-churn.en', 'score_facts');
    const [expected] = reference['bank']?.['auc'] ?? [];
    expect(findDifferences({ auc: row?.['auc'] }, expected, 1e-12)).toEqual([]);
  });
});
