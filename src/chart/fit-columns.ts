import { breakText } from './break-text.ts';
import { groupDigits } from './group-digits.ts';
import { measureOnPhone } from './row-labels.ts';
import { isSpec, type Spec } from './spec.ts';
import { estimateTextWidth } from './text-width.ts';
import { toLiteral } from './to-literal.ts';

/** The values of a field in all rows; none for a field that is no column. */
export type Read = (field: unknown) => unknown[];

/** Room for the guide on the left of a chart whose labels there are numbers. */
export const axisRoom = 64;
/** Width of a picture on a phone. */
const phoneWidth = 324;
/** A picture below this (pixels) is drawn as on a phone. */
export const narrow = 480;
/** Widest line of a label at a column, in pixels, as there is room: whole labels, else words below each other. */
const lineWidths = [Infinity, 76, 56, 40, 28];

/**
 * Columns of a discrete axis must be as wide as the numbers in them. Their labels stand in one line where there is room for all,
 * else in several, and dates are thinned out; a page that is narrower still scrolls.
 */
export function fitColumns(spec: Spec, read: Read): { readonly spec: Spec; readonly minWidth: number } {
  const encoding = isSpec(spec['encoding']) ? spec['encoding'] : {};
  const x = encoding['x'];
  if (!isDiscrete(x)) return { spec, minWidth: 0 };
  const labels = categoriesOf(x, read);
  const cell = findCellWidth(spec, read);
  const y = encoding['y'];
  const beside = findBeside(y, read);
  const besideOnPhone = isDiscrete(y) && !isTimed(y) ? measureOnPhone(categoriesOf(y, read)) + 20 : beside;
  const widthFor = (step: number): number => {
    if (step === 0) return 0;
    const onPhone = Math.ceil(labels.length * step + besideOnPhone);
    return onPhone < narrow ? onPhone : Math.min(1600, Math.ceil(labels.length * step + beside));
  };
  const bare = { spec, minWidth: widthFor(cell) };
  if (!isLevel(x) || !isSpec(x['axis'])) return bare;
  if (isTimed(x))
    return 'labelOverlap' in x['axis'] ? bare : { ...bare, spec: withAxis(spec, { labelOverlap: true }) };
  if (labels.length === 0) return bare;
  const tries = lineWidths.flatMap((width) => {
    const lines = labels.map((text) => breakText(text, 12, width).map((line) => line.trim()));
    const wide = lines.map((one) => Math.max(...one.map((line) => estimateTextWidth(line, 12))));
    const most = Math.max(1, ...lines.map(({ length }) => length));
    const [widest, need] = [Math.max(0, ...wide), widthFor(Math.max(cell, findStep(wide)))];
    return most > 3 ? [] : [{ lines, most, widest, need }];
  });
  const fitting = tries.findIndex(({ need }) => need <= phoneWidth);
  const used = tries.slice(0, fitting < 0 ? undefined : fitting + 1);
  const isTop = x['axis']['orient'] === 'top';
  // Vega writes further lines downwards, so above the columns all labels get as many, and room for them.
  const [label = 'datum.label', padding] = used
    .toReversed()
    .reduce<readonly string[]>(([below, room], { need, lines, most }) => {
      const own = toLabelExpr(labels, lines, isTop ? most : 1);
      const lift = String(6 + 14 * (most - 1));
      return below === undefined
        ? [own, lift]
        : [`ebbWidth >= ${need} ? ${own} : ${below}`, `ebbWidth >= ${need} ? ${lift} : ${room}`];
    }, []);
  const axis = {
    labelLimit: Math.ceil(Math.max(...used.map(({ widest }) => widest))) + 12,
    ...(used.length > 1 ? { labelExpr: label } : {}),
    ...(used.length > 1 && isTop ? { labelPadding: { expr: padding } } : {}),
  };
  return { spec: withAxis(spec, axis), minWidth: used.at(-1)?.need ?? 0 };
}

