import { expect, test } from 'vitest';
import { makeTable } from '../../test/charts/make-table.ts';
import { completeSpec } from './complete-spec.ts';
import { renderSvg } from './render-svg.ts';
import { toRows } from './to-rows.ts';

const months = makeTable(
  [
    ['month', 'date'],
    ['kind', 'text'],
    ['n', 'integer'],
    ['low', 'number'],
    ['high', 'number'],
  ],
  Array.from({ length: 6 }, (_, i) => [`2024-${String(i + 1).padStart(2, '0')}-01`, 'new', 100 + i, 90, 120]),
);

function draw(spec: unknown): Promise<string> {
  return renderSvg(completeSpec({ spec, ...toRows(months), theme: 'light', language: 'en' }).spec, 860);
}

const heightOf = (svg: string): number => Number(/height="(\d+)"/.exec(svg)?.[1]);
/** Where an axis title or another text stands in its group. */
const placeOf = (svg: string, text: string): number[] =>
  (new RegExp(`translate\\(([-\\d.]+),([-\\d.]+)\\)"[^>]*>${text}<`).exec(svg) ?? []).slice(1).map(Number);
const [x, y] = [
  { field: 'month', type: 'temporal' },
  { field: 'n', type: 'quantitative', title: 'Customers' },
];

test('bars over dates do not reach beyond the axis', async () => {
  const svg = await draw({ mark: { type: 'bar', cornerRadiusEnd: 0 }, encoding: { x, y } });
  const bars = [...svg.matchAll(/aria-roledescription="bar" d="M([-\d.]+),[-\d.]+h([\d.]+)/g)];
  const plot = Number(/class="background"[^>]*? d="M[-\d.]+,[-\d.]+h([\d.]+)/.exec(svg)?.[1]);
  expect(bars).toHaveLength(6);
  for (const [, left, width] of bars) {
    expect(Number(left)).toBeGreaterThanOrEqual(0);
    expect(Number(left) + Number(width)).toBeLessThanOrEqual(plot);
  }
});

test('the title of an axis stands above a number on the highest bar', async () => {
  const layer = [
    { mark: 'bar' },
    { mark: { type: 'text', dy: -8 }, encoding: { text: { field: 'n', type: 'quantitative' } } },
  ];
  const [, plain = 0] = placeOf(await draw({ mark: 'bar', encoding: { x, y } }), 'Customers');
  const [, labelled = 0] = placeOf(await draw({ encoding: { x, y }, layer }), 'Customers');
  expect(plain).toBeLessThan(0);
  expect(labelled).toBeLessThan(plain - 10);
});

test('a legend stands close to a chart, unless the title of the axis is between them', async () => {
  const color = { field: 'kind', type: 'nominal' };
  const chart = (title: string | null, legend: object = {}) =>
    draw({
      width: 400,
      height: { step: 30 },
      mark: 'bar',
      encoding: { x: y, y: { field: 'kind', type: 'nominal', title }, color: { ...color, legend } },
    });
  const [bare, titled, far] = await Promise.all([
    chart(null),
    chart('Kind'),
    chart(null, { orient: 'top', offset: 28 }),
  ]);
  expect(heightOf(bare)).toBe(heightOf(far) - 18);
  expect(heightOf(titled)).toBe(heightOf(far));
});

test('a band between two values has no line along its edge', async () => {
  const band = { mark: 'area', encoding: { x, y: { field: 'low' }, y2: { field: 'high' } } };
  const lines = (svg: string) => svg.match(/mark-line|aria-roledescription="line mark"/g) ?? [];
  expect(lines(await draw(band))).toEqual([]);
  expect(lines(await draw({ mark: 'area', encoding: { x, y } })).length).toBeGreaterThan(0);
});
