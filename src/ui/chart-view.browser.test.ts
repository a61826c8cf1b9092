import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { sampleTables } from '../../test/charts/sample-tables.ts';
import { completeSpec, type ChartRequest } from '../chart/complete-spec.ts';
import { toRows } from '../chart/to-rows.ts';
import type { Table } from '../engine/table.ts';
import { makeTable } from '../../test/charts/make-table.ts';
import ChartView from './ChartView.svelte';
import './theme.css';

let host: HTMLElement;
let mounted: Record<string, unknown> | null = null;

beforeEach(() => {
  host = document.createElement('div');
  host.style.width = '800px';
  document.body.append(host);
});

afterEach(async () => {
  if (mounted) await unmount(mounted);
  mounted = null;
  host.remove();
  vi.restoreAllMocks();
});

function show(table: Table, spec: unknown = {}, more: Partial<ChartRequest> = {}) {
  const data = toRows(table);
  const request = { spec, ...data, theme: 'light' as const, language: 'en' as const, ...more };
  const done = completeSpec(request);
  const { columns, rows, language } = request;
  mounted = mount(ChartView, { target: host, props: { ...done, columns, rows, language, name: 'trend' } });
  return done;
}

async function drawnCanvas(): Promise<HTMLCanvasElement> {
  return vi.waitFor(
    () => {
      const canvas = host.querySelector('canvas');
      if (!canvas || host.querySelector('.loading')) throw new Error('not drawn yet');
      return canvas;
    },
    { timeout: 60_000 },
  );
}

/** How many pixels differ from the surface. */
function inkOf(canvas: HTMLCanvasElement): number {
  const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
  let ink = 0;
  for (let i = 0; i < data.length; i += 4)
    if ((data[i] ?? 255) + (data[i + 1] ?? 255) + (data[i + 2] ?? 255) < 700) ink += 1;
  return ink;
}

test('a chart is drawn, with its sentence as the text alternative', async () => {
  const done = show(sampleTables.en['trend'] as Table);
  expect(host.querySelector('.loading')).not.toBeNull();
  const canvas = await drawnCanvas();
  expect(inkOf(canvas)).toBeGreaterThan(1000);
  await expect.element(page.getByRole('img', { name: done.sentence })).toBeInTheDocument();
});

test('its tools cover neither the title nor anything else of it', async () => {
  show(sampleTables.en['trend'] as Table);
  const canvas = await drawnCanvas();
  const tools = host.querySelector('[role=toolbar]') as HTMLElement;
  expect(tools.getBoundingClientRect().top).toBeGreaterThanOrEqual(canvas.getBoundingClientRect().bottom - 4);
});

test('a chart follows the width of its container', async () => {
  show(sampleTables.en['trend'] as Table);
  const canvas = await drawnCanvas();
  expect(canvas.clientWidth).toBeGreaterThan(760);
  host.style.width = '340px';
  await vi.waitFor(() => expect(canvas.clientWidth).toBeLessThanOrEqual(340));
  host.style.width = '620px';
  await vi.waitFor(() => expect(canvas.clientWidth).toBeGreaterThan(580));
});

test('a picture wider than its page fades at the edge until its end is in sight', async () => {
  host.style.width = '340px';
  const values = Array.from({ length: 16 }, (_, i) => [`group ${i}`, 1000 + i]);
  show(
    makeTable(
      [
        ['group', 'text'],
        ['n', 'integer'],
      ],
      values,
    ),
    {
      encoding: { x: { field: 'group', axis: { labelAngle: 0 } }, y: { field: 'n' } },
      layer: [{ mark: 'bar' }, { mark: 'text', encoding: { text: { field: 'n' } } }],
    },
  );
  await drawnCanvas();
  const stage = host.querySelector('.stage') as HTMLElement;
  await vi.waitFor(() => expect(stage.matches('.more')).toBe(true));
  stage.scrollLeft = stage.scrollWidth;
  await vi.waitFor(() => expect(stage.matches('.more')).toBe(false));
});

test('the data table shows what the chart is drawn from', async () => {
  show(sampleTables.en['segments'] as Table);
  await drawnCanvas();
  (
    await vi.waitFor(() => page.getByRole('button', { name: 'Show data table' }).element() as HTMLElement)
  ).click();
  await expect.element(page.getByRole('cell', { name: 'Month-to-month' })).toBeInTheDocument();
  await expect.element(page.getByRole('cell', { name: '42.7%' })).toBeInTheDocument();
  expect(host.querySelectorAll('tbody tr')).toHaveLength(4);
});

test('PNG at twice the size and SVG text are offered as downloads', async () => {
  show(sampleTables.zh['heatmap'] as Table, {}, { language: 'zh' });
  const canvas = await drawnCanvas();
  const saved: { name: string; blob: Blob }[] = [];
  let last: Blob | null = null;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    last = blob as Blob;
    return 'blob:held';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    if (last) saved.push({ name: this.download, blob: last });
  });
  (page.getByRole('button', { name: '保存为 PNG' }).element() as HTMLElement).click();
  await vi.waitFor(() => expect(saved).toHaveLength(1));
  (page.getByRole('button', { name: '保存为 SVG' }).element() as HTMLElement).click();
  await vi.waitFor(() => expect(saved).toHaveLength(2));
  const image = await createImageBitmap(saved[0]?.blob as Blob);
  expect(image.width).toBe(Math.round(canvas.clientWidth * 2));
  expect(saved.map((one) => one.name)).toEqual(['trend.png', 'trend.svg']);
  const svg = (await saved[1]?.blob.text()) ?? '';
  expect(svg).toMatch(/^<svg/);
  expect(svg).toContain('留存率');
  expect(svg).not.toContain('href');
});

