import { isSpec, type Spec } from './spec.ts';

/** The completed spec told how many pixels it has. `fixed` also sets a width that would follow a container, for drawing without one. */
export function withWidth(spec: Spec, width: number, fixed = false): Spec {
  const params = Array.isArray(spec['params']) ? spec['params'] : [];
  return {
    ...spec,
    params: params.map((one: unknown) =>
      isSpec(one) && one['name'] === 'ebbWidth' ? { ...one, value: width } : one,
    ),
    ...(fixed && spec['width'] === 'container' ? { width } : {}),
  };
}
