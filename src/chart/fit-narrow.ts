import { breakText } from './break-text.ts';
import { findColumn } from './field-alias.ts';
import {
  axisRoom,
  categoriesOf,
  findBeside,
  fitColumns,
  isDiscrete,
  markType,
  narrow,
  toGrouped,
  type Read,
} from './fit-columns.ts';
import { fitRows } from './fit-rows.ts';
import { isSpec, type Spec } from './spec.ts';
import { estimateTextWidth } from './text-width.ts';
import type { Row } from './to-rows.ts';
import { toLiteral } from './to-literal.ts';

const legendChannels = ['color', 'fill', 'stroke', 'shape', 'size', 'opacity', 'strokeDash'];
/** A title has 15 pixels, and is as wide as plain text of this size since it is bold. */
const titleSize = 16.5;
const keepsRows = new Set(['calculate', 'window', 'joinaggregate', 'as', 'sort', 'groupby', 'frame']);

/**
 * A user's spec that can also be read on a phone: a long title breaks, long labels beside rows stand in two lines, a long legend
 * in columns, labels along a line are thinned out from the highest on. `minWidth` is what labelled columns need side by side, in pixels; a narrower page scrolls.
 */
export function fitNarrow(
  spec: Spec,
  rows: readonly Row[],
  names: ReadonlySet<string>,
): { readonly spec: Spec; readonly minWidth: number } {
  const read = (field: unknown): unknown[] => {
    const column = typeof field === 'string' ? findColumn(field, names) : null;
    return column === null ? [] : rows.map((row) => row[column]);
  };
  const columns = fitColumns(spec, read);
  const { minWidth } = columns;
  const fitted = {
    ...fitRows(columns.spec, read),
    ...labelRoom(spec, read),
    ...(typeof spec['title'] === 'string' ? { title: breakTitle(spec['title'], minWidth) } : {}),
  };
  return { spec: fitView(fitted, {}, keeps(spec), read), minWidth };
}

function fitView(view: Spec, outer: Spec, isWhole: boolean, read: Read): Spec {
  const encoding: Spec = { ...outer, ...(isSpec(view['encoding']) ? view['encoding'] : {}) };
  const whole = isWhole && keeps(view);
  const layer = view['layer'];
  const isAlone = Object.keys(outer).length === 0;
  return {
    ...view,
    ...(isSpec(view['encoding']) ? { encoding: fitLegends(view['encoding'], encoding, read) } : {}),
    ...(Array.isArray(layer)
      ? { layer: layer.map((one: unknown) => (isSpec(one) ? fitView(one, encoding, whole, read) : one)) }
      : {}),
    ...(whole && markType(view) === 'text'
      ? { ...thinLabels(view, encoding, read), ...(isAlone ? thinGrid(view, encoding, read) : {}) }
      : {}),
  };
}

/** Whether a view's transforms leave the rows as they are. */
function keeps(view: Spec): boolean {
  const transforms = Array.isArray(view['transform']) ? (view['transform'] as unknown[]) : [];
  return transforms.every((one) => isSpec(one) && Object.keys(one).every((key) => keepsRows.has(key)));
}

/** On a phone, room at the right for the labels at the ends of bars, which else stand outside of the picture. */
function labelRoom(spec: Spec, read: Read): Spec {
  if ('padding' in spec || !Array.isArray(spec['layer'])) return {};
  const encoding = isSpec(spec['encoding']) ? spec['encoding'] : {};
  if (!isDiscrete(encoding['y']) || /"domain(?:Max)?":/.test(JSON.stringify(spec))) return {};
  const widths = (spec['layer'] as unknown[]).flatMap((one) => {
    if (!isSpec(one) || markType(one) !== 'text' || !isSpec(one['mark'])) return [];
    if (one['mark']['align'] !== 'left') return [];
    const text = isSpec(one['encoding']) ? one['encoding']['text'] : undefined;
    const values = isSpec(text) ? read(text['field']) : [];
    const isPercent = isSpec(text) && String(text['format']).endsWith('%');
    const shown = values.map((value) => (isPercent ? '00.0%' : toGrouped(value)));
    return [
      Number(one['mark']['dx'] ?? 0) +
        Math.max(...shown.map((value) => estimateTextWidth(value, 12)), shown.length > 0 ? 40 : 72),
    ];
  });
  if (widths.length === 0) return {};
  // The longest bar seldom ends where the axis does.
  const right = 12 + Math.min(64, Math.ceil(0.8 * Math.max(...widths)));
  const padding = (side: number): string => `{left: 4, right: ${side}, top: 8, bottom: 4}`;
  return { padding: { expr: `ebbWidth < ${narrow} ? ${padding(right)} : ${padding(12)}` } };
}

