import type { LineChoice } from './choose-chart.ts';
import type { ColumnFacts } from './column-facts.ts';
import { periodMark } from './column-names.ts';
import type { Language } from './language.ts';
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
  const xEncoding = over
    ? { field: x.name, type: 'temporal', title: null, axis: timeAxis(x, rows, language) }
    : {
        field: x.name,
        type: 'quantitative',
        title: x.name,
        axis: { grid: false, format: axisFormat(x) },
        scale: { nice: false },
      };
  const y = {
    field: value,
    type: 'quantitative',
    title: folded ? null : first.name,
    axis: { format: axisFormat(first) },
    scale: { zero: fromZero(choice.y) },
  };
  const color = series ? { color: { field: series, type: 'nominal', title: null } } : {};
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
  const few = over && (rows.length <= 60 || series !== null);
  const points = few
    ? [
        {
          mark: { type: 'point', size: 32, opacity: 1, ...(unfinished ? { filled: true } : {}) },
          encoding: {
            x: xEncoding,
            y,
            ...color,
            tooltip,
            ...(unfinished ? { fillOpacity: { condition: { test: unfinished, value: 0 }, value: 1 } } : {}),
          },
        },
      ]
    : [{ mark: { type: 'point', size: 60, opacity: 0 }, encoding: { x: xEncoding, y, ...color, tooltip } }];
  return {
    transform: [
      ...(folded ? [{ fold: choice.y.map((one) => one.name), as: [series, value] }] : []),
      { filter: `isValid(${datum(value)})` },
      ...(unfinished && choice.mark
        ? [
            { calculate: unfinished, as: 'ebbOpen' },
            { window: [{ op: 'lead', field: 'ebbOpen', as: 'ebbNextOpen' }], sort, groupby },
          ]
        : []),
      {
        window: [{ op: 'row_number', as: 'ebbFromEnd' }],
        sort: [{ field: x.name, order: 'descending' }],
        groupby,
      },
      { joinaggregate: [{ op: 'max', field: value, as: 'ebbMax' }], groupby },
    ],
    layer: [
      ...band,
      ...lines,
      ...points,
      ...(over ? labels(value, first, series, xEncoding, y, color, unfinished, language) : []),
    ],
  };
}

function labels(
  value: string,
  facts: ColumnFacts,
  series: string | null,
  x: Spec,
  y: Spec,
  color: Spec,
  unfinished: string | null,
  language: Language,
): Spec[] {
  const words = chartWords[language];
  const number = `format(${datum(value)}, '${labelFormat(facts)}')`;
  const open = unfinished ? `(${unfinished} ? ' ${words.unfinished}' : '')` : `''`;
  const last = series ? number : `${number} + ${open}`;
  const text = (filter: string, calculate: string, mark: Spec): Spec => ({
    transform: [{ filter }, { calculate, as: 'ebbLabel' }],
    mark: { type: 'text', fontWeight: 600, tooltip: false, ...mark },
    encoding: { x, y, text: { field: 'ebbLabel', type: 'nominal' }, ...color },
  });
  const ends = text('datum.ebbFromEnd === 1', last, { align: 'right', baseline: 'bottom', dx: 6, dy: -9 });
  if (series) return [ends];
  const peak = text(`${datum(value)} === datum.ebbMax && datum.ebbFromEnd > 1`, number, {
    baseline: 'bottom',
    dy: -9,
  });
  return [peak, ends];
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
