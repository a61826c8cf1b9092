import { expect, test } from 'vitest';
import { makeTable } from '../../test/charts/make-table.ts';
import { cleanSvg } from './clean-svg.ts';
import { compileSpec } from './compile-spec.ts';
import { completeSpec } from './complete-spec.ts';
import { limits } from './limit-spec.ts';
import { removeUnsafe } from './remove-unsafe.ts';
import { renderSvg } from './render-svg.ts';
import { toRows } from './to-rows.ts';

const data = toRows(
  makeTable(
    [
      ['plan', 'text'],
      ['left', 'integer'],
    ],
    [
      ['A', 3],
      ['B', 5],
    ],
  ),
);
const complete = (spec: unknown, more = {}) =>
  completeSpec({ spec, ...data, theme: 'light', language: 'en', ...more });
const encoding = { x: { field: 'plan' }, y: { field: 'left' } };

test('whatever names an address is taken out, wherever it hides, and the reader is told', () => {
  const spec = JSON.parse(`{
    "usermeta": {"embedOptions": {"loader": {}}}, "data": {"url": "https://evil.example/a.csv"}, "datasets": {"x": [{}]},
    "transform": [{"lookup": "plan", "from": {"data": {"url": "https://evil.example/b"}, "key": "k", "fields": ["f"]}}],
    "__proto__": {"polluted": 1},
    "layer": [
      {"data": {"sequence": {"start": 0, "stop": 1e9}}, "mark": {"type": "bar", "href": "javascript:alert(1)", "cursor": "url(https://evil.example/c)", "fill": "URL (https://evil.example/d)"},
       "encoding": {"x": {"field": "plan"}, "y": {"field": "left"}, "href": {"value": "https://evil.example"}, "url": {"field": "plan"}}},
      {"mark": {"type": "image", "url": "https://evil.example/e.png"}, "encoding": {"x": {"field": "plan"}}}
    ],
    "params": [{"name": "p", "value": 1, "bind": {"input": "range", "element": "body"}}],
    "config": {"events": {"bind": "any"}, "locale": {}, "mark": {"cursor": {"expr": "'u' + 'rl(https://evil.example)'"}}}
  }`) as unknown;
  const done = complete(spec);
  expect(done.problem).toBeNull();
  const { data: own, config, ...rest } = done.spec;
  expect(JSON.stringify(rest)).not.toMatch(
    /evil|javascript|usermeta|datasets|polluted|"element"|sequence|"lookup"/,
  );
  expect(JSON.stringify(config)).not.toMatch(/evil|"any"|cursor/);
  expect(own).toMatchObject({ values: data.rows });
  expect(done.notes.join()).toMatch(/usermeta.*lookup.*href/);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test('an ordinary spec passes unchanged', () => {
  const spec = {
    mark: { type: 'bar', cursor: 'pointer', tooltip: true },
    encoding,
    params: [{ name: 'brush', select: 'interval', bind: 'scales' }],
  };
  expect(removeUnsafe(spec)).toEqual({ spec, removed: [] });
  expect(complete(spec).notes).toEqual([]);
});

test('a cleaned SVG keeps its inner references and loses all others', () => {
  expect(
    cleanSvg(
      '<svg><g clip-path="url(#clip1)"><a xlink:href="javascript:x" href="y"><path fill="url(https://evil.example#a)" onclick="z" d="M0"/></a><text>href="kept"</text></g></svg>',
    ),
  ).toBe('<svg><g clip-path="url(#clip1)"><a><path d="M0"/></a><text>href="kept"</text></g></svg>');
});

test('expressions run interpreted and cannot reach a constructor', async () => {
  const spec = {
    mark: 'text',
    transform: [{ calculate: "datum.plan.constructor.constructor('return 7')()", as: 'z' }],
    encoding: { text: { field: 'z' } },
  };
  await expect(renderSvg(complete(spec).spec)).rejects.toMatchObject({ problem: { code: 'chart-failed' } });
});

test('sizes, bins, ticks, views and repeats are bounded', () => {
  const done = complete({
    width: 1e9,
    height: { step: 1e6 },
    layer: Array.from({ length: 500 }, () => ({
      mark: 'bar',
      encoding: {
        x: { field: 'left', bin: { step: 1e-9 }, axis: { tickCount: 1e9 } },
        y: { aggregate: 'count' },
      },
    })),
  });
  expect(done.spec['width']).toBe(limits.pixels);
  expect(done.spec['layer']).toHaveLength(limits.views);
  const { vega } = compileSpec(done.spec);
  expect(JSON.stringify(vega)).not.toMatch(/1000000000|1e-9/);
});

test('rows, panels and categories beyond the limit are left out and said', () => {
  const many = toRows(
    makeTable(
      [
        ['g', 'text'],
        ['n', 'integer'],
      ],
      Array.from({ length: 25_000 }, (_, i) => [`g${i % 900}`, i]),
    ),
  );
  const points = complete({ mark: 'point', encoding: { x: { field: 'n' }, y: { field: 'n' } } }, many);
  expect((points.spec['data'] as { values: unknown[] }).values).toHaveLength(20_000);
  expect(points.notes).toEqual([
    'Drawn from the first 20,000 of 25,000 rows. Group them in a query to see all.',
  ]);
  const facets = complete(
    { mark: 'bar', encoding: { facet: { field: 'g' }, x: { aggregate: 'sum', field: 'n' } } },
    many,
  );
  expect(facets.notes).toEqual(['30 of the 900 values of “g” have a panel here.']);
  const bars = complete(
    { mark: 'bar', encoding: { y: { field: 'g', type: 'nominal' }, x: { aggregate: 'sum', field: 'n' } } },
    { ...many, language: 'zh' },
  );
  expect(bars.notes).toEqual(['“g”有 900 个取值，只画出 300 个。']);
});
