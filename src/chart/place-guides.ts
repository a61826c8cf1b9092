import { isSpec, type Spec } from './spec.ts';

const legendChannels = ['color', 'fill', 'stroke', 'shape', 'size', 'opacity', 'strokeDash'];
/** Pixels between a legend and what it stands beside; above a chart the title of its y axis may stand between. */
const [beside, overTitle] = [10, 28];
/** Where the title of the y axis stands when a number may reach above the plot. */
const overLabels = -22;

/** Legends stand close to the picture, and the title of the y axis above the numbers on the highest marks. What is written stays. */
export function placeGuides(spec: Spec): Spec {
  const views = collectViews(spec);
  const titled = views.some(({ y }) => isSpec(y) && y['axis'] !== null && Boolean(y['title']));
  const lifted = views.some(({ mark, y }) => isSpec(y) && y['type'] === 'quantitative' && isAbove(mark));
  const orients = findOrients(spec);
  // Legends of one column, as of its colour and its shape, are drawn as one, and must stand alike.
  const offsetOf = (field: unknown): number =>
    (orients.get(field) ?? 'top') === 'top' && titled ? overTitle : beside;
  const place = (view: Spec): Spec => ({
    ...view,
    ...(isSpec(view['encoding']) ? { encoding: placeAll(view['encoding'], lifted, offsetOf) } : {}),
    ...(Array.isArray(view['layer'])
      ? { layer: view['layer'].map((one: unknown) => (isSpec(one) ? place(one) : one)) }
      : {}),
  });
  return place(spec);
}

function placeAll(encoding: Spec, lifted: boolean, offsetOf: (field: unknown) => number): Spec {
  return Object.fromEntries(
    Object.entries(encoding).map(([channel, def]) => {
      if (!isSpec(def)) return [channel, def];
      if (channel === 'y' && lifted && def['type'] === 'quantitative' && def['axis'] !== null)
        return [
          channel,
          { ...def, axis: { titleY: overLabels, ...(isSpec(def['axis']) ? def['axis'] : {}) } },
        ];
      if (!legendChannels.includes(channel) || !('field' in def) || def['legend'] === null)
        return [channel, def];
      const legend = isSpec(def['legend']) ? def['legend'] : {};
      return [channel, { ...def, legend: { offset: offsetOf(def['field']), ...legend } }];
    }),
  );
}

/** Where the legend of each column stands, as far as the spec says so. */
function findOrients(spec: Spec): Map<unknown, unknown> {
  const own = isSpec(spec['encoding']) ? Object.values(spec['encoding']) : [];
  const layer = Array.isArray(spec['layer']) ? (spec['layer'] as unknown[]) : [];
  return new Map([
    ...own.flatMap((def) =>
      isSpec(def) && isSpec(def['legend']) && 'orient' in def['legend']
        ? [[def['field'], def['legend']['orient']] as const]
        : [],
    ),
    ...layer.flatMap((one) => (isSpec(one) ? [...findOrients(one)] : [])),
  ]);
}

interface View {
  readonly mark: Spec;
  readonly y: unknown;
}

function collectViews(spec: Spec, outer: unknown = undefined): View[] {
  const own = isSpec(spec['encoding']) ? spec['encoding']['y'] : undefined;
  const y = own ?? outer;
  const layer = spec['layer'];
  if (Array.isArray(layer)) return layer.flatMap((one) => (isSpec(one) ? collectViews(one, y) : []));
  return [{ mark: isSpec(spec['mark']) ? spec['mark'] : { type: spec['mark'] }, y }];
}

/** Text that is lifted over its place. */
function isAbove(mark: Spec): boolean {
  return mark['type'] === 'text' && (Number(mark['dy'] ?? 0) < 0 || mark['baseline'] === 'bottom');
}
