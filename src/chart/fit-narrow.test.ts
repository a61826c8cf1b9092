import { expect, test } from 'vitest';
import { makeTable } from '../../test/charts/make-table.ts';
import { completeSpec } from './complete-spec.ts';
import { renderSvg } from './render-svg.ts';
import { toRows } from './to-rows.ts';

const months = Array.from({ length: 12 }, (_, i) => `2024-${String(i + 1).padStart(2, '0')}-01`);
const rates = [0.012, 0.012, 0.012, 0.018, 0.024, 0.029, 0.033, 0.032, 0.031, 0.03, 0.023, 0.018];
const data = toRows(
  makeTable(
    [
      ['month', 'date'],
      ['churn_rate', 'number'],
      ['phase', 'text'],
    ],
    months.map((month, i) => [
      month,
      rates[i] ?? 0,
      ['1 stable', '2 surge', '3 peak', '4 recovery'][Math.floor(i / 3)] ?? '',
    ]),
  ),
);
const trend = {
  title: 'Monthly churn rate of all customers who were present at the start of the month',
  encoding: { x: { field: 'month', type: 'temporal' }, y: { field: 'churn_rate' } },
  layer: [
    { mark: 'line' },
    {
      mark: 'point',
      encoding: { color: { field: 'phase', legend: { orient: 'bottom' } }, shape: { field: 'phase' } },
    },
    { mark: { type: 'text', dy: -12 }, encoding: { text: { field: 'churn_rate', format: '.1%' } } },
  ],
};
const heatmap = {
  mark: 'text',
  encoding: { x: { field: 'month', type: 'ordinal' }, y: { field: 'phase' }, text: { field: 'churn_rate' } },
};
const complete = (spec: unknown) => completeSpec({ spec, ...data, theme: 'light', language: 'en' });
/** The texts that a reader sees. */
const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text([^>]*)>([^<]*)/g)]
    .filter(([, attributes]) => !/ opacity="0"/.test(attributes ?? ''))
    .map(([, , text]) => text ?? '');

test('on a phone every second label of a line is shown, counted from the peak; on a page all are', async () => {
  const { spec, minWidth } = complete(trend);
  expect(minWidth).toBe(0);
  const labels = (svg: string) => textsOf(svg).filter((text) => /^\d\.\d%$/.test(text) && text !== '0.0%');
  const wide = labels(await renderSvg(spec, 860)).filter((text) => !/0%|5%/.test(text));
  const narrow = labels(await renderSvg(spec, 340)).filter((text) => !/0%|5%/.test(text));
  expect(wide).toEqual(expect.arrayContaining(['1.2%', '1.8%', '2.4%', '2.9%', '3.3%', '3.2%', '2.3%']));
  expect(narrow).toContain('3.3%');
  expect(narrow).not.toContain('3.2%');
  expect(narrow).not.toContain('2.9%');
});

test('a long title breaks and a long legend stands in columns where they do not fit', async () => {
  const { spec } = complete(trend);
  const [wide, narrow] = [await renderSvg(spec, 860), await renderSvg(spec, 340)];
  expect(textsOf(wide)).toContain(trend.title);
  expect(textsOf(narrow)).not.toContain(trend.title);
  for (const phase of ['1 stable', '2 surge', '3 peak', '4 recovery'])
    expect(textsOf(narrow)).toContain(phase);
  expect(Number(/width="(\d+)"/.exec(narrow)?.[1])).toBeLessThanOrEqual(341);
});

test('numbers beside bars all stay', async () => {
  const bars = {
    encoding: { y: { field: 'month', type: 'ordinal' }, x: { field: 'churn_rate' } },
    layer: [
      { mark: 'bar' },
      { mark: { type: 'text', align: 'left' }, encoding: { text: { field: 'churn_rate', format: '.2%' } } },
    ],
  };
  const svg = await renderSvg(complete(bars).spec, 340);
  expect(textsOf(svg).filter((text) => /\d\.\d\d%/.test(text))).toHaveLength(12);
});

