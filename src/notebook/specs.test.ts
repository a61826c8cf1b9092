import { expect, test } from 'vitest';
import { findInlineValues } from './find-inline-values.ts';
import { parseDataSpec } from './parse-data-spec.ts';
import { parseInputSpec } from './parse-input-spec.ts';

test.each([
  ['{{ kpi.rate | .1% }}', [['kpi', 'rate', '.1%']]],
  [
    '**{{kpi.rate}}** and {{ "a b"."c ""d" }}',
    [
      ['kpi', 'rate', null],
      ['a b', 'c "d', null],
    ],
  ],
  ['{{ 指标.流失率 | %Y年%-m月 }}', [['指标', '流失率', '%Y年%-m月']]],
  ['`{{ a.b }}` ``x ` {{ a.b }}`` {{ c.d }}', [['c', 'd', null]]],
  [
    '```\n{{ a.b }}\n```\n\n    {{ a.b }}\n\n- {{ c.d }}\n\n> # {{ e.f }}',
    [
      ['c', 'd', null],
      ['e', 'f', null],
    ],
  ],
  ['\\{{ a.b }} {{ a }} {{ a.b.c }} {{ }} {{{ d.e }}} {{ f.g', [['d', 'e', null]]],
  ['<!-- {{ a.b }} -->\n\n{{ c.d | , }}', [['c', 'd', ',']]],
  ['| h |\n|---|\n| {{ a.b }} |', [['a', 'b', null]]],
  [
    '` {{ a.b }}\n\n{{ c.d }} `',
    [
      ['a', 'b', null],
      ['c', 'd', null],
    ],
  ],
])('inline values of %j', (markdown, expected) => {
  const found = findInlineValues(markdown);
  expect(found.map((value) => [value.relation, value.column, value.format])).toEqual(expected);
  for (const value of found) {
    expect(markdown.slice(value.start, value.end)).toMatch(/^\{\{.*\}\}$/);
    expect(markdown.slice(value.start + 2, value.end - 2).trim()).toBe(value.expression);
  }
});

const input = (body: string): unknown => parseInputSpec(body);
const problem = (body: string): unknown => {
  try {
    return input(body);
  } catch (error) {
    return (error as { problem: unknown }).problem;
  }
};

test('an input is filled in: what is left out has a value', () => {
  expect(input('type: select\noptions: [a, 2, true]')).toEqual({
    type: 'select',
    label: '',
    options: ['a', '2', 'true'],
    from: null,
    default: null,
  });
  expect(input('type: multiselect\nlabel: 地区\nfrom: customers\ncolumn: region')).toEqual({
    type: 'multiselect',
    label: '地区',
    options: [],
    from: { relation: 'customers', column: 'region', isDescending: false },
    default: null,
  });
  expect(input('type: number\nmin: 0\nstep: 0.5\ndefault: 1e1')).toEqual({
    type: 'number',
    label: '',
    min: 0,
    max: null,
    step: 0.5,
    default: 10,
  });
  expect(input('type: range\nmin: 0\nmax: 9')).toMatchObject({ default: [0, 9] });
  expect(input('type: daterange\ndefault: [2024-02-29, null]')).toMatchObject({
    default: ['2024-02-29', null],
  });
  expect(input('type: date')).toMatchObject({ default: null, min: null });
  expect(input('type: text')).toMatchObject({ default: '' });
});

test.each([
  ['', { code: 'input-type' }],
  ['type: slider', { code: 'input-type', values: { type: 'slider' } }],
  ['type: select', { code: 'input-no-choices' }],
  ['type: select\nfrom: a', { code: 'input-key', values: { key: 'column' } }],
  ['type: select\noptions: a', { code: 'input-key', values: { key: 'options', value: 'a' } }],
  [
    'type: select\noptions: [a, b]\nlabels: [A]',
    { code: 'input-key', values: { key: 'labels', value: '["A"]' } },
  ],
  ['type: number\nmin: many', { code: 'input-key', values: { key: 'min', value: 'many' } }],
  ['type: number\nmin: 2\nmax: 1', { code: 'input-key', values: { key: 'min' } }],
  ['type: number\nstep: 0', { code: 'input-key', values: { key: 'step' } }],
  ['type: number\ndefault: .inf', { code: 'input-key', values: { key: 'default' } }],
  ['type: date\ndefault: 2023-02-29', { code: 'input-key', values: { key: 'default', value: '2023-02-29' } }],
  ['type: range\ndefault: [2, 1]', { code: 'input-key', values: { key: 'default' } }],
  ['type: text\nlabel: [a]', { code: 'input-key', values: { key: 'label' } }],
  ['- a', { code: 'yaml-not-a-map' }],
  ['type: text\nlabel: "open', { code: 'yaml-syntax', values: { line: 2 } }],
])('the input %j is refused with the key that is wrong', (body, expected) => {
  expect(problem(body)).toMatchObject(expected);
});

test('a data cell is filled in, with roles in their order', () => {
  expect(
    parseDataSpec('file: a.csv\ncolumns:\n  客户: 客户号\n  value: price * 12\n  none:\n  n: 1'),
  ).toEqual({
    file: 'a.csv',
    columns: [
      { role: '客户', from: '客户号' },
      { role: 'value', from: 'price * 12' },
      { role: 'n', from: '1' },
    ],
  });
  expect(parseDataSpec('')).toEqual({ file: '', columns: [] });
  for (const [body, key] of [
    ['file: [a]', 'file'],
    ['columns: [a]', 'columns'],
    ['columns: {a: [b]}', 'columns.a'],
  ] as const)
    expect(() => parseDataSpec(body)).toThrow(
      expect.objectContaining({ problem: { code: 'data-key', values: { key } } }),
    );
});

test('hostile text and YAML are read in no time', () => {
  const started = performance.now();
  const ticks = Array.from({ length: 700 }, (_, i) => '`'.repeat(i + 1)).join(' ');
  expect(findInlineValues(`{{ a.b }} ${ticks}`)).toHaveLength(1);
  expect(problem(`type: ${'['.repeat(100_000)}`)).toMatchObject({ code: 'yaml-syntax' });
  expect(problem(`type: ${'- '.repeat(100_000)}`)).toMatchObject({ code: 'yaml-syntax' });
  expect(performance.now() - started).toBeLessThan(5000);
});
