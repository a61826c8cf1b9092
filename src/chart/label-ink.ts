import { datum, isSpec, type Spec } from './spec.ts';

/**
 * Numbers in coloured cells get the ink that stands out from their cell, where the spec names none. In cells that are drawn
 * pale by a condition they keep the page's ink.
 */
export function fillLabelInk(spec: Spec, ink: string): Spec {
  const layers = Array.isArray(spec['layer']) ? (spec['layer'] as unknown[]) : [];
  const cells = layers.find((one) => isSpec(one) && typeOf(one['mark']) === 'rect');
  if (!isSpec(cells)) return spec;
  const encoding = isSpec(cells['encoding']) ? cells['encoding'] : {};
  const color = encoding['color'];
  if (!isSpec(color) || color['type'] !== 'quantitative' || typeof color['field'] !== 'string') return spec;
  const value = datum(color['field']);
  const contrast = `luminance(scale('color', ${value})) > 0.21 ? '#17222b' : '#ffffff'`;
  const pale = paleTest(encoding['opacity']);
  const expr = `!isValid(${value}) ? '${ink}' : ${pale === null ? '' : `!(${pale}) ? '${ink}' : `}${contrast}`;
  return {
    ...spec,
    layer: layers.map((one) => {
      if (!isSpec(one) || typeOf(one['mark']) !== 'text') return one;
      const own = isSpec(one['encoding']) ? one['encoding'] : {};
      const mark = isSpec(one['mark']) ? one['mark'] : { type: 'text' };
      return 'color' in mark || 'fill' in mark || 'color' in own
        ? one
        : { ...one, mark: { ...mark, color: { expr } } };
    }),
  };
}

/** The test under which a cell has its full colour; null when all have. */
function paleTest(opacity: unknown): string | null {
  const condition = isSpec(opacity) ? opacity['condition'] : undefined;
  if (!isSpec(opacity) || !isSpec(condition) || typeof condition['test'] !== 'string') return null;
  const [within, without] = [Number(condition['value'] ?? 1), Number(opacity['value'] ?? 1)];
  if (within === without) return null;
  return within > without ? condition['test'] : `!(${condition['test']})`;
}

function typeOf(mark: unknown): unknown {
  return isSpec(mark) ? mark['type'] : mark;
}
