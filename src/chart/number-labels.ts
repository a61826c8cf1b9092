import type { ColumnFacts } from './column-facts.ts';
import { isYear } from './column-names.ts';
import type { Language } from './language.ts';

/** d3-format of a number on a label or in a tooltip: percent with one decimal, whole numbers grouped, others with what their size deserves. */
export function labelFormat(facts: ColumnFacts): string {
  if (facts.percent) return '.1%';
  if (isYears(facts)) return 'd';
  if (facts.whole) return ',d';
  const size = Math.max(Math.abs(facts.min), Math.abs(facts.max));
  return size >= 1000 ? ',.0f' : size >= 10 ? ',.1f' : size >= 1 ? ',.2f' : '.3~g';
}

/** d3-format of an axis. */
export function axisFormat(facts: ColumnFacts): string {
  if (isYears(facts)) return 'd';
  return facts.percent ? '.2~%' : facts.whole ? ',~d' : ',~g';
}

function isYears({ name, whole, min, max }: ColumnFacts): boolean {
  return whole && isYear(name, min) && isYear(name, max);
}

/** Axis labels of large numbers: 1.2M in English, 120万 in Chinese. */
export function largeNumberLabel(language: Language): string {
  const v = 'datum.value';
  if (language === 'zh')
    return `isNumber(${v}) && abs(${v}) >= 1e8 ? format(${v} / 1e8, ',.4~r') + '亿' : isNumber(${v}) && abs(${v}) >= 1e4 ? format(${v} / 1e4, ',.4~r') + '万' : datum.label`;
  return `isNumber(${v}) && abs(${v}) >= 1e4 ? replace(format(${v}, '.4~s'), 'G', 'B') : datum.label`;
}
