import { isSpec, type Spec } from './spec.ts';

/** An area between two values is a band around a line: a stroke along its edge would pass for another line. */
export function calmBands(spec: Spec, outer: Spec = {}): Spec {
  const encoding = { ...outer, ...(isSpec(spec['encoding']) ? spec['encoding'] : {}) };
  const layer = spec['layer'];
  if (Array.isArray(layer))
    return {
      ...spec,
      layer: layer.map((one: unknown) => (isSpec(one) ? calmBands(one, encoding) : one)),
    };
  const mark = isSpec(spec['mark']) ? spec['mark'] : { type: spec['mark'] };
  const isBand = mark['type'] === 'area' && ('y2' in encoding || 'x2' in encoding);
  return isBand ? { ...spec, mark: { line: false, ...mark } } : spec;
}
