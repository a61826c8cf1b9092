import { isSpec, type Spec } from './spec.ts';

/** The spec with copies of its rows: Vega parses dates in place, and a spec may be drawn twice. */
export function withFreshRows(spec: Spec): Spec {
  const data = spec['data'];
  if (!isSpec(data) || !Array.isArray(data['values'])) return spec;
  return { ...spec, data: { ...data, values: data['values'].map((row: Spec) => ({ ...row })) } };
}
