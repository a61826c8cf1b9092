import type { BarChoice } from './choose-chart.ts';
import { isUnknownName } from './column-names.ts';
import type { Language } from './language.ts';
import { axisFormat, labelFormat } from './number-labels.ts';
import { datum, type Spec } from './spec.ts';
import type { Row } from './to-rows.ts';
import { chartWords } from './words.ts';

const most = 25;

/** Horizontal bars from zero, longest first (bands such as `0–12 months` keep their order), each with its number, its interval and how many it stands on. */
export function barSpec(choice: BarChoice, rows: readonly Row[], language: Language): Spec {
  const { category, value, bounds, size } = choice;
  const ordered = isBands(category.name, rows);
  const cut = !ordered && category.distinct > most;
  const y = {
    field: category.name,
    type: 'nominal',
    title: category.name,
    sort: ordered ? null : { field: value.name, op: 'max', order: 'descending' },
    axis: { labelLimit: { expr: 'max(90, ebbWidth * 0.32)' } },
  };
  const format = labelFormat(value);
  const x = {
    field: value.name,
    type: 'quantitative',
    title: value.name,
    axis: { format: axisFormat(value), orient: 'bottom' },
    scale: { zero: true },
  };
  const number = `format(${datum(value.name)}, '${format}')`;
  const label = size ? `${number} + ' · n ' + format(${datum(size.name)}, ',d')` : number;
  const end = bounds ? bounds.high.name : value.name;
  const tooltip = [
    category,
    value,
    ...(bounds ? [bounds.low, bounds.high] : []),
    ...(size ? [size] : []),
  ].map((one) =>
    one === category
      ? { field: one.name, type: 'nominal', title: one.name }
      : { field: one.name, type: 'quantitative', title: one.name, format: one === size ? ',d' : format },
  );
  const unknowns = findUnknowns(category.name, rows);
  return {
    ...(cut
      ? {
          title: {
            text: chartWords[language].firstOf(most, category.distinct),
            fontSize: 12,
            fontWeight: 'normal',
          },
        }
      : {}),
    transform: [
      { filter: `isValid(${datum(value.name)})` },
      ...(cut
        ? [
            {
              window: [{ op: 'row_number', as: 'ebbRank' }],
              sort: [{ field: value.name, order: 'descending' }],
            },
            { filter: `datum.ebbRank <= ${most}` },
          ]
        : []),
      { calculate: label, as: 'ebbLabel' },
    ],
    height: { step: 28 },
    layer: [
      {
        mark: { type: 'bar', height: { band: 0.68 } },
        encoding: {
          y,
          x,
          tooltip,
          ...(unknowns.length > 0
            ? {
                opacity: {
                  condition: { test: { field: category.name, oneOf: unknowns }, value: 0.45 },
                  value: 1,
                },
              }
            : {}),
        },
      },
      ...(bounds
        ? [
            {
              mark: { type: 'rule', style: 'ink', strokeWidth: 1.5, tooltip: false },
              encoding: {
                y,
                x: { field: bounds.low.name, type: 'quantitative', title: value.name },
                x2: { field: bounds.high.name },
              },
            },
          ]
        : []),
      {
        mark: {
          type: 'text',
          align: { expr: `${datum(end)} < 0 ? 'right' : 'left'` },
          dx: { expr: `${datum(end)} < 0 ? -6 : 6` },
          tooltip: false,
        },
        encoding: {
          y,
          x: { field: end, type: 'quantitative', title: value.name },
          text: { field: 'ebbLabel', type: 'nominal' },
        },
      },
    ],
  };
}

/** Bands such as `0–12`, `<1 year`, `18-24岁` have an order of their own, which the query gives. */
function isBands(name: string, rows: readonly Row[]): boolean {
  const texts = rows.map((row) => String(row[name] ?? ''));
  return (
    texts.length > 1 &&
    texts.filter((text) => /^[<>≤≥~不未]?\s*[满足到]?\s*\d/.test(text.trimStart().slice(0, 20))).length >=
      texts.length * 0.75
  );
}

/** Categories that say the answer is not known: drawn fainter. */
export function findUnknowns(name: string, rows: readonly Row[]): string[] {
  return [...new Set(rows.map((row) => String(row[name] ?? '')).filter(isUnknownName))];
}
