import type { ParetoChoice } from './choose-chart.ts';
import type { Language } from './language.ts';
import { axisFormat, labelFormat } from './number-labels.ts';
import { datum, type Spec } from './spec.ts';
import { chartWords } from './words.ts';

const most = 20;

/** Reasons by size as bars, and the running share as a line that is read on the upper axis. Lying bars keep long reasons readable. */
export function paretoSpec(choice: ParetoChoice, language: Language): Spec {
  const { category, value, cumulative } = choice;
  const cut = category.distinct > most;
  const y = {
    field: category.name,
    type: 'nominal',
    title: category.name,
    sort: { field: cumulative.name, op: 'min', order: 'ascending' },
    axis: { labelLimit: { expr: 'max(90, ebbWidth * 0.32)' } },
  };
  const share = { field: cumulative.name, type: 'quantitative' };
  const upper = {
    ...share,
    title: cumulative.name,
    axis: { format: '.0%', orient: 'top', grid: false, tickCount: 5 },
    scale: { domain: [0, 1] },
  };
  const tooltip = [
    { field: category.name, type: 'nominal', title: category.name },
    { field: value.name, type: 'quantitative', format: labelFormat(value), title: value.name },
    { ...share, format: '.1%', title: cumulative.name },
  ];
  return {
    ...(cut ? { title: { text: '', subtitle: chartWords[language].firstOf(most, category.distinct) } } : {}),
    transform: [
      { window: [{ op: 'row_number', as: 'ebbRank' }], sort: [{ field: cumulative.name }] },
      { filter: `datum.ebbRank <= ${most}` },
      { calculate: `format(${datum(value.name)}, '${labelFormat(value)}')`, as: 'ebbLabel' },
    ],
    height: { step: 28 },
    layer: [
      {
        layer: [
          { mark: { type: 'bar', height: { band: 0.68 } }, encoding: { y, x: valueAxis(choice), tooltip } },
          {
            mark: { type: 'text', align: 'left', dx: 5, tooltip: false },
            encoding: { y, x: valueAxis(choice), text: { field: 'ebbLabel', type: 'nominal' } },
          },
        ],
      },
      {
        layer: [
          {
            mark: { type: 'line', style: 'quiet', strokeWidth: 1.75 },
            encoding: { y, x: upper, order: { field: cumulative.name, type: 'quantitative' } },
          },
          { mark: { type: 'point', style: 'quiet', size: 36 }, encoding: { y, x: upper, tooltip } },
        ],
      },
    ],
    resolve: { scale: { x: 'independent' } },
  };
}

function valueAxis({ value }: ParetoChoice): Spec {
  return {
    field: value.name,
    type: 'quantitative',
    title: value.name,
    axis: { format: axisFormat(value) },
    scale: { zero: true },
  };
}
