type Say = (zh: string, en: string) => string;

/** Room on the left of the curves and of the numbers under them, so that both stand over the same days. */
const room = { expr: 'ebbWidth < 480 ? 56 : 96' };
const days = { zero: true, nice: false };

/** A curve of each group with its interval. */
export function writeCurves(say: Say): Record<string, unknown> {
  const share = say('仍在的客户（%）', 'Customers still there (%)');
  const axis = { axis: { format: '.0%', minExtent: room, maxExtent: room }, title: share };
  const fromStart = (start: number, field: string): string =>
    `datum.place === 1 && datum.time > 0 ? [${start}, datum.${field}] : [datum.${field}]`;
  return {
    title: say('还在的客户占比与 95% 区间', 'Share of customers still there, with 95% interval'),
    height: 280,
    // Everybody is there on the first day, though nothing may happen on it.
    transform: [
      { window: [{ op: 'row_number', as: 'place' }], sort: [{ field: 'time' }], groupby: ['label'] },
      { calculate: fromStart(0, 'time'), as: 'times' },
      { calculate: fromStart(1, 'survival'), as: 'shares' },
      { calculate: fromStart(1, 'low'), as: 'lows' },
      { calculate: fromStart(1, 'high'), as: 'highs' },
      { flatten: ['times', 'shares', 'lows', 'highs'], as: ['time', 'survival', 'low', 'high'] },
    ],
    encoding: {
      x: {
        field: 'time',
        type: 'quantitative',
        title: say('开始后的天数', 'Days since the start'),
        scale: days,
      },
      color: { field: 'label', type: 'nominal', title: null, legend: { orient: 'bottom' } },
    },
    layer: [
      {
        mark: { type: 'line', interpolate: 'step-after' },
        encoding: {
          y: { field: 'survival', type: 'quantitative', ...axis, scale: { domain: [0, 1] } },
        },
      },
      {
        mark: { type: 'area', interpolate: 'step-after' },
        encoding: {
          y: { field: 'low', type: 'quantitative', ...axis },
          y2: { field: 'high' },
        },
      },
    ],
  };
}

/** How many of each group are still watched, under the curves. */
export function writeAtRiskChart(say: Say): Record<string, unknown> {
  // The first and the last number stand within the plot, so that it is as wide as that of the curves.
  const text = {
    type: 'text',
    // On a phone there is room for every second one.
    opacity: { expr: 'ebbWidth < 480 && datum.place % 2 === 0 ? 0 : 1' },
    align: { expr: "datum.time === 0 ? 'left' : datum.time === datum.last ? 'right' : 'center'" },
  };
  return {
    title: say('仍在观察的客户数', 'Customers at risk'),
    height: { step: 20 },
    transform: [
      { joinaggregate: [{ op: 'max', field: 'time', as: 'last' }] },
      { window: [{ op: 'dense_rank', as: 'place' }], sort: [{ field: 'time' }] },
    ],
    encoding: {
      x: {
        field: 'time',
        type: 'quantitative',
        title: say('开始后的天数', 'Days since the start'),
        scale: days,
        axis: { labels: false, grid: false, titlePadding: 26 },
      },
    },
    layer: [
      {
        mark: text,
        encoding: {
          y: {
            field: 'label',
            type: 'nominal',
            title: null,
            axis: {
              labelExpr: 'datum.label',
              labelLimit: { expr: 'ebbWidth < 480 ? 50 : 90' },
              minExtent: room,
              maxExtent: room,
            },
          },
          text: { field: 'at_risk', type: 'quantitative', format: ',' },
        },
      },
      {
        transform: [{ aggregate: [{ op: 'max', field: 'last', as: 'last' }], groupby: ['time', 'place'] }],
        mark: { ...text, style: 'quiet' },
        encoding: {
          y: { value: { expr: 'height + 14' } },
          text: { field: 'time', type: 'quantitative', format: ',' },
        },
      },
    ],
  };
}
