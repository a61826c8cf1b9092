import { expect, test } from 'vitest';
import { parseInputSpec } from '../notebook/parse-input-spec.ts';
import { toProblem } from '../problem.ts';
import { toJsonValue } from './json-value.ts';
import { parseInputValue } from './parse-input-value.ts';
import { parseRunOptions } from './run-options.ts';

const codeOf = (run: () => unknown): string => {
  try {
    run();
    return 'none';
  } catch (error) {
    return toProblem(error).code;
  }
};

test('options are read in any order, pairs at their first equals sign', () => {
  const options = parseRunOptions([
    '--set',
    'a=b=c',
    'n.md',
    '--data',
    '客户=x.csv',
    '--data',
    'b=c d.csv',
    '--format',
    'json',
  ]);
  expect(options).toEqual({
    notebook: 'n.md',
    data: new Map([
      ['客户', 'x.csv'],
      ['b', 'c d.csv'],
    ]),
    set: new Map([['a', 'b=c']]),
    rows: 1000,
    format: 'json',
  });
  expect(parseRunOptions(['n.md', '--rows=0'])).toMatchObject({ rows: 0, format: 'text' });
});

test.each([
  [[], 'cli-no-notebook'],
  [['a.md', 'b.md'], 'cli-bad-option'],
  [['a.md', '--wrong'], 'cli-bad-option'],
  [['a.md', '--data'], 'cli-bad-option'],
  [['a.md', '--data', 'x'], 'cli-bad-pair'],
  [['a.md', '--set', '=x'], 'cli-bad-pair'],
  [['a.md', '--rows', '-1'], 'cli-bad-option'],
  [['a.md', '--rows', '1.5'], 'cli-bad-rows'],
  [['a.md', '--format', 'xml'], 'cli-bad-format'],
])('%j is refused as %s', (args, code) => {
  expect(codeOf(() => parseRunOptions(args))).toBe(code);
});

const valueOf = (yaml: string, text: string): unknown => parseInputValue('x', parseInputSpec(yaml), text);

test('a value is read by the type of its input', () => {
  expect(valueOf('type: number', '-1.5e3')).toEqual({ x: { type: 'DOUBLE', value: -1500 } });
  expect(valueOf('type: text', '1')).toEqual({ x: { type: 'VARCHAR', value: '1' } });
  expect(valueOf('type: date', '2024-02-29')).toEqual({ x: { type: 'DATE', value: '2024-02-29' } });
  expect(valueOf('type: multiselect\noptions: [华东, 华南]', '华东, 华南')).toEqual({
    x: { type: 'VARCHAR[]', value: ['华东', '华南'] },
  });
  expect(valueOf('type: multiselect\noptions: [a]', '')).toEqual({ x: { type: 'VARCHAR[]', value: [] } });
  expect(valueOf('type: range', '1..2.5')).toEqual({
    x_from: { type: 'DOUBLE', value: 1 },
    x_to: { type: 'DOUBLE', value: 2.5 },
  });
  expect(valueOf('type: daterange', '2024-01-01..')).toEqual({
    x_from: { type: 'DATE', value: '2024-01-01' },
    x_to: { type: 'DATE', value: null },
  });
});

test.each([
  ['type: number', 'ten'],
  ['type: number', ''],
  ['type: date', '2024-02-30'],
  ['type: range', '5'],
  ['type: range', '1..2..3'],
  ['type: daterange', '2024-01-01..soon'],
])('%j refuses %j', (yaml, text) => {
  expect(codeOf(() => valueOf(yaml, text))).toBe('cli-bad-input');
});

test('values go to JSON without losing what they are', () => {
  const value = { big: 2n ** 70n, list: [NaN, -Infinity, 1.5, null], decimal: '12.30', flag: true };
  expect(JSON.parse(JSON.stringify(toJsonValue(value)))).toEqual({
    big: '1180591620717411303424',
    list: ['NaN', '-Infinity', 1.5, null],
    decimal: '12.30',
    flag: true,
  });
});