test.each([
  ['a layer without a mark', { layer: [{}] }],
  ['an expression that is none', { mark: 'bar', transform: [{ filter: 'datum.plan ===' }] }],
])('%s fails with one message and its next step', async (_name, spec) => {
  show(sampleTables.en['bars'] as Table, spec);
  await vi.waitFor(() => expect(host.querySelectorAll('[role=alert]')).toHaveLength(1), { timeout: 60_000 });
  expect(host.querySelector('[role=alert]')?.textContent).toMatch(/chart.*specification/is);
  expect(host.querySelector('canvas')).toBeNull();
});

const evil = 'https://evil.example';
const hostile: Record<string, unknown> = {
  'links and images': {
    usermeta: {
      embedOptions: { loader: { http: {} }, ast: false, patch: `${evil}/patch.json`, theme: 'dark' },
    },
    data: { url: `${evil}/data.csv` },
    layer: [
      {
        mark: { type: 'image', url: `${evil}/x.png`, width: 40, height: 40 },
        encoding: { x: { field: 'plan' }, url: { field: 'plan' } },
      },
      {
        mark: {
          type: 'bar',
          href: 'javascript:globalThis.pwned=1',
          cursor: `url(${evil}/c.cur)`,
          fill: `url(${evil}/p.svg#a)`,
        },
        encoding: { x: { field: 'plan' }, y: { field: 'revenue_lost' }, href: { value: `${evil}/h` } },
      },
      { data: { url: `${evil}/layer.json` }, mark: 'rule', encoding: { y: { datum: 100000 } } },
    ],
    transform: [
      { lookup: 'plan', from: { data: { url: `${evil}/lookup.csv` }, key: 'plan', fields: ['plan'] } },
    ],
    config: { background: `url(${evil}/b.png)`, locale: {}, events: { bind: 'any' } },
  },
  'code in expressions': {
    params: [
      { name: 'a', expr: "this.constructor.constructor('globalThis.pwned=2')()" },
      { name: 'b', value: 1, bind: { input: 'range', element: 'body' } },
    ],
    mark: 'bar',
    transform: [{ calculate: "datum.plan.constructor.constructor('globalThis.pwned=3')()", as: 'z' }],
    encoding: { x: { field: 'plan' }, y: { field: 'revenue_lost' } },
  },
  'global names': {
    transform: [{ filter: "fetch('https://evil.example/f') || window.open('https://evil.example')" }],
    mark: 'bar',
    encoding: { x: { field: 'plan' }, y: { field: 'revenue_lost' } },
  },
  'huge sizes': {
    width: 1e9,
    height: 1e9,
    mark: { type: 'bar' },
    encoding: {
      x: { field: 'revenue_lost', bin: { step: 1e-9 }, axis: { tickCount: 1e9 } },
      y: { aggregate: 'count' },
    },
  },
};

test.each(Object.keys(hostile))(
  'a stranger’s spec with %s reaches neither the network nor the page',
  async (name) => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    const sent = vi.spyOn(XMLHttpRequest.prototype, 'open');
    const opened = vi.spyOn(globalThis, 'open').mockReturnValue(null);
    const before = performance.getEntriesByType('resource').length;
    const inputs = document.querySelectorAll('body > form, body > .vega-bind, body > input').length;
    show(sampleTables.en['bars'] as Table, hostile[name]);
    await vi.waitFor(
      () => {
        if (host.querySelector('.loading')) throw new Error('still loading');
      },
      { timeout: 60_000 },
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const entries = performance
      .getEntriesByType('resource')
      .slice(before)
      .map((entry) => entry.name);
    expect(entries.filter((address) => !address.startsWith(location.origin))).toEqual([]);
    expect(fetched.mock.calls.filter(([target]) => String(target).includes('evil'))).toEqual([]);
    expect(sent).not.toHaveBeenCalled();
    expect(opened).not.toHaveBeenCalled();
    expect((globalThis as { pwned?: number }).pwned).toBeUndefined();
    expect(host.querySelectorAll('a, image, img, iframe, script')).toHaveLength(0);
    expect(document.querySelectorAll('body > form, body > .vega-bind, body > input')).toHaveLength(inputs);
    const canvas = host.querySelector('canvas');
    if (canvas) expect(canvas.width).toBeLessThan(5000);
  },
);

test('a tooltip shows markup as text', async () => {
  const table = makeTable(
    [
      ['plan', 'text'],
      ['left', 'integer'],
    ],
    [
      ['<img src=x onerror="globalThis.pwned=4">', 5],
      ['B', 2],
    ],
  );
  show(table);
  const canvas = await drawnCanvas();
  const box = canvas.getBoundingClientRect();
  const tooltip = () => host.querySelector<HTMLElement>('.chart-tooltip:not([hidden])');
  await vi.waitFor(() => {
    for (let y = 10; y < box.height; y += 6) {
      const at = { clientX: box.left + box.width * 0.5, clientY: box.top + y, bubbles: true };
      canvas.dispatchEvent(new PointerEvent('pointermove', at));
      canvas.dispatchEvent(new MouseEvent('mousemove', at));
      if (tooltip()) break;
    }
    expect(tooltip()?.textContent).toContain('<img src=x');
  });
  expect(host.querySelector('img')).toBeNull();
  expect((globalThis as { pwned?: number }).pwned).toBeUndefined();
});