test('labelled columns ask for the width they need', () => {
  expect(complete(heatmap).minWidth).toBeGreaterThan(12 * 38);
  expect(
    complete({ mark: 'bar', encoding: { x: { field: 'phase' }, y: { field: 'churn_rate' } } }).minWidth,
  ).toBe(0);
});

test('labels above columns stand in lines on a phone, the last of them next to the columns; on a page in one', async () => {
  const labels = ['Cannot enter', 'Crash (n = 204)', 'Reward missing', 'Login'];
  const cells = toRows(
    makeTable(
      [
        ['issue', 'text'],
        ['channel', 'text'],
        ['share', 'number'],
      ],
      labels.map((issue, i) => [issue, 'App Store', i / 10]),
    ),
  );
  const table = {
    mark: { type: 'text' },
    encoding: {
      x: { field: 'issue', type: 'nominal', axis: { labelAngle: 0, labelLimit: 60, orient: 'top' } },
      y: { field: 'channel', type: 'nominal' },
      text: { field: 'share', type: 'quantitative', format: '.0%' },
    },
  };
  const { spec, minWidth } = completeSpec({ spec: table, ...cells, theme: 'light', language: 'en' });
  expect(minWidth).toBeLessThanOrEqual(324);
  expect(textsOf(await renderSvg(spec, 860))).toEqual(expect.arrayContaining(labels));
  const narrow = await renderSvg(spec, 324);
  const lines = [...narrow.matchAll(/<tspan[^>]*?(?: dy="(\d+)")?>([^<]*)/g)].map(([, , text]) => text);
  expect(lines).toEqual(expect.arrayContaining(['Cannot', 'enter', '(n = 204)', '', 'Login']));
});

test('months under labelled bars are thinned out rather than scrolled', async () => {
  const bars = {
    encoding: {
      x: { field: 'month', type: 'ordinal', timeUnit: 'yearmonth', axis: { format: '%b', labelAngle: 0 } },
      y: { field: 'churn_rate' },
    },
    layer: [{ mark: 'bar' }, { mark: 'text', encoding: { text: { field: 'churn_rate', format: '.0f' } } }],
  };
  const { spec, minWidth } = complete(bars);
  expect(minWidth).toBeLessThanOrEqual(324);
  const named = (svg: string) => textsOf(svg).filter((text) => /^[A-Z][a-z]{2}$/.test(text));
  expect(named(await renderSvg(spec, 860))).toHaveLength(12);
  expect(named(await renderSvg(spec, minWidth))).toHaveLength(6);
});

test('a legend below a chart knows that it begins right of the labels of the rows', async () => {
  const legend = (labels: readonly string[]) => {
    const rows = toRows(
      makeTable(
        [
          ['who', 'text'],
          ['n', 'integer'],
          ['kind', 'text'],
        ],
        labels.map((who, i) => [who, i + 1, ['avoidable', 'natural', 'unknown'][i % 3] ?? '']),
      ),
    );
    const { spec } = completeSpec({
      spec: { mark: 'bar', encoding: { x: { field: 'n' }, y: { field: 'who' }, color: { field: 'kind' } } },
      ...rows,
      theme: 'light',
      language: 'en',
    });
    return renderSvg(spec, 324);
  };
  const heights = (svg: string) => Number(/height="(\d+)"/.exec(svg)?.[1]);
  const [short, long] = await Promise.all([
    legend(['a', 'b', 'c']),
    legend(['Needs and personalisation', 'Staff and relationship', 'c']),
  ]);
  expect(heights(long)).toBeGreaterThan(heights(short));
});

