import { categoriesOf, isDiscrete, narrow, type Read } from './fit-columns.ts';
import { isSpec, type Spec } from './spec.ts';
import { breakInTwo, isWideLabel, mostBeside, smallSize } from './row-labels.ts';
import { toLiteral } from './to-literal.ts';

/** On a phone long labels beside rows stand in two small lines. */
export function fitRows(spec: Spec, read: Read): Spec {
  const encoding = spec['encoding'];
  if (!isSpec(encoding) || !isDiscrete(encoding['y'])) return spec;
  const y = encoding['y'];
  const { axis = {} } = y;
  if (!isSpec(axis) || 'labelExpr' in axis || 'format' in axis || 'timeUnit' in y) return spec;
  const labels = categoriesOf(y, read);
  if (labels.length > 0 && !labels.some(isWideLabel)) return spec;
  const phone = `ebbWidth < ${narrow}`;
  const two = `${phone} && ${findLines(labels.filter(isWideLabel))}`;
  const fitted = {
    ...axis,
    labelExpr: `${two} || datum.label`,
    labelFontSize: { expr: `${phone} ? ${smallSize} : 12` },
    labelLimit: {
      expr: `${phone} ? ${mostBeside} : ${typeof axis['labelLimit'] === 'number' ? axis['labelLimit'] : 180}`,
    },
    labelLineHeight: smallSize,
    // Vega sets the first of several lines where one line would stand.
    encoding: { labels: { dy: { value: { signal: `${two} ? ${-smallSize / 2} : 0` } } } },
  };
  return { ...spec, ...withRoom(spec['height']), encoding: { ...encoding, y: { ...y, axis: fitted } } };
}

/** Two small lines, and a little between them and the next row's. */
const lowestStep = 2 * smallSize + 4;

function withRoom(height: unknown): Spec {
  return isSpec(height) && typeof height['step'] === 'number' && height['step'] < lowestStep
    ? { height: { ...height, step: lowestStep } }
    : {};
}

/** An expression of a label's two lines; false, null or undefined where it has one. */
function findLines(labels: readonly string[]): string {
  // What a transform makes is not known here; a group's label is its column's name and the group, which a dot parts.
  if (labels.length === 0)
    return `length(replace(datum.label, /[\\u2e80-\\uffef]/g, '00')) > 22 && (split(datum.label, ' · ')[1] ? split(datum.label, ' · ') : null)`;
  const lines = labels
    .map((label) => [label, breakInTwo(label)] as const)
    .filter(([, two]) => two.length > 1);
  return `${toLiteral(Object.fromEntries(lines))}[datum.label]`;
}
