import { findColumn } from './field-alias.ts';
import { isSpec, type Spec } from './spec.ts';
import type { Row } from './to-rows.ts';

/** Pixels. */
const widest = 96;

/** Bars over dates fill most of the time from one date to the next, where the spec gives them no width or unit of time. */
export function widenBars(spec: Spec, rows: readonly Row[], columns: ReadonlySet<string>): Spec {
  const encoding = isSpec(spec['encoding']) ? spec['encoding'] : {};
  const x = encoding['x'];
  const mark = isSpec(spec['mark']) ? spec['mark'] : { type: spec['mark'] };
  if (mark['type'] !== 'bar' || 'width' in mark || 'size' in mark || !isSpec(x)) return spec;
  if (x['type'] !== 'temporal' || 'timeUnit' in x || 'bin' in x || typeof x['field'] !== 'string')
    return spec;
  const column = findColumn(x['field'], columns);
  if (column === null) return spec;
  const times = [...new Set(rows.map((row) => Date.parse(String(row[column]))))]
    .filter((time) => !Number.isNaN(time))
    .toSorted((a, b) => a - b);
  const [first, second] = times;
  if (first === undefined || second === undefined || times.length > 200) return spec;
  const gap = times
    .slice(1)
    .reduce((least, time, at) => Math.min(least, time - (times[at] ?? time)), Infinity);
  const width = `clamp(0.72 * abs(scale('x', ${first + gap}) - scale('x', ${first})), 1, ${widest})`;
  const scale = isSpec(x['scale']) ? x['scale'] : {};
  // The first and the last bar reach half of their width beyond their dates.
  const steps = ((times.at(-1) ?? first) - first) / gap;
  const padding = { expr: `max(4, min(${widest / 2}, 0.36 * width / (${steps} + 0.72))) + 2` };
  return {
    ...spec,
    mark: { ...mark, width: { expr: width } },
    encoding: { ...encoding, x: { ...x, scale: { padding, ...scale } } },
  };
}
