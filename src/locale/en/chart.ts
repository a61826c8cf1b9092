/** Problems of this area: code → what happened, and what to do next. */
export const problems = {
  'bad-format': {
    message: '“{format}” is not a number or date format.',
    next: 'Use a format such as ,d or .1% for numbers, %Y-%m for dates.',
  },
  'chart-not-a-spec': {
    message: 'This cell does not hold a chart.',
    next: 'Write a Vega-Lite specification as a JSON object, or leave the cell empty for a chart that suits the data.',
  },
  'chart-is-vega': {
    message: 'This is a Vega specification; charts here are Vega-Lite.',
    next: 'Write it with “mark” and “encoding”, without “marks” and “signals”.',
  },
  'chart-no-mark': {
    message: 'The chart does not say what to draw.',
    next: 'Add a “mark”, such as "bar" or "line", or a “layer”.',
  },
  'chart-too-large': {
    message: 'The chart’s specification is too long to be drawn safely.',
    next: 'Shorten it to under 200,000 characters. Data belongs in a query, not in the chart.',
  },
  'chart-too-heavy': {
    message: 'This chart could keep the page busy without end: “{part}”.',
    next: 'Take that part out, and prepare the rows in a query instead, where they can be stopped.',
  },
  'chart-missing-column': {
    message: 'The chart uses the column “{name}”, which its data does not have.',
    next: 'Perhaps you meant: {near}.',
  },
  'chart-bad-spec': {
    message: 'Vega-Lite cannot read this chart.',
    next: 'Read its own words below, then correct the specification.',
  },
  'chart-warning': {
    message: 'Vega-Lite would leave out a part of this chart.',
    next: 'Read its own words below, then correct the specification.',
  },
  'chart-failed': {
    message: 'The chart could not be drawn.',
    next: 'Check the expressions in its specification, or empty the cell for a chart that suits the data.',
  },
};

/** Other sentences of this area. */
export const words = {
  chartLoading: 'Drawing the chart…',
  chartShowTable: 'Show data table',
  chartHideTable: 'Hide data table',
  chartSaving: 'Saving…',
  chartSavePng: 'Save as PNG',
  chartSaveSvg: 'Save as SVG',
  chartCopyData: 'Copy data',
  chartCopied: 'Data copied',
  chartCopyRefused: 'The browser does not allow copying here',
  chartTools: 'Chart tools',
  chartTableCaption: 'Data of the chart “{name}”',
  chartTableCut: 'The first {shown} of {total} rows',
  chartFallbackName: 'chart',
};
