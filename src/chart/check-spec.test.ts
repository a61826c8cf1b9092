import { expect, test } from 'vitest';
import { makeTable } from '../../test/charts/make-table.ts';
import { checkCompile } from './check-compile.ts';
import { checkSpec } from './check-spec.ts';
import { completeSpec } from './complete-spec.ts';
import { renderSvg } from './render-svg.ts';
import { toRows } from './to-rows.ts';

const columns = makeTable(
  [
    ['month', 'date'],
    ['churn_rate', 'number'],
    ['套餐', 'text'],
  ],
  [],
).columns;
const line = (x: string, y: string) => ({ mark: 'line', encoding: { x: { field: x }, y: { field: y } } });

test('a chart on a missing column names it and what is near', () => {
  expect(checkSpec(line('month', 'churn_rte'), columns)).toEqual({
    code: 'chart-missing-column',
    values: { name: 'churn_rte', near: 'churn_rate' },
  });
  expect(checkSpec(line('zzzzzzzz', 'churn_rate'), columns)).toEqual({
    code: 'chart-missing-column',
    values: { name: 'zzzzzzzz', near: 'month, churn_rate, 套餐' },
  });
});

test.each<[string, unknown]>([
  ['nothing', null],
  ['an empty object', {}],
  ['columns', line('month', 'churn_rate')],
  ['a Chinese column', line('套餐', 'churn_rate')],
  [
    'a calculated field',
    { ...line('month', 'pct'), transform: [{ calculate: 'datum.churn_rate * 100', as: 'pct' }] },
  ],
  ['folded fields', { ...line('key', 'value'), transform: [{ fold: ['churn_rate'] }] }],
  [
    'pivoted fields',
    { ...line('month', 'Basic'), transform: [{ pivot: '套餐', value: 'churn_rate', groupby: ['month'] }] },
  ],
  ['counted rows', { mark: 'bar', encoding: { x: { field: '套餐' }, y: { aggregate: 'count' } } }],
  [
    'a repeated field',
    { repeat: ['churn_rate'], spec: { mark: 'bar', encoding: { x: { field: { repeat: 'repeat' } } } } },
  ],
])('%s is right', (_name, spec) => {
  expect(checkSpec(spec, columns)).toBeNull();
});

test.each<[string, unknown, string]>([
  ['a list', [], 'chart-not-a-spec'],
  ['Vega', { $schema: 'https://vega.github.io/schema/vega/v6.json', marks: [] }, 'chart-is-vega'],
  ['no mark', { encoding: {} }, 'chart-no-mark'],
  [
    'a calculation on a missing column',
    { ...line('month', 'z'), transform: [{ calculate: 'datum.nope * 2', as: 'z' }] },
    'chart-missing-column',
  ],
  ['a repeat of a missing column', { repeat: ['nope'], spec: { mark: 'bar' } }, 'chart-missing-column'],
  ['too much of it', { mark: 'bar', description: 'x'.repeat(300_000) }, 'chart-too-large'],
])('%s is a problem', (_name, spec, code) => {
  expect(checkSpec(spec, columns)?.code).toBe(code);
});

test('what Vega-Lite refuses or leaves out is a problem with its own words', () => {
  expect(checkCompile({ layer: [{}] }, columns)).toMatchObject({
    code: 'chart-bad-spec',
    detail: expect.stringContaining('layer') as string,
  });
  expect(
    checkCompile(
      { mark: 'bar', encoding: { x: { field: 'churn_rate' }, nonsense: { field: 'month' } } },
      columns,
      { strict: true },
    ),
  ).toMatchObject({
    code: 'chart-warning',
    detail: expect.stringContaining('nonsense') as string,
  });
  expect(checkCompile(line('month', 'churn_rate'), columns)).toBeNull();
  expect(checkCompile({}, columns)).toBeNull();
});

const odd = [
  'a.b',
  'a[0]',
  "it's",
  'say "hi"',
  'back\\slash',
  '客户 名称（元）',
  'with space',
  '__proto__x',
  '%',
  'a.b[c].d',
];

test.each(odd)('a column named %s is drawn, titled and summed under its name', async (name) => {
  const table = makeTable(
    [
      ['k', 'text'],
      [name, 'number'],
    ],
    [
      ['A', 3],
      ['B', 5],
      ['A', 4],
    ],
  );
  const data = toRows(table);
  for (const field of [name, name.replace(/([.[\]\\'"])/g, '\\$1')]) {
    const spec = {
      mark: 'bar',
      encoding: {
        x: { field: 'k' },
        y: { field, aggregate: 'sum', title: name },
        tooltip: { field, aggregate: 'sum' },
      },
    };
    const done = completeSpec({ spec, ...data, theme: 'light', language: 'en' });
    expect(done.problem).toBeNull();
    const svg = await renderSvg(done.spec);
    const bars = [...svg.matchAll(/aria-label="k: (\w+); [^"]*?: (\d+)"/g)].map(
      (match) => `${match[1]}${match[2]}`,
    );
    expect(bars).toEqual(['A7', 'B5']);
  }
  expect(completeSpec({ spec: {}, ...data, theme: 'light', language: 'en' }).problem).toBeNull();
});
