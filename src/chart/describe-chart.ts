import type { Column } from '../engine/table.ts';
import { chooseChart, type CountChoice, type LineChoice } from './choose-chart.ts';
import { findColumnFacts, type ColumnFacts } from './column-facts.ts';
import { periodMark } from './column-names.ts';
import { findColumn } from './field-alias.ts';
import { findMainView, type View } from './find-view.ts';
import { formatDateText, formatNumberText } from './format-fact.ts';
import { groupValues } from './group-values.ts';
import type { Language } from './language.ts';
import { sentences } from './sentences.ts';
import { isSpec, type Spec } from './spec.ts';
import type { Row } from './to-rows.ts';

export interface ChartContent {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly language: Language;
  /** The spec is a default one: its transforms leave the rows' numbers as they are. */
  readonly plain?: boolean;
}

interface Side {
  readonly name: string;
  readonly facts: ColumnFacts | null;
  readonly aggregate: string | null;
}

/** The text alternative of a chart: one or two sentences with its kind, what it shows, its range, extremes, last value and trend. Unfinished periods count in none of these. */
export function describeChart(spec: Spec, content: ChartContent): string {
  const { columns, rows, language } = content;
  const say = sentences[language];
  const facts = findColumnFacts(columns, rows);
  const view = findMainView(spec);
  if (rows.length === 0) return say.empty;
  if (!view) return say.other;
  const ours = content.plain === true;
  const choice = ours ? chooseChart(facts, rows) : null;
  if (choice?.form === 'number') return describeNumbers(facts, rows, language);
  if (choice?.form === 'line' && choice.y.length > 1) return describeFolded(choice, rows, language);
  if (choice?.form === 'count') return describeCount(choice, rows, language);
  const sides = readSides(view, facts);
  const plain = ours || !view.transformed;
  if (view.mark === 'rect') return describeGrid(view, facts, rows, language, plain);
  if (!sides) return say.general(view.mark, [], '');
  const { key, value } = sides;
  const series = seriesOf(view, facts);
  const amount = say.amount(value.name, value.aggregate);
  if (!plain || !key.facts) return say.general(view.mark, key.name ? [key.name] : [], amount);
  if (!value.facts && value.aggregate !== 'count') return say.general(view.mark, [key.name], amount);
  if (isScatter(view, key, value)) return describeScatter(key, value, rows, language);
  return describeSeries(view, { ...key, facts: key.facts }, value, series, facts, rows, language);
}

function describeSeries(
  view: View,
  key: Side & { facts: ColumnFacts },
  value: Side,
  series: ColumnFacts | null,
  facts: readonly ColumnFacts[],
  all: readonly Row[],
  language: Language,
): string {
  const say = sentences[language];
  const mark = facts.find((one) => one.part === 'mark' && periodMark(one.name) !== null);
  const open = mark ? all.filter((row) => row[mark.name] === (periodMark(mark.name) === 'unfinished')) : [];
  const rows = mark && open.length < all.length ? all.filter((row) => !open.includes(row)) : all;
  const amount = say.amount(value.name, value.aggregate);
  const points = groupValues(
    rows,
    key.name,
    value.facts ? value.name : null,
    value.aggregate,
    series === null,
  );
  const label = (cell: unknown): string => labelOf(cell, key.facts, language);
  const number = (n: number): string =>
    formatNumberText(n, value.aggregate === 'count' ? null : value.facts, language);
  if (points === null || points.length === 0) return say.general(view.mark, [key.name], amount);
  const sorted =
    key.facts.part === 'category'
      ? points
      : [...points].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const highest = points.reduce((a, b) => (b.value > a.value ? b : a));
  const lowest = points.reduce((a, b) => (b.value < a.value ? b : a));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return say.empty;
  const ends = {
    highest: number(highest.value),
    highestAt: label(highest.key),
    lowest: number(lowest.value),
    lowestAt: label(lowest.key),
  };
  const unfinished = [...new Set(open.map((row) => label(row[key.name])))].sort().join(', ');
  if (key.facts.part === 'category') return say.bars(view.mark, amount, key.name, key.facts.distinct, ends);
  const text = series
    ? say.lines(
        view.mark,
        amount,
        label(first.key),
        label(last.key),
        series.distinct,
        listValues(rows, series.name),
        ends,
      )
    : say.line(
        view.mark,
        amount,
        label(first.key),
        label(last.key),
        number(first.value),
        number(last.value),
        trendOf(sorted.map((point) => point.value)),
        ends,
      );
  return unfinished ? `${text}${say.unfinished(unfinished)}` : text;
}

