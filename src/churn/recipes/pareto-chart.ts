/** A Pareto chart of reasons: bars of their share, and the running total. The rows come in the order wanted, by `place`. */
export function writePareto(
  say: (zh: string, en: string) => string,
  names: { readonly share: string; readonly cumulative: string; readonly title: string },
): Record<string, unknown> {
  const isByValue = names.share === 'value_share';
  const title = isByValue
    ? say('占失去的价值（%）', 'Share of the value lost (%)')
    : say('占全部流失（%）', 'Share of all who left (%)');
  const place = isByValue ? 'place_by_value' : 'place';
  const share = { field: names.share, type: 'quantitative', title, axis: { format: '.0%' } };
  const reason = {
    field: 'reason',
    type: 'nominal',
    title: null,
    sort: { field: place },
    axis: { labelAngle: 0, labelLimit: 90 },
  };
  return {
    title: names.title,
    height: 280,
    encoding: {
      x: reason,
      tooltip: [
        { field: 'reason', type: 'nominal', title: say('原因', 'Reason') },
        {
          field: 'leavers',
          type: 'quantitative',
          title: say('提到的客户', 'Customers naming it'),
          format: ',',
        },
        { field: names.share, type: 'quantitative', title: say('占比', 'Share'), format: '.1%' },
        { field: names.cumulative, type: 'quantitative', title: say('累计', 'Running total'), format: '.1%' },
        {
          field: 'change_in_points',
          type: 'quantitative',
          title: say('较上期（百分点）', 'Against the period before (points)'),
          format: '+.1f',
        },
      ],
    },
    layer: [
      { mark: { type: 'bar' }, encoding: { y: { ...share, scale: { zero: true, domainMax: 1.05 } } } },
      {
        mark: { type: 'text', dy: -8 },
        encoding: { y: share, text: { field: names.share, type: 'quantitative', format: '.1%' } },
      },
      {
        mark: { type: 'line', point: true },
        // The running total stands at the end of its bar, beside the bar's own number.
        encoding: { x: { ...reason, bandPosition: 1 }, y: { ...share, field: names.cumulative } },
      },
    ],
  };
}
