import type { HeatmapChoice } from './choose-chart.ts';
import type { ColumnFacts } from './column-facts.ts';
import { periodMark } from './column-names.ts';
import type { Language } from './language.ts';
import { labelFormat } from './number-labels.ts';
import { datum, type Spec } from './spec.ts';
import { dateFormat } from './time-axis.ts';

/** A grid of two dimensions with the number printed in each cell, shortened where cells are narrow; the ink turns with the cell's colour. */
export function heatmapSpec(choice: HeatmapChoice, language: Language): Spec {
  const { value, mark } = choice;
  const [x, y] = [sideOf(choice.x, language, 'x'), sideOf(choice.y, language, 'y')];
  const color = {
    field: value.name,
    type: 'quantitative',
    title: value.name,
    legend: null,
    scale: value.percent || value.min >= 0 ? { zero: false, nice: false } : { zero: true },
  };
  const tooltip = [
    tipOf(choice.y, language),
    tipOf(choice.x, language),
    { field: value.name, type: 'quantitative', title: value.name, format: labelFormat(value) },
  ];
  const kind = mark ? periodMark(mark.name) : null;
  const open = mark && kind ? `${datum(mark.name)} === ${kind === 'unfinished'}` : null;
  return {
    height: { step: 30 },
    title: { text: value.name, fontSize: 12, fontWeight: 'normal', offset: 6 },
    encoding: { x, y },
    layer: [
      {
        mark: { type: 'rect', cornerRadius: 2 },
        encoding: {
          color,
          tooltip,
          ...(open ? { opacity: { condition: { test: open, value: 0.55 }, value: 1 } } : {}),
        },
      },
      {
        mark: {
          type: 'text',
          fontSize: { expr: "bandwidth('x') < 26 ? 11 : 12" },
          color: { expr: `luminance(scale('color', ${datum(value.name)})) > 0.21 ? '#17222b' : '#ffffff'` },
          text: { expr: `isValid(${datum(value.name)}) ? ${printed(value)} : ''` },
          tooltip: false,
        },
      },
    ],
  };
}

/** What fits in a cell of the width at hand. */
function printed(value: ColumnFacts): string {
  const v = datum(value.name);
  const width = `bandwidth('x')`;
  if (value.percent)
    return `${width} >= 44 ? format(${v}, '.1%') : ${width} >= 34 ? format(${v}, '.0%') : ${width} >= 17 ? format(100 * ${v}, '.0f') : ''`;
  const full = `format(${v}, '${labelFormat(value)}')`;
  return `7 * length(${full}) <= ${width} ? ${full} : 7 * length(format(${v}, '.2~s')) <= ${width} ? format(${v}, '.2~s') : ''`;
}

function sideOf(facts: ColumnFacts, language: Language, side: 'x' | 'y'): Spec {
  const limit =
    side === 'y'
      ? { labelLimit: { expr: 'max(90, ebbWidth * 0.3)' }, titleAlign: 'right', titleX: -6, titleY: -6 }
      : { labelAngle: 0, orient: 'top', labelOverlap: true };
  const type = facts.part === 'category' ? 'nominal' : 'ordinal';
  const sort = facts.part === 'category' ? null : 'ascending';
  const time =
    facts.part === 'time' ? { labelExpr: `timeFormat(datum.value, '${shortDate(facts, language)}')` } : {};
  return {
    field: facts.name,
    type,
    title: facts.name,
    sort,
    axis: { ...limit, ...time },
    scale: { padding: 0.04 },
  };
}

function shortDate(facts: ColumnFacts, language: Language): string {
  return facts.grain === 'month' && language === 'zh' ? '%Y-%m' : dateFormat[language][facts.grain];
}

function tipOf(facts: ColumnFacts, language: Language): Spec {
  if (facts.part !== 'time') return { field: facts.name, type: 'nominal', title: facts.name };
  return {
    field: facts.name,
    type: 'temporal',
    title: facts.name,
    format: dateFormat[language][facts.grain],
  };
}