type Trend = 'up' | 'down' | 'level' | 'peak' | 'trough';

/** The course of finished periods: an inner extreme far from both ends is a peak or a trough; else the ends decide. */
export function trendOf(values: readonly number[]): Trend {
  const [first, last] = [values[0] ?? 0, values.at(-1) ?? 0];
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const range = max - min;
  if (range === 0 || range < Math.abs(max) * 0.02) return 'level';
  if (max - Math.max(first, last) > range * 0.3) return 'peak';
  if (Math.min(first, last) - min > range * 0.3) return 'trough';
  if (Math.abs(last - first) < range * 0.1) return 'level';
  return last > first ? 'up' : 'down';
}

function describeGrid(
  view: View,
  facts: readonly ColumnFacts[],
  rows: readonly Row[],
  language: Language,
  plain: boolean,
): string {
  const say = sentences[language];
  const [x, y, color] = ['x', 'y', 'color'].map((channel) => sideOf(view.encoding[channel], facts));
  const names = [y, x].flatMap((side) => (side ? [side.name] : []));
  if (!plain || !x?.facts || !y?.facts || !color?.facts || color.aggregate)
    return say.general('rect', names, color ? say.amount(color.name, color.aggregate) : '');
  const at = (row: Row): string =>
    [y, x]
      .map((side) => (side.facts ? say.named(side.name, labelOf(row[side.name], side.facts, language)) : ''))
      .join(say.comma);
  const valued = rows.filter((row) => typeof row[color.name] === 'number');
  const [first] = valued;
  if (!first) return say.empty;
  const by = (row: Row): number => Number(row[color.name]);
  const highest = valued.reduce((a, b) => (by(b) > by(a) ? b : a), first);
  const lowest = valued.reduce((a, b) => (by(b) < by(a) ? b : a), first);
  const number = (row: Row): string => formatNumberText(by(row), color.facts, language);
  return say.grid(color.name, say.counted(y.name, y.facts.distinct), say.counted(x.name, x.facts.distinct), {
    highest: number(highest),
    highestAt: at(highest),
    lowest: number(lowest),
    lowestAt: at(lowest),
  });
}

function describeScatter(x: Side, y: Side, rows: readonly Row[], language: Language): string {
  const pairs = rows
    .map((row) => [row[x.name], row[y.name]] as const)
    .filter((pair): pair is readonly [number, number] => pair.every((one) => typeof one === 'number'));
  const range = (side: Side): [string, string] => [
    formatNumberText(side.facts?.min ?? 0, side.facts, language),
    formatNumberText(side.facts?.max ?? 0, side.facts, language),
  ];
  return sentences[language].scatter(x.name, y.name, pairs.length, range(x), range(y), correlationOf(pairs));
}

function describeNumbers(facts: readonly ColumnFacts[], rows: readonly Row[], language: Language): string {
  const choice = chooseChart(facts, rows);
  const say = sentences[language];
  if (choice.form !== 'number') return say.other;
  const [only] = choice.values;
  if (only && rows.length > 1)
    return say.spread(
      only.name,
      rows.length - only.nulls,
      formatNumberText(only.min, only, language),
      formatNumberText(only.max, only, language),
    );
  return say.numbers(
    choice.values.map((one) =>
      say.named(one.name, formatNumberText(rows[0]?.[one.name] ?? null, one, language)),
    ),
  );
}

