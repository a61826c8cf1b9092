import { expect, test } from 'vitest';
import { makeTable } from '../../test/charts/make-table.ts';
import { sampleTables } from '../../test/charts/sample-tables.ts';
import { chooseChart } from './choose-chart.ts';
import { findColumnFacts } from './column-facts.ts';
import { compileSpec } from './compile-spec.ts';
import { completeSpec } from './complete-spec.ts';
import { estimateTextWidth } from './text-width.ts';
import { renderSvg } from './render-svg.ts';
import { toRows } from './to-rows.ts';

const cases = (['en', 'zh'] as const).flatMap((language) =>
  Object.entries(sampleTables[language]).flatMap(([name, table]) =>
    [900, 340].map((width) => ({ language, name, table, width })),
  ),
);

test.each(cases)(
  'the default $name chart in $language fits $width px, warns of nothing and breaks no path',
  async ({ language, table, width }) => {
    const done = completeSpec({
      spec: {},
      ...toRows(table),
      theme: width > 400 ? 'light' : 'dark',
      language,
    });
    expect(done.problem).toBeNull();
    expect(compileSpec(done.spec).warnings).toEqual([]);
    const svg = await renderSvg(done.spec, width);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(svg.match(/class="mark-\w+ role-mark/g)?.length ?? 0).toBeGreaterThan(0);
    const size = Number(/width="(\d+)"/.exec(svg)?.[1]);
    expect(Math.abs(size - width)).toBeLessThanOrEqual(2);
    for (const [, pixels] of svg.matchAll(/font-size="([\d.]+)px"/g))
      expect(Number(pixels)).toBeGreaterThanOrEqual(11);
  },
);

test.each(
  cases.filter((one) => one.width === 900).map(({ language, name, table }) => ({ language, name, table })),
)('the default $name chart in $language has the form that its columns ask for', ({ name, table }) => {
  const data = toRows(table);
  const form = chooseChart(findColumnFacts(data.columns, data.rows), data.rows).form;
  const forms: Record<string, string> = {
    trend: 'line',
    series: 'line',
    counts: 'line',
    survival: 'line',
    bars: 'bar',
    segments: 'bar',
    bands: 'bar',
    heatmap: 'heatmap',
    grid: 'heatmap',
    histogram: 'number',
  };
  expect(form).toBe(forms[name] ?? name);
});

test('bars start at zero, are as long as their numbers, and stand longest first', async () => {
  const data = toRows(sampleTables.en['bars'] as never);
  const svg = await renderSvg(completeSpec({ spec: {}, ...data, theme: 'light', language: 'en' }).spec, 900);
  const drawn = [...svg.matchAll(/aria-roledescription="bar"[^>]*? d="M0,([\d.]+)h?L?([\d.]+)/g)];
  expect(drawn).toHaveLength(4);
  const lengths = drawn.map((one) => Number(one[2]));
  const [first = 1] = lengths;
  [1240300.5, 803200, 412000.25, 98000].forEach((value, i) =>
    expect((lengths[i] ?? 0) / first).toBeCloseTo(value / 1240300.5, 1),
  );
  const tops = drawn.map((one) => Number(one[1]));
  expect(tops).toEqual([...tops].sort((a, b) => a - b));
});

test('a heatmap prints each of its numbers once', async () => {
  const data = toRows(sampleTables.en['heatmap'] as never);
  const svg = await renderSvg(completeSpec({ spec: {}, ...data, theme: 'dark', language: 'en' }).spec, 900);
  expect(svg.match(/aria-roledescription="rect mark"/g)).toHaveLength(78);
  expect(svg.match(/>\d+\.\d%<\/text>/g)).toHaveLength(78);
});

test('an unfinished period is dashed, hollow and named, and joins no solid line', async () => {
  const data = toRows(sampleTables.en['trend'] as never);
  const svg = await renderSvg(completeSpec({ spec: {}, ...data, theme: 'light', language: 'en' }).spec, 900);
  const lines = [...svg.matchAll(/aria-roledescription="line mark"[^>]*d="([^"]*)"([^>]*)/g)];
  const points = (path: string) => path.split(/[ML]/).filter(Boolean).length;
  expect(lines.map((line) => [points(line[1] ?? ''), (line[2] ?? '').includes('dasharray')])).toEqual([
    [8, false],
    [2, true],
  ]);
  expect(svg).toContain('(unfinished)');
});

test('a gap in the data is a gap in the line', async () => {
  const table = makeTable(
    [
      ['day', 'date'],
      ['n', 'integer'],
    ],
    [
      ['2024-01-01', 1],
      ['2024-01-02', 2],
      ['2024-01-03', null],
      ['2024-01-04', 3],
      ['2024-01-05', 4],
    ],
  );
  const svg = await renderSvg(
    completeSpec({ spec: {}, ...toRows(table), theme: 'light', language: 'en' }).spec,
    900,
  );
  const path = /aria-roledescription="line mark"[^>]*d="([^"]*)"/.exec(svg)?.[1] ?? '';
  expect(path.match(/M/g)).toHaveLength(2);
});

test('a user’s chart gets types, percent and dates from its columns, and keeps what it says itself', async () => {
  const data = toRows(sampleTables.zh['trend'] as never);
  const spec = { mark: 'line', encoding: { x: { field: '月份' }, y: { field: '流失率' } } };
  const svg = await renderSvg(completeSpec({ spec, ...data, theme: 'light', language: 'zh' }).spec, 900);
  for (const text of ['4%', '3月', '2024年', '流失率']) expect(svg).toContain(`>${text}</`);
  const own = {
    mark: 'line',
    encoding: {
      x: { field: '月份', type: 'ordinal' },
      y: { field: '流失率', axis: { format: '.3f', title: 'mine' } },
    },
  };
  const second = await renderSvg(
    completeSpec({ spec: own, ...data, theme: 'light', language: 'zh' }).spec,
    900,
  );
  for (const text of ['0.040', 'mine', '2024年3月']) expect(second).toContain(`>${text}</`);
});

test('Chinese counts as full width where there is no canvas to measure', () => {
  expect(estimateTextWidth('流失率', 12)).toBe(36);
  expect(estimateTextWidth('rate', 12)).toBeLessThan(30);
});
