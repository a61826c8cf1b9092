import { findUnknowns } from './bar-spec.ts';
import type { ParetoChoice } from './choose-chart.ts';
import type { Language } from './language.ts';
import { axisFormat, labelFormat } from './number-labels.ts';
import { datum, type Spec } from './spec.ts';
import type { Row } from './to-rows.ts';
import { chartWords } from './words.ts';

const most = 20;

/** Reasons by size as bars, and the running share as a line that is read on the upper axis. Lying bars keep long reasons readable. */
export function paretoSpec(choice: ParetoChoice, rows: readonly Row[], language: Language): Spec {
  const { category, value, cumulative } = choice;
  const y = {
    field: category.name,
    type: 'nominal',
    title: category.name,
    sort: { field: cumulative.name, op: 'min', order: 'ascending' },
    axis: { labelLimit: { expr: 'max(90, ebbWidth * 0.32)' }, titleAlign: 'right', titleX: -6, titleY: -6 },
  };
  const x = {
    field: value.name,
    type: 'quantitative',
    title: value.name,
    axis: { format: axisFormat(value) },
    scale: { zero: true },
  };
  const share = { field: cumulative.name, type: 'quantitative', title: cumulative.name };
  const upper = {
    ...share,
    axis: { format: '.0%', orient: 'top', grid: false, tickCount: 5 },
    scale: { domain: [0, 1] },
  };
  const tooltip = [
    { field: category.name, type: 'nominal', title: category.name },
    { field: value.name, type: 'quantitative', format: labelFormat(value), title: value.name },
    { ...share, format: '.1%' },
  ];
  const label = (filter: string, mark: Spec): Spec => ({
    transform: [{ filter }],
    mark: { type: 'text', tooltip: false, ...mark },
    encoding: { y, x, text: { field: 'ebbLabel', type: 'nominal' } },
  });
  const unknowns = findUnknowns(category.name, rows);
  const opacity = { condition: { test: { field: category.name, oneOf: unknowns }, value: 0.45 }, value: 1 };
  const long = `${datum(value.name)} > 0.2 * datum.ebbMax`;
  return {
    ...(category.distinct > most
      ? {
          title: {
            text: chartWords[language].firstOf(most, category.distinct),
            fontSize: 12,
            fontWeight: 'normal',
          },
        }
      : {}),
    transform: [
      { window: [{ op: 'row_number', as: 'ebbRank' }], sort: [{ field: cumulative.name }] },
      { filter: `datum.ebbRank <= ${most}` },
      { joinaggregate: [{ op: 'max', field: value.name, as: 'ebbMax' }] },
      { calculate: `format(${datum(value.name)}, '${labelFormat(value)}')`, as: 'ebbLabel' },
    ],
    height: { step: 28 },
    layer: [
      {
        layer: [
          { mark: { type: 'bar', height: { band: 0.68 } }, encoding: { y, x, tooltip, opacity } },
          label(long, { align: 'right', dx: -6, style: 'onMark' }),
          label(`!(${long})`, { align: 'left', dx: 5 }),
        ],
      },
      {
        layer: [
          {
            mark: { type: 'line', style: 'quiet', strokeWidth: 1.75, tooltip: false },
            encoding: { y, x: upper, order: { field: cumulative.name, type: 'quantitative' } },
          },
          { mark: { type: 'point', style: 'quiet', size: 36 }, encoding: { y, x: upper, tooltip } },
        ],
      },
    ],
    resolve: { scale: { x: 'independent' } },
  };
}
