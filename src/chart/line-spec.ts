import type { LineChoice } from './choose-chart.ts';
import type { ColumnFacts } from './column-facts.ts';
import { periodMark } from './column-names.ts';
import type { Language } from './language.ts';
import { labelRoom, lineLabels } from './line-labels.ts';
import { axisFormat, labelFormat } from './number-labels.ts';
import { datum, type Spec } from './spec.ts';
import { dateFormat, timeAxis } from './time-axis.ts';
import type { Row } from './to-rows.ts';
import { chartWords } from './words.ts';

/** A line over time (or over a number, for curves), its band of uncertainty, unfinished periods dashed, the last and the highest point labelled. */
export function lineSpec(choice: LineChoice, rows: readonly Row[], language: Language): Spec {
  const { x, bounds } = choice;
  const [first] = choice.y;
  if (!first) throw new RangeError('a line needs a number');
  const folded = choice.y.length > 1;
  const value = folded ? chartWords[language].value : first.name;
  const series = folded ? chartWords[language].series : (choice.series?.name ?? null);
  const unfinished = unfinishedTest(choice.mark);
  const over = x.part === 'time';
  const room = labelRoom(choice, rows, language);
  const range = [0, { expr: `width - min(${room}, width * 0.42)` }];
  const xEncoding = over
    ? { field: x.name, type: 'temporal', title: null, axis: timeAxis(x, rows, language), scale: { range } }
    : {
        field: x.name,
        type: 'quantitative',
        title: x.name,
        axis: { grid: false, format: axisFormat(x) },
        scale: { nice: false, range },
      };
  const y = {
    field: value,
    type: 'quantitative',
    title: folded ? null : first.name,
    axis: { format: axisFormat(first) },
    scale: { zero: fromZero(choice.y) },
  };
  const color = series
    ? { color: { field: series, type: 'nominal', title: null, legend: null, sort: null } }
    : {};
  const tooltip = [
    over
      ? { field: x.name, type: 'temporal', format: dateFormat[language][x.grain], title: x.name }
      : { field: x.name, type: 'quantitative', title: x.name },
    ...(series ? [{ field: series, type: 'nominal', title: folded ? '' : series }] : []),
    { field: value, type: 'quantitative', format: labelFormat(first), title: value },
    ...(bounds
      ? [bounds.low, bounds.high].map((one) => ({
          field: one.name,
          type: 'quantitative',
          format: labelFormat(first),
          title: one.name,
        }))
      : []),
  ];
  const groupby = series ? [series] : [];
  const sort = [{ field: x.name }];
  const line = over ? { type: 'line' } : { type: 'line', interpolate: 'step-after' };
  const band = bounds
    ? [
        {
          mark: { type: 'area', line: false, ...(over ? {} : { interpolate: 'step-after' }), tooltip: false },
          encoding: {
            x: xEncoding,
            y: { ...y, field: bounds.low.name },
            y2: { field: bounds.high.name },
            ...color,
          },
        },
      ]
    : [];
  const lines = unfinished
    ? [
        { transform: [{ filter: `!(${unfinished})` }], mark: line, encoding: { x: xEncoding, y, ...color } },
        {
          transform: [{ filter: `${unfinished} || datum.ebbNextOpen` }],
          mark: { ...line, strokeDash: [3, 4], strokeWidth: 1.75 },
          encoding: { x: xEncoding, y, ...color },
        },
      ]
    : [{ mark: line, encoding: { x: xEncoding, y, ...color } }];
  const place = { x: xEncoding, y, ...color, tooltip };
  const dots = over && (rows.length <= 60 || series !== null);
  const dot = { type: 'point', size: dots ? 32 : 60, opacity: dots ? 1 : 0 };
  const points = unfinished
    ? [
        { transform: [{ filter: `!(${unfinished})` }], mark: dot, encoding: place },
        {
          transform: [{ filter: unfinished }],
          mark: { ...dot, filled: false, strokeWidth: 1.75 },
          encoding: place,
        },
      ]
    : [{ mark: dot, encoding: place }];
  return {
    transform: [
      ...(folded ? [{ fold: choice.y.map((one) => one.name), as: [series, value] }] : []),
      ...(unfinished && choice.mark
        ? [
            { calculate: unfinished, as: 'ebbOpen' },
            { window: [{ op: 'lead', field: 'ebbOpen', as: 'ebbNextOpen' }], sort, groupby },
          ]
        : []),
    ],
    layer: [
      ...band,
      ...lines,
      ...points,
      ...lineLabels(
        { value, facts: first, series, groupby, x: xEncoding, y, color, unfinished },
        choice,
        rows,
        language,
      ),
    ],
  };
}

/** A line may leave out zero when all its values are far from it. */
function fromZero(y: readonly ColumnFacts[]): boolean {
  const min = Math.min(...y.map((one) => one.min));
  const max = Math.max(...y.map((one) => one.max));
  return min >= 0 && min < max * 0.6;
}

function unfinishedTest(mark: ColumnFacts | null): string | null {
  const kind = mark ? periodMark(mark.name) : null;
  if (!mark || !kind) return null;
  return kind === 'unfinished' ? `${datum(mark.name)} === true` : `${datum(mark.name)} === false`;
}
