import type { NumberChoice } from './choose-chart.ts';
import { axisFormat, labelFormat } from './number-labels.ts';
import { datum, type Spec } from './spec.ts';

/** The numbers of one row, large, side by side; of one column with many rows, how its values are spread. */
export function numberSpec({ values }: NumberChoice): Spec {
  const [only] = values;
  if (only && values.length === 1 && only.distinct > 1) {
    return {
      mark: { type: 'bar', binSpacing: 1 },
      encoding: {
        x: {
          field: only.name,
          type: 'quantitative',
          bin: { maxbins: 30 },
          title: only.name,
          axis: { format: axisFormat(only), grid: false },
        },
        y: { aggregate: 'count', type: 'quantitative', title: null },
      },
    };
  }
  const share = 1 / values.length;
  return {
    height: 84,
    layer: values.flatMap((one, index) => {
      const x = { expr: `width * ${(index * share).toFixed(6)}` };
      const size = `min(34, max(16, width / ${values.length} / (0.64 * length(text))))`;
      const text = `format(${datum(one.name)}, '${labelFormat(one)}')`;
      return [
        {
          mark: {
            type: 'text',
            align: 'left',
            baseline: 'top',
            x,
            y: 2,
            limit: { expr: `width * ${share.toFixed(6)} - 10` },
            fontSize: 12,
            opacity: 0.75,
            text: one.name,
            tooltip: false,
          },
        },
        {
          mark: {
            type: 'text',
            align: 'left',
            baseline: 'top',
            x,
            y: 24,
            fontWeight: 600,
            tooltip: false,
            fontSize: { expr: size.replace('text', text) },
            text: { expr: `isValid(${datum(one.name)}) ? ${text} : '–'` },
          },
        },
      ];
    }),
  };
}
