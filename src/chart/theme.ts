import { largeNumberLabel } from './number-labels.ts';
import { numberLocale } from './number-locale.ts';
import { timeLocale } from './time-locale.ts';
import type { Language } from './language.ts';
import { diverging, palette, ramp } from './palette.ts';
import type { Spec } from './spec.ts';

export type ThemeName = 'light' | 'dark';

/** Inks and surfaces, the same as the interface's. */
export const inks = {
  light: {
    surface: '#ffffff',
    text: '#17222b',
    soft: '#4b5a66',
    faint: '#5c6b77',
    grid: '#e6ebef',
    axis: '#b9c4cd',
    on: '#ffffff',
  },
  dark: {
    surface: '#151e25',
    text: '#e4ebef',
    soft: '#a8b6c0',
    faint: '#8b9aa5',
    grid: '#24313a',
    axis: '#43535f',
    on: '#0d1418',
  },
} as const;

/** The same stack as the interface's, Chinese faces included. */
export const font =
  "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";

/** The Vega-Lite `config` of every chart: colours, sizes (labels at least 11 px), number and date formats of the language. */
export function chartTheme(theme: ThemeName, language: Language): Spec {
  const ink = inks[theme];
  const colors = palette[theme];
  return {
    background: ink.surface,
    font,
    padding: { left: 4, right: 12, top: 8, bottom: 4 },
    locale: { number: numberLocale[language], time: timeLocale[language] },
    // A chart listens to itself, and to the pointer while it is dragged.
    events: {
      window: ['pointermove', 'pointerup', 'mousemove', 'mouseup', 'touchmove', 'touchend'],
      selector: false,
      timer: false,
    },
    view: {
      stroke: null,
      continuousWidth: 320,
      continuousHeight: 260,
      discreteWidth: { step: 36 },
      discreteHeight: { step: 28 },
    },
    range: {
      category: colors,
      ordinal: ramp[theme],
      heatmap: ramp[theme],
      ramp: ramp[theme],
      diverging: diverging[theme],
    },
    mark: { color: colors[0], tooltip: { content: 'encoding' } },
    arc: { stroke: ink.surface },
    // A line or an area stands for many rows: a tooltip would always tell of the first.
    area: { fillOpacity: 0.16, line: true, tooltip: null },
    bar: { color: colors[0], cornerRadiusEnd: 2 },
    errorband: { color: colors[0], opacity: 0.16 },
    errorbar: { color: ink.soft },
    line: { color: colors[0], tooltip: null, strokeWidth: 2.25, strokeCap: 'round', strokeJoin: 'round' },
    point: { color: colors[0], filled: true, size: 48 },
    rect: { color: colors[0] },
    rule: { color: ink.soft },
    text: { color: ink.text, fontSize: 12, font },
    title: {
      color: ink.text,
      subtitleColor: ink.soft,
      fontSize: 15,
      subtitleFontSize: 12,
      fontWeight: 600,
      anchor: 'start',
      frame: 'group',
      offset: 14,
    },
    header: {
      labelColor: ink.text,
      titleColor: ink.soft,
      labelFontSize: 12,
      titleFontSize: 12,
      labelFontWeight: 600,
      titleFontWeight: 400,
    },
    legend: {
      labelColor: ink.text,
      titleColor: ink.soft,
      labelFontSize: 12,
      titleFontSize: 12,
      titleFontWeight: 400,
      labelLimit: 220,
      orient: 'top',
      direction: 'horizontal',
      symbolType: 'square',
      symbolSize: 90,
      columnPadding: 16,
      offset: 28,
      titleOrient: 'left',
      titlePadding: 10,
      gradientThickness: 10,
      gradientLength: 160,
    },
    style: { quiet: { color: ink.soft }, ink: { color: ink.text }, onMark: { color: ink.on } },
    axis: {
      labelColor: ink.soft,
      titleColor: ink.soft,
      labelFontSize: 12,
      titleFontSize: 12,
      titleFontWeight: 400,
      gridColor: ink.grid,
      domainColor: ink.axis,
      tickColor: ink.axis,
      tickSize: 4,
      labelPadding: 6,
      titlePadding: 10,
      labelLimit: 200,
      labelSeparation: 4,
      gridWidth: 1,
    },
    axisQuantitative: { domain: false, ticks: false, labelExpr: largeNumberLabel(language), tickCount: 5 },
    axisTemporal: { grid: false, labelFlush: true },
    axisBand: { grid: false, ticks: false, domain: false },
    axisYPoint: { grid: false, ticks: false, domain: false },
    axisX: { titleAnchor: 'end' },
    axisY: {
      titleAngle: 0,
      titleAnchor: 'start',
      titleAlign: 'left',
      titleBaseline: 'bottom',
      titleX: 0,
      titleY: -8,
    },
  };
}
