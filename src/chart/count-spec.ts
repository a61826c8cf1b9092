import type { CountChoice } from './choose-chart.ts';
import type { Language } from './language.ts';
import type { Spec } from './spec.ts';
import { chartWords } from './words.ts';

/** Rows by category, or by time, when there is no number to draw. */
export function countSpec({ of }: CountChoice, language: Language): Spec {
  const count = { aggregate: 'count', type: 'quantitative', title: chartWords[language].rows };
  if (!of)
    return {
      mark: { type: 'text', fontSize: 28, fontWeight: 600 },
      encoding: { text: { ...count, format: ',d' } },
      height: 60,
    };
  if (of.part === 'time')
    return {
      mark: 'line',
      encoding: { x: { field: of.name, type: 'temporal', timeUnit: 'yearmonth', title: null }, y: count },
    };
  return {
    height: { step: 28 },
    transform: [
      { aggregate: [{ op: 'count', as: 'ebbCount' }], groupby: [of.name] },
      { window: [{ op: 'row_number', as: 'ebbRank' }], sort: [{ field: 'ebbCount', order: 'descending' }] },
      { filter: 'datum.ebbRank <= 25' },
    ],
    encoding: {
      y: {
        field: of.name,
        type: 'nominal',
        title: of.name,
        sort: { field: 'ebbCount', order: 'descending' },
      },
      x: {
        field: 'ebbCount',
        type: 'quantitative',
        title: chartWords[language].rows,
        axis: { format: ',~d' },
      },
    },
    layer: [
      { mark: { type: 'bar', height: { band: 0.68 } } },
      {
        mark: { type: 'text', align: 'left', dx: 5 },
        encoding: { text: { field: 'ebbCount', type: 'quantitative', format: ',d' } },
      },
    ],
  };
}
