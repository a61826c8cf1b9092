import { isSpec, type Spec } from './spec.ts';

/** The completed spec told how many pixels it has. `fixed` also sets a width that would follow a container, for drawing without one. */
export function withWidth(spec: Spec, width: number, fixed = false): Spec {
  const params = Array.isArray(spec['params']) ? spec['params'] : [];
  return {
    ...fitParts(spec, width),
    params: params.map((one: unknown) =>
      isSpec(one) && one['name'] === 'ebbWidth' ? { ...one, value: width } : one,
    ),
    ...(fixed && spec['width'] === 'container' ? { width } : {}),
  };
}

/** Room beside the plot of a part, for its axis and the space between parts. */
const beside = 64;

/** Small multiples stand in as many columns as fit, as wide as the room allows, their axes in one line below each other. */
function fitParts(spec: Spec, width: number): Spec {
  const { spec: part, columns } = spec;
  if (!isSpec(part) || typeof part['width'] !== 'number') return spec;
  const own = Math.min(part['width'], Math.max(120, width - beside));
  const most = Math.max(1, Math.floor(width / (own + beside)));
  if (typeof columns !== 'number') return { ...spec, spec: { ...part, width: own } };
  const inRow = Math.min(columns, most);
  const config = isSpec(spec['config']) ? spec['config'] : {};
  const axisY = isSpec(config['axisY']) ? config['axisY'] : {};
  return {
    ...spec,
    columns: inRow,
    spec: { ...part, width: Math.max(own, Math.floor(width / inRow) - beside) },
    config: { ...config, axisY: { minExtent: 36, ...axisY } },
  };
}
