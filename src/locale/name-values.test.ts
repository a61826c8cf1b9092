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

test('near names are spoken of only where there are some', () => {
  const near = (candidates: string) => ({ code: 'unknown-column', values: { name: '[费', candidates } });
  expect(sayProblem('en', near('fee'))).toEqual({
    message: 'There is no column named [费 here.',
    next: 'Check the spelling. Columns with near names: fee.',
  });
  expect(sayProblem('en', near('')).next).toBe('Check the spelling.');
  expect(sayProblem('zh', near('')).next).toBe('请检查拼写。');
});