test('small multiples shrink to the page and stand below each other', async () => {
  const facet = {
    columns: 2,
    facet: { field: 'phase' },
    spec: {
      width: 340,
      height: 80,
      mark: 'line',
      encoding: { x: { field: 'month' }, y: { field: 'churn_rate' } },
    },
  };
  const widthOf = (svg: string) => Number(/width="(\d+)"/.exec(svg)?.[1]);
  expect(widthOf(await renderSvg(complete(facet).spec, 340))).toBeLessThanOrEqual(345);
  const wide = widthOf(await renderSvg(complete(facet).spec, 860));
  expect(wide).toBeGreaterThan(780);
  expect(wide).toBeLessThanOrEqual(864);
});

test('numbers at risk under a curve are thinned out on a phone, in every row alike', async () => {
  const grid = toRows(
    makeTable(
      [
        ['label', 'text'],
        ['time', 'number'],
        ['at_risk', 'integer'],
      ],
      ['prepaid', 'postpaid'].flatMap((label, row) =>
        Array.from({ length: 9 }, (_, i) => [label, 50.5 * i, 12_000 + 2000 * row - 100 * i]),
      ),
    ),
  );
  const { spec } = completeSpec({
    spec: {
      mark: 'text',
      encoding: { x: { field: 'time' }, y: { field: 'label' }, text: { field: 'at_risk', format: ',' } },
    },
    ...grid,
    theme: 'light',
    language: 'en',
  });
  const numbers = (svg: string) => textsOf(svg).filter((text) => /^1\d,\d{3}$/.test(text));
  expect(numbers(await renderSvg(spec, 860))).toHaveLength(18);
  const narrow = numbers(await renderSvg(spec, 320));
  expect(narrow).toEqual(expect.arrayContaining(['12,000', '14,000']));
  expect(narrow).toHaveLength(10);
});

test('long labels beside rows stand in two small lines on a phone, whatever characters they have', async () => {
  const groups = [
    'Gender · Female',
    'Online Security · No internet service',
    'Plan\u2028of · 3 Monate und ein Tag',
  ];
  const rows = toRows(
    makeTable(
      [
        ['label', 'text'],
        ['rate', 'number'],
      ],
      groups.map((label, i) => [label, i / 10]),
    ),
  );
  const encoding = { y: { field: 'label' }, x: { field: 'rate' } };
  const { spec } = completeSpec({
    spec: { mark: 'point', height: { step: 20 }, encoding },
    ...rows,
    theme: 'light',
    language: 'en',
  });
  const [wide, narrow] = [await renderSvg(spec, 860), await renderSvg(spec, 320)];
  expect(spec['height']).toEqual({ step: 24 });
  expect(wide).toMatch(/>Online Security · No/);
  expect(narrow).toMatch(/>Online Security ·<\/tspan><tspan[^>]*>No internet service</);
  expect(textsOf(narrow)).toContain('Gender · Female');
});

test('long labels beside a heatmap leave its columns room on a phone, and stand in one line on a page', async () => {
  const reasons = ['Price', 'Staff and relationship', 'Needs and personalisation'];
  const sizes = ['small', 'medium', 'large'];
  const cells = toRows(
    makeTable(
      [
        ['reason', 'text'],
        ['size', 'text'],
        ['share', 'number'],
      ],
      reasons.flatMap((reason, row) => sizes.map((size, column) => [reason, size, (row + column) / 10])),
    ),
  );
  const encoding = {
    y: { field: 'reason', type: 'nominal' },
    x: { field: 'size', type: 'nominal', axis: { labelAngle: 0, orient: 'top' } },
  };
  const layer = [
    { mark: 'rect', encoding: { color: { field: 'share' } } },
    { mark: 'text', encoding: { text: { field: 'share', format: '.0%' } } },
  ];
  const { spec, minWidth } = completeSpec({
    spec: { encoding, layer },
    ...cells,
    theme: 'light',
    language: 'en',
  });
  expect(minWidth).toBeLessThan(324);
  expect(await renderSvg(spec, 320)).toMatch(/>Staff and<\/tspan><tspan[^>]*>relationship</);
  expect(textsOf(await renderSvg(spec, 860))).toContain('Needs and personalisation');
});
