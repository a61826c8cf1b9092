import type { NumberChoice } from './choose-chart.ts';
import type { ColumnFacts } from './column-facts.ts';
import { axisFormat, labelFormat } from './number-labels.ts';
import { datum, type Spec } from './spec.ts';

/** The numbers of one row, large, side by side; of one column with many rows, how its values are spread. */
export function numberSpec({ values }: NumberChoice): Spec {
  const [only] = values;
  return only && values.length === 1 && only.distinct > 1 ? spreadSpec(only) : figuresSpec(values);
}

function spreadSpec(only: ColumnFacts): Spec {
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

/** All figures share one size, the largest at which the longest fits its place. */
function figuresSpec(values: readonly ColumnFacts[]): Spec {
  const texts = values.map(
    (one) => `(isValid(${datum(one.name)}) ? format(${datum(one.name)}, '${labelFormat(one)}') : '–')`,
  );
  const longest = texts.map((text) => `length(${text})`).join(', ');
  const place = `(width / ${values.length} - 12)`;
  const size = `min(34, max(13, ${place} / (0.66 * max(${longest}, 3))))`;
  const mark = { type: 'text', align: 'left', baseline: 'top', tooltip: false };
  return {
    height: 76,
    layer: values.flatMap((one, index) => {
      const x = { expr: `width * ${(index / values.length).toFixed(6)}` };
      return [
        { mark: { ...mark, x, y: 2, limit: { expr: place }, fontSize: 12, opacity: 0.8, text: one.name } },
        {
          mark: {
            ...mark,
            x,
            y: 24,
            fontWeight: 600,
            fontSize: { expr: size },
            text: { expr: texts[index] },
          },
        },
      ];
    }),
  };
}
