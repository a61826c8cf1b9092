import { isSpec, type Spec } from './spec.ts';

/** The completed spec without a spoken label for each mark: a canvas has no place for them, and making them takes half of a drawing's time. */
export function withoutMarkLabels(spec: Spec): Spec {
  const config = isSpec(spec['config']) ? spec['config'] : {};
  const mark = isSpec(config['mark']) ? config['mark'] : {};
  return { ...spec, config: { ...config, mark: { ...mark, aria: false } } };
}
