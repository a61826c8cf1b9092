import { expect, test } from 'vitest';
import { sayProblem } from './messages.ts';

const missing = {
  code: 'churn-role-missing',
  values: { role: 'recency', rule: 'inactive', relation: 'people' },
};

test('rules, roles and keys of a definition are said in words, with what the file says in brackets', () => {
  expect(sayProblem('en', missing).message).toBe(
    'The rule “no activity (inactive)” needs the role “days since the last activity (recency)”, and “people” has no such column.',
  );
  expect(sayProblem('zh', missing).message).toContain('规则“长期没有活动 (inactive)”');
  const days = { code: 'churn-value', values: { line: 2, key: 'days', expected: '≥ 1' } };
  expect(sayProblem('zh', days).message).toContain('“多少天没有活动 (days)”');
});

test('a key that no form has is said as it is written', () => {
  const values = { line: 1, key: 'rows', known: 'rule' };
  expect(sayProblem('en', { code: 'churn-key-unknown', values }).message).toContain('“rows”');
});