/** The axis of the columns with further properties, also where a layer writes it again. */
function withAxis(spec: Spec, properties: Spec): Spec {
  const layer = spec['layer'];
  const fit = (view: Spec): Spec => {
    const encoding = view['encoding'];
    if (!isSpec(encoding) || !isSpec(encoding['x']) || !isSpec(encoding['x']['axis'])) return view;
    const axis = { ...encoding['x']['axis'], ...properties };
    return { ...view, encoding: { ...encoding, x: { ...encoding['x'], axis } } };
  };
  if (!Array.isArray(layer)) return fit(spec);
  return { ...fit(spec), layer: layer.map((one: unknown) => (isSpec(one) ? fit(one) : one)) };
}

/** How far labels side by side stand apart: two wide ones that meet need half of each. */
function findStep(widths: readonly number[]): number {
  const [first = 0, second = first] = widths.toSorted((a, b) => b - a);
  return (first + second) / 2 + 8;
}

/** Labels by their lines; with `least` lines each, the first of them empty. */
function toLabelExpr(
  labels: readonly string[],
  lines: readonly (readonly string[])[],
  least: number,
): string {
  const broken = labels.flatMap((text, at) => {
    const parts = lines[at] ?? [];
    const empty = Array.from({ length: Math.max(0, least - parts.length) }, () => '');
    return parts.length + empty.length > 1 ? [[text, [...empty, ...parts]] as const] : [];
  });
  return broken.length === 0
    ? 'datum.label'
    : `(${toLiteral(Object.fromEntries(broken))}[datum.label] || datum.label)`;
}

/** Room for the numbers that stand in columns; 0 when none do. */
function findCellWidth(spec: Spec, read: Read): number {
  const layers = (Array.isArray(spec['layer']) ? spec['layer'] : [spec]) as unknown[];
  const widths = layers.flatMap((one) => {
    if (!isSpec(one) || markType(one) !== 'text') return [];
    const outer = isSpec(spec['encoding']) ? spec['encoding'] : {};
    const text = (isSpec(one['encoding']) ? one['encoding'] : outer)['text'];
    const values = isSpec(text) ? read(text['field']) : [];
    const format = isSpec(text) ? String(text['format'] ?? '') : '';
    const shown = values.map((value) => (format.endsWith('%') ? toPercent(format) : toGrouped(value)));
    return shown.length === 0 ? [38] : [Math.max(...shown.map((value) => estimateTextWidth(value, 12))) + 6];
  });
  return Math.max(0, ...widths);
}

/** As wide as percentages in that format become. */
function toPercent(format: string): string {
  const digits = Number(/\.(\d)%$/.exec(format)?.[1] ?? 0);
  return digits === 0 ? '00%' : `00.${'0'.repeat(digits)}%`;
}

/** Room for what stands on the left of a chart: the labels of its rows, or numbers. */
export function findBeside(y: unknown, read: Read): number {
  if (!isDiscrete(y)) return axisRoom;
  const labels = read(y['field']).map((value) => estimateTextWidth(toShown(value), 12));
  return Math.min(200, Math.max(0, ...labels) + 20);
}

function isLevel(x: Spec): boolean {
  return isSpec(x['axis']) && x['axis']['labelAngle'] === 0;
}

/** Whether the labels are dates in a format of their own, which says more of their width than the values do. */
function isTimed(x: Spec): boolean {
  return 'timeUnit' in x || (isSpec(x['axis']) && ('format' in x['axis'] || 'labelExpr' in x['axis']));
}

export function categoriesOf(x: Spec, read: Read): string[] {
  return [...new Set(read(x['field']))].map(String);
}

/** Dates are shown without their time. */
function toShown(value: unknown): string {
  const text = String(value);
  return /^\d{4}-\d\d-\d\dT/.test(text) ? text.slice(0, 10) : text;
}

export function isDiscrete(def: unknown): def is Spec {
  return isSpec(def) && (def['type'] === 'nominal' || def['type'] === 'ordinal');
}

export function markType(view: Spec): unknown {
  return isSpec(view['mark']) ? view['mark']['type'] : view['mark'];
}

export function toGrouped(value: unknown): string {
  return typeof value === 'number' ? groupDigits(String(Math.round(value))) : String(value);
}