/** A picture that is `minWidth` wide may stand on a narrower page, so its title must do with that. */
function breakTitle(text: string, minWidth: number): Spec {
  const lines = breakText(text, titleSize, 290);
  if (lines.length === 1) return { text, frame: { expr: `ebbWidth < ${narrow} ? 'bounds' : 'group'` } };
  const need = Math.max(Math.ceil(estimateTextWidth(text, titleSize)) + axisRoom, minWidth + 1);
  return {
    text: { expr: `ebbWidth < ${need} ? ${toLiteral(lines)} : ${toLiteral(text)}` },
    frame: { expr: `ebbWidth < ${Math.max(narrow, need)} ? 'bounds' : 'group'` },
  };
}

/** A legend above or below begins where the axis does, right of the labels beside it. */
function fitLegends(encoding: Spec, outer: Spec, read: Read): Spec {
  const beside = findBeside(outer['y'], read);
  return Object.fromEntries(
    Object.entries(encoding).map(([channel, def]) => {
      if (!legendChannels.includes(channel) || !isSpec(def) || def['legend'] === null) return [channel, def];
      const legend = isSpec(def['legend']) ? def['legend'] : {};
      const isBeside = /left|right/.test(String(legend['orient'] ?? ''));
      if (def['type'] === 'quantitative' || isBeside || 'columns' in legend) return [channel, def];
      const entries = [...new Set(read(def['field']))].map(
        (value) => estimateTextWidth(String(value), 12) + 42,
      );
      if (entries.length === 0 || entries.length > 40) return [channel, def];
      const title = estimateTextWidth(String(def['title'] ?? ''), 12) + beside;
      const all = Math.ceil(entries.reduce((sum, one) => sum + one, title));
      const columns = `ebbWidth < ${all} ? max(1, floor((ebbWidth - ${Math.ceil(title)}) / ${Math.ceil(Math.max(...entries))})) : 0`;
      return [channel, { ...def, legend: { columns: { expr: columns }, ...legend } }];
    }),
  );
}

/** Of labels along a line, every second, third … counted from the highest value, as many as there is room for. */
function thinLabels(view: Spec, encoding: Spec, read: Read): Spec {
  const [x, y] = [encoding['x'], encoding['y']];
  const mark = isSpec(view['mark']) ? view['mark'] : { type: 'text' };
  if (!isSpec(x) || !isSpec(y) || 'opacity' in mark || 'timeUnit' in x || 'aggregate' in y) return {};
  if (y['type'] !== 'quantitative' || (x['type'] !== 'temporal' && x['type'] !== 'quantitative')) return {};
  const places = read(x['field']).map((value, row) => ({ row, at: String(value) }));
  const isSingle = new Set(places.map(({ at }) => at)).size === places.length;
  const values = read(y['field']);
  if (!isSingle || places.length < 3 || places.length > 200 || values.length === 0) return {};
  const order = x['type'] === 'temporal' ? compareText : compareNumber;
  const sorted = places.toSorted((a, b) => order(a.at, b.at)).map(({ row }) => Number(values[row] ?? NaN));
  const peak = sorted.indexOf(Math.max(...sorted.filter((value) => !Number.isNaN(value)))) + 1;
  const step = `max(1, ceil(${places.length * 40} / max(40, ebbWidth - ${axisRoom})))`;
  const transforms = Array.isArray(view['transform']) ? (view['transform'] as unknown[]) : [];
  return {
    transform: [
      ...transforms,
      { window: [{ op: 'row_number', as: 'ebbPlace' }], sort: [{ field: x['field'] }] },
    ],
    mark: { ...mark, opacity: { expr: `abs(datum.ebbPlace - ${peak}) % ${step} === 0 ? 1 : 0` } },
  };
}

/** Of numbers that stand in rows over a scale, as under a survival curve, every second, third … of each row. */
function thinGrid(view: Spec, encoding: Spec, read: Read): Spec {
  const [x, y, text] = [encoding['x'], encoding['y'], encoding['text']];
  const mark = isSpec(view['mark']) ? view['mark'] : { type: 'text' };
  if (!isDiscrete(y) || !isSpec(x) || !isSpec(text) || x['type'] !== 'quantitative' || 'opacity' in mark)
    return {};
  const [along, rows] = [new Set(read(x['field'])).size, new Set(read(y['field'])).size];
  // Bars end where they end: only a full grid has a number of each row at each place.
  if (along < 3 || along > 100 || read(x['field']).length !== along * rows) return {};
  const widest = Math.max(...read(text['field']).map((value) => estimateTextWidth(toGrouped(value), 12))) + 8;
  const beside = Math.max(...categoriesOf(y, read).map((label) => estimateTextWidth(label, 12))) + 40;
  const step = `max(1, ceil(${Math.ceil(along * widest)} / max(40, ebbWidth - ${Math.ceil(beside)})))`;
  const transforms = Array.isArray(view['transform']) ? (view['transform'] as unknown[]) : [];
  return {
    transform: [
      ...transforms,
      { window: [{ op: 'dense_rank', as: 'ebbPlace' }], sort: [{ field: x['field'] }] },
    ],
    mark: { ...mark, opacity: { expr: `(datum.ebbPlace - 1) % ${step} === 0 ? 1 : 0` } },
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function compareNumber(a: string, b: string): number {
  return Number(a) - Number(b);
}
