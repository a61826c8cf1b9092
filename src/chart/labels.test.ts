import { expect, test } from 'vitest';
import { makeTable } from '../../test/charts/make-table.ts';
import { completeSpec } from './complete-spec.ts';
import { renderSvg } from './render-svg.ts';
import { toRows } from './to-rows.ts';

const complete = (spec: unknown, data: ReturnType<typeof toRows>, theme: 'light' | 'dark' = 'light') =>
  completeSpec({ spec, ...data, theme, language: 'zh' });
/** Text → fill of the labels in a picture. */
const fillsOf = (svg: string): Record<string, string> =>
  Object.fromEntries(
    [...svg.matchAll(/<text[^>]*fill="([^"]*)"[^>]*>([^<]*)/g)].map(([, fill, text]) => [
      text ?? '',
      fill ?? '',
    ]),
  );

const cells = toRows(
  makeTable(
    [
      ['cohort', 'text'],
      ['age', 'number'],
      ['share', 'number'],
      ['done', 'boolean'],
    ],
    [
      ['一月', 0, 0.99, true],
      ['一月', 1, 0.61, true],
      ['二月', 0, 0.98, false],
    ],
  ),
);
const heatmap = {
  encoding: { x: { field: 'age', type: 'ordinal' }, y: { field: 'cohort', type: 'nominal' } },
  layer: [
    {
      mark: 'rect',
      encoding: {
        color: { field: 'share', type: 'quantitative', scale: { zero: false }, legend: null },
        opacity: { condition: { test: 'datum.done', value: 1 }, value: 0.35 },
      },
    },
    { mark: 'text', encoding: { text: { field: 'share', type: 'quantitative', format: '.0%' } } },
  ],
};

test('a number in a dark cell is white, in a light one dark, and in a pale one as on the page', async () => {
  expect(fillsOf(await renderSvg(complete(heatmap, cells).spec, 500))).toMatchObject({
    '99%': '#ffffff',
    '61%': '#17222b',
    '98%': '#17222b',
  });
  const dark = fillsOf(await renderSvg(complete(heatmap, cells, 'dark').spec, 500));
  expect(dark).toMatchObject({ '99%': '#17222b', '61%': '#ffffff', '98%': '#e4ebef' });
  const [rects, text] = heatmap.layer;
  const opacity = { condition: { test: '!datum.done', value: 0.35 }, value: 1 };
  const layer = [{ ...rects, encoding: { ...rects?.encoding, opacity } }, text];
  expect(fillsOf(await renderSvg(complete({ ...heatmap, layer }, cells, 'dark').spec, 500))).toEqual(dark);
});

const months = Array.from({ length: 12 }, (_, i) => `2024-${String(i + 1).padStart(2, '0')}-01`);
const flows = toRows(
  makeTable(
    [
      ['month', 'date'],
      ['left', 'number'],
    ],
    months.map((month, i) => [month, 300 + 10 * i]),
  ),
);

test('bars over months fill most of the month, and their axis says 400, not 4e+2', async () => {
  const spec = {
    mark: 'bar',
    encoding: {
      x: { field: 'month', type: 'temporal' },
      y: { field: 'left', type: 'quantitative', axis: { format: ',' } },
    },
  };
  const svg = await renderSvg(complete(spec, flows).spec, 860);
  const bars = [...svg.matchAll(/aria-roledescription="bar"[^>]*d="M([\d.]+),[\d.]+(?:h([\d.]+))?/g)];
  expect(bars).toHaveLength(12);
  expect(Number(bars[3]?.[2])).toBeGreaterThan(30);
  expect(svg).toContain('>400<');
  expect(svg).not.toContain('e+');
});

test('an axis of a field that the spec makes itself says 200, not 2e+2', async () => {
  const spec = {
    transform: [{ calculate: '-datum.left', as: 'minus' }],
    mark: 'bar',
    encoding: {
      x: { field: 'month', type: 'temporal' },
      y: { field: 'minus', type: 'quantitative', axis: { format: ',' } },
    },
  };
  expect(await renderSvg(complete(spec, flows).spec, 860)).not.toContain('e+');
});

const reasons = toRows(
  makeTable(
    [
      ['reason', 'text'],
      ['share', 'number'],
    ],
    ['竞争对手', '价格', '产品质量', '服务', '自然流失', '需求变化与缺少个性化', '其他', '未知'].map(
      (reason, i) => [reason, 0.3 - 0.03 * i],
    ),
  ),
);
const columnsOf = (extra: object) => ({
  encoding: { x: { field: 'reason', type: 'nominal', sort: null, axis: { labelAngle: 0 }, ...extra } },
  layer: [
    { mark: 'bar', encoding: { y: { field: 'share', type: 'quantitative' } } },
    {
      mark: { type: 'text', dy: -8 },
      encoding: { y: { field: 'share' }, text: { field: 'share', format: '.1%' } },
    },
  ],
});

test('a long label under a column stands in lines, so that eight columns fit a page', async () => {
  const { spec, minWidth } = complete(columnsOf({}), reasons);
  expect(minWidth).toBeLessThan(760);
  const svg = await renderSvg(spec, 860);
  expect(svg).toContain('需求变化与缺');
  expect(svg).toContain('少个性化');
});

test('columns of months are as wide as their labels, not as the dates behind them', () => {
  const spec = {
    encoding: { x: { field: 'month', type: 'ordinal', axis: { labelAngle: 0, format: '%-m月' } } },
    layer: [
      { mark: 'bar', encoding: { y: { field: 'left' } } },
      { mark: 'text', encoding: { y: { field: 'left' }, text: { field: 'left' } } },
    ],
  };
  expect(complete(spec, flows).minWidth).toBeLessThan(760);
});

test('labels at the ends of bars are inside of the picture on a phone', async () => {
  const spec = {
    encoding: {
      y: { field: 'reason', type: 'nominal', sort: null },
      x: { field: 'share', type: 'quantitative' },
    },
    layer: [
      { mark: 'bar' },
      { mark: { type: 'text', align: 'left', dx: 4 }, encoding: { text: { field: 'share', format: '.1%' } } },
    ],
  };
  const svg = await renderSvg(complete(spec, reasons).spec, 340);
  const [, left] = /<g transform="translate\(([\d.]+),/.exec(svg) ?? [];
  const [, end] = /<text[^>]*transform="translate\(([\d.]+),[\d.]+\)"[^>]*>30\.0%/.exec(svg) ?? [];
  expect(Number(left) + Number(end) + 34).toBeLessThan(340);
});
