import { expect, test } from 'vitest';
import { parseDefinition } from '../churn/definition/parse-definition.ts';
import {
  maybeDefinition,
  ruleNames,
  setExclusions,
  setKey,
  setRule,
  toOwnSql,
  toYamlNumber,
} from './edit-definition.ts';

const body = `# ours
rule: inactive # by hand
days: 60
boundary: calendar
exclude:
  - tenure_under: 30
segments: [地区]`;

test('one key is set or taken away; comments and the order of the rest stay', () => {
  const changed = setKey(body, 'days', 90);
  expect(changed).toBe(body.replace('days: 60', 'days: 90'));
  expect(setKey(changed, 'boundary', null)).not.toContain('boundary');
  expect(parseDefinition(setKey(body, 'as_of', '2024-06-30')).asOf).toBe('2024-06-30');
});

test.each(ruleNames)('%s takes the place of another rule, with nothing left that it does not use', (rule) => {
  const changed = setRule(body, rule);
  const definition = maybeDefinition(changed);
  expect('problem' in definition ? definition.problem : definition.rule).toBe(rule);
  expect(changed).toContain('# ours');
  expect(definition).toMatchObject({ segments: ['地区'], exclude: [{ kind: 'tenure_under', days: '30' }] });
  expect(changed.includes('days:')).toBe(rule === 'inactive');
});

test('exclusions of every kind are written as they are read', () => {
  const list = [
    { kind: 'tenure_under', days: '30', label: null },
    { kind: 'left_within', days: '$probation', label: '试用' },
    { kind: 'missing', column: '联系电话', label: null },
    { kind: 'where', condition: "plan = 'test'", label: 'test accounts' },
  ] as const;
  expect(parseDefinition(setExclusions('rule: ended', list)).exclude).toEqual(list);
  expect(setExclusions(body, [])).not.toContain('exclude');
});

test('a number stays a number, a parameter a name', () => {
  expect([toYamlNumber(' 12 '), toYamlNumber('$days'), toYamlNumber(' ')]).toEqual([12, '$days', null]);
});

test('what cannot be read for the form says why', () => {
  const wrong = maybeDefinition('rule: gone');
  expect('problem' in wrong && wrong.problem.code).toMatch(/^churn|^definition/);
});

test('own SQL takes the place of the form and keeps its words', () => {
  const own = parseDefinition(toOwnSql('select 1\nfrom customers\n', '按合同'));
  expect(own).toMatchObject({ sql: 'select 1\nfrom customers\n', label: '按合同' });
});
