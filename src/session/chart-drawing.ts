/** What a screen needs of `chart/` to draw a completed spec. */
export { cleanSvg } from '../chart/clean-svg.ts';
export { findDecimals, type Decimals } from '../chart/decimals.ts';
export { formatValue } from '../chart/format-value.ts';
export { refuseAll } from '../chart/refuse-all.ts';
export { withFreshRows } from '../chart/fresh-rows.ts';
export { withoutMarkLabels } from '../chart/without-mark-labels.ts';
export { withWidth } from '../chart/with-width.ts';
