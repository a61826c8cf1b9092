import type { ColumnFacts, Grain } from './column-facts.ts';
import type { Language } from './language.ts';
import type { Spec } from './spec.ts';
import type { Row } from './to-rows.ts';

const day = 86_400_000;

/** How to write one date of this grain, in full, for tooltips and sentences. */
export const dateFormat: Readonly<Record<Language, Readonly<Record<Grain, string>>>> = {
  en: { year: '%Y', month: '%b %Y', day: '%-d %b %Y', time: '%-d %b %Y %H:%M' },
  zh: { year: '%Y年', month: '%Y年%-m月', day: '%Y年%-m月%-d日', time: '%Y年%-m月%-d日 %H:%M' },
};

/** Ticks on the units that the dates have, the year written once under its first tick. */
export function timeAxis(facts: ColumnFacts, rows: readonly Row[], language: Language): Spec {
  const times = rows.map((row) => Date.parse(String(row[facts.name]))).filter((time) => !Number.isNaN(time));
  const days =
    times.length > 0
      ? (times.reduce((a, b) => Math.max(a, b)) - times.reduce((a, b) => Math.min(a, b))) / day
      : 0;
  const year = language === 'zh' ? '%Y年' : '%Y';
  if (facts.grain === 'year' || days > 365 * 8)
    return { format: '%Y', tickCount: tick('year', Math.ceil(days / 365 / 12)) };
  if (facts.grain === 'month' || days > 120) {
    const step = days <= 430 ? 1 : days <= 1250 ? 3 : 6;
    const month = language === 'zh' ? '%-m月' : '%b';
    const label = twoLines(month, year, `month(datum.value) === 0`);
    return { labelExpr: label, tickCount: tick('month', step) };
  }
  if (facts.grain === 'day' || days > 4) {
    const date = language === 'zh' ? '%-m月%-d日' : '%-d %b';
    const label = twoLines(date, year, `month(datum.value) === 0 && date(datum.value) === 1`);
    return { labelExpr: label, tickCount: days <= 14 ? tick('day', 1) : { expr: 'ceil(width / 80)' } };
  }
  return {
    labelExpr: `timeFormat(datum.value, hours(datum.value) === 0 ? '${language === 'zh' ? '%-m月%-d日' : '%-d %b'}' : '%H:%M')`,
  };
}

function twoLines(first: string, second: string, starts: string): string {
  return `datum.index === 0 || (${starts}) ? [timeFormat(datum.value, '${first}'), timeFormat(datum.value, '${second}')] : timeFormat(datum.value, '${first}')`;
}

function tick(interval: string, step: number): Spec {
  return { interval, step: Math.max(1, step) };
}
