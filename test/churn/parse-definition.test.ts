import { expect, test } from 'vitest';
import { parseDefinition } from '../../src/churn/definition/parse-definition.ts';
import { toProblem, type Problem } from '../../src/problem.ts';

function problemOf(body: string): Problem {
  try {
    parseDefinition(body);
  } catch (error) {
    return toProblem(error);
  }
  return expect.fail('no problem');
}

test.each([
  ['rule: gone', 'churn-value', 1],
  ['rule: ended\ndays: 30', 'churn-key-not-used', 2],
  ['rule: ended\nday: 30', 'churn-key-unknown', 2],
  ['rule: inactive\n\ndays: many', 'churn-value', 3],
  ['rule: inactive\ndays: 0', 'churn-value', 2],
  ['as_of: 2023-02-29', 'churn-value', 1],
  ['as_of: yesterday', 'churn-value', 1],
  ['exclude:\n  - tenure_under: 3\n    missing: contact', 'churn-exclusion', 3],
  ['exclude:\n  - label: x', 'churn-exclusion', 2],
  ['exclude:\n  - tenure: 3', 'churn-key-unknown', 2],
  ['exclude: tenure_under', 'churn-value', 1],
  ['exclude:\n  - tenure_under: -1', 'churn-value', 2],
  ['sql: select 1\nrule: ended', 'churn-own-sql', 2],
  ['rule: [', 'churn-yaml', 1],
  ['- rule: ended', 'churn-yaml', 1],
  ['rule: downgraded\nfalls: 120', 'churn-value', 2],
  ['rule: ended\nboundary: calendar', 'churn-key-not-used', 2],
  ['rule: ended\nrule: flag', 'churn-yaml', 2],
])('%j is refused as %s at line %i', (body, code, line) => {
  const problem = problemOf(body);
  expect([problem.code, problem.values?.['line']]).toEqual([code, line]);
  expect(problem.sql).toBe(body);
  expect(body.slice(0, problem.position).split('\n').length).toBe(line);
});

test('every key of the form is read; what is not there is filled in', () => {
  expect(parseDefinition('')).toMatchObject({ rule: 'ended', asOf: null, reactivation: 'same', exclude: [] });
  const body = [
    'rule: inactive',
    'as_of: $day',
    'days: $days',
    'activity: 订单',
    'reactivation: new',
    'boundary: calendar',
    'segments: [地区, 2024]',
    'exclude:',
    '  - tenure_under: 30',
    '  - missing: 手机号',
    '    label: 没有联系方式',
  ].join('\n');
  expect(parseDefinition(body)).toMatchObject({
    rule: 'inactive',
    asOf: '$day',
    days: '$days',
    activity: '订单',
    reactivation: 'new',
    boundary: 'calendar',
    segments: ['地区', '2024'],
    exclude: [
      { kind: 'tenure_under', days: '30', label: null },
      { kind: 'missing', column: '手机号', label: '没有联系方式' },
    ],
  });
  expect(parseDefinition('rule: flag\nleft: [Yes, true, 1]').left).toEqual(['Yes', 'true', '1']);
});