function describeFolded(choice: LineChoice, rows: readonly Row[], language: Language): string {
  const say = sentences[language];
  const sorted = [...rows].sort((a, b) => (String(a[choice.x.name]) < String(b[choice.x.name]) ? -1 : 1));
  const at = (row: Row | undefined): string => labelOf(row?.[choice.x.name], choice.x, language);
  const parts = choice.y.map((one) => {
    const values = sorted.map((row) => row[one.name]).filter((value) => typeof value === 'number');
    const [first, last] = [values[0] ?? null, values.at(-1) ?? null];
    return say.course(
      one.name,
      formatNumberText(first, one, language),
      formatNumberText(last, one, language),
    );
  });
  return say.courses(at(sorted[0]), at(sorted.at(-1)), parts);
}

function describeCount(choice: CountChoice, rows: readonly Row[], language: Language): string {
  const say = sentences[language];
  if (!choice.of || choice.of.part === 'time')
    return say.general('line', choice.of ? [choice.of.name] : [], say.amount('', 'count'));
  const points = groupValues(rows, choice.of.name, null, 'count', true) ?? [];
  const sorted = [...points].sort((a, b) => b.value - a.value);
  const [most, least] = [sorted[0], sorted.at(-1)];
  if (!most || !least) return say.empty;
  const number = (value: number): string => formatNumberText(value, null, language);
  const ends = {
    highest: number(most.value),
    highestAt: String(most.key),
    lowest: number(least.value),
    lowestAt: String(least.key),
  };
  return say.bars('bar', say.amount('', 'count'), choice.of.name, points.length, ends);
}

/** Pearson's r. */
function correlationOf(pairs: readonly (readonly [number, number])[]): number | null {
  if (pairs.length < 3) return null;
  const mean = (index: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[index], 0) / pairs.length;
  const [mx, my] = [mean(0), mean(1)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xy += (x - mx) * (y - my);
    xx += (x - mx) ** 2;
    yy += (y - my) ** 2;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
}

/** The side that is measured, and the one it is measured over. */
function readSides(view: View, facts: readonly ColumnFacts[]): { key: Side; value: Side } | null {
  const x = sideOf(view.encoding['x'], facts);
  const y = sideOf(view.encoding['y'], facts);
  if (!x || !y) return null;
  return isMeasure(y) || !isMeasure(x) ? { key: x, value: y } : { key: y, value: x };
}

function isMeasure(side: Side): boolean {
  return side.aggregate !== null || side.facts?.part === 'number';
}

function sideOf(def: unknown, facts: readonly ColumnFacts[]): Side | null {
  if (!isSpec(def)) return null;
  const aggregate = typeof def['aggregate'] === 'string' ? def['aggregate'] : null;
  if (typeof def['field'] !== 'string') return aggregate ? { name: '', facts: null, aggregate } : null;
  const name = findColumn(def['field'], new Set(facts.map((one) => one.name)));
  const binned = def['bin'] !== undefined || def['timeUnit'] !== undefined;
  return {
    name: name ?? def['field'],
    facts: binned ? null : (facts.find((one) => one.name === name) ?? null),
    aggregate,
  };
}

function seriesOf(view: View, facts: readonly ColumnFacts[]): ColumnFacts | null {
  const side = sideOf(view.encoding['color'], facts);
  return side?.facts && side.facts.part !== 'number' && side.facts.distinct > 1 ? side.facts : null;
}

function isScatter(view: View, key: Side, value: Side): boolean {
  return (
    ['point', 'circle', 'square'].includes(view.mark) &&
    key.facts?.part === 'number' &&
    value.facts?.part === 'number'
  );
}

function labelOf(cell: unknown, facts: ColumnFacts, language: Language): string {
  if (cell === null || cell === undefined) return '–';
  if (facts.part === 'time') return formatDateText(String(cell), facts.grain, language);
  return typeof cell === 'number' ? formatNumberText(cell, facts, language) : String(cell);
}

function listValues(rows: readonly Row[], name: string): string[] {
  return [...new Set(rows.map((row) => String(row[name] ?? '–')))].slice(0, 6);
}
