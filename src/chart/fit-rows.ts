import { breakText } from './break-text.ts';
import { categoriesOf, isDiscrete, type Read } from './fit-columns.ts';
import { isSpec, type Spec } from './spec.ts';
import { estimateTextWidth } from './text-width.ts';
import { toLiteral } from './to-literal.ts';

/** Labels beside rows that are wider than this (pixels) leave too little of a phone's width to the rows. */
const most = 120;
/** Two lines of this size stand in the height of one row. */
const small = 10;
const lineWidths = [90, 100, 110, most, Infinity];

/** On a phone long labels beside rows stand in two small lines. */
export function fitRows(spec: Spec, read: Read): Spec {
  const encoding = spec['encoding'];
  if (!isSpec(encoding) || !isDiscrete(encoding['y']) || isDiscrete(encoding['x'])) return spec;
  const y = encoding['y'];
  const axis = y['axis'] ?? {};
  if (!isSpec(axis) || 'labelExpr' in axis || 'format' in axis || 'timeUnit' in y) return spec;
  const labels = categoriesOf(y, read);
  const isWide = (label: string): boolean => estimateTextWidth(label, 12) > most;
  if (labels.length > 0 && !labels.some(isWide)) return spec;
  const phone = 'ebbWidth < 480';
  const two = `${phone} && ${findLines(labels.filter(isWide))}`;
  const fitted = {
    ...axis,
    labelExpr: `${two} || datum.label`,
    labelFontSize: { expr: `${phone} ? ${small} : 12` },
    labelLimit: {
      expr: `${phone} ? ${most} : ${typeof axis['labelLimit'] === 'number' ? axis['labelLimit'] : 180}`,
    },
    labelLineHeight: small,
    // Vega sets the first of several lines where one line would stand.
    encoding: { labels: { dy: { value: { signal: `${two} ? ${-small / 2} : 0` } } } },
  };
  return { ...spec, encoding: { ...encoding, y: { ...y, axis: fitted } } };
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

function breakInTwo(label: string): string[] {
  const tries = lineWidths.map((width) => breakText(label, small, width).map((line) => line.trim()));
  return tries.find(({ length }) => length <= 2) ?? [label];
}
