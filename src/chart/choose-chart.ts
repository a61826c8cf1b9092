import type { ColumnFacts } from './column-facts.ts';
import {
  isChangeName,
  isCumulativeName,
  isHighName,
  isLowName,
  isSizeName,
  periodMark,
} from './column-names.ts';
import type { Row } from './to-rows.ts';

export interface Bounds {
  readonly low: ColumnFacts;
  readonly high: ColumnFacts;
}

export interface LineChoice {
  readonly form: 'line';
  readonly x: ColumnFacts;
  /** One, or several of a like size drawn as series. */
  readonly y: readonly ColumnFacts[];
  readonly series: ColumnFacts | null;
  readonly bounds: Bounds | null;
  readonly mark: ColumnFacts | null;
}
export interface BarChoice {
  readonly form: 'bar';
  readonly category: ColumnFacts;
  readonly value: ColumnFacts;
  readonly bounds: Bounds | null;
  readonly size: ColumnFacts | null;
}
export interface ParetoChoice {
  readonly form: 'pareto';
  readonly category: ColumnFacts;
  readonly value: ColumnFacts;
  readonly cumulative: ColumnFacts;
}
export interface HeatmapChoice {
  readonly form: 'heatmap';
  readonly x: ColumnFacts;
  readonly y: ColumnFacts;
  readonly value: ColumnFacts;
  readonly mark: ColumnFacts | null;
}
export interface ScatterChoice {
  readonly form: 'scatter';
  readonly x: ColumnFacts;
  readonly y: ColumnFacts;
  readonly color: ColumnFacts | null;
  readonly label: ColumnFacts | null;
}
export interface NumberChoice {
  readonly form: 'number';
  readonly values: readonly ColumnFacts[];
}
export interface CountChoice {
  readonly form: 'count';
  readonly of: ColumnFacts | null;
}
export type ChartChoice =
  LineChoice | BarChoice | ParetoChoice | HeatmapChoice | ScatterChoice | NumberChoice | CountChoice;

const mostSeries = 6;

/** Decides a chart's form and which column plays which part. */
export function chooseChart(facts: readonly ColumnFacts[], rows: readonly Row[]): ChartChoice {
  const all = facts.filter((one) => one.part === 'number');
  const bounds = findBounds(all);
  const numbers = all.filter((one) => one !== bounds?.low && one !== bounds?.high && !isIdLike(one, rows));
  const times = facts.filter((one) => one.part === 'time' && one.distinct > 0);
  const categories = facts.filter((one) => one.part === 'category' && one.distinct > 0);
  const mark = facts.find((one) => one.part === 'mark' && periodMark(one.name) !== null) ?? null;
  const value = chooseValue(numbers);
  const [time, category] = [times[0], categories[0]];

  if (!value)
    return { form: 'count', of: category ?? times[0] ?? facts.find((one) => one.part === 'mark') ?? null };
  if (rows.length === 1) return { form: 'number', values: numbers.slice(0, 6) };
  if (time && time.distinct > 1) {
    const age = numbers.find((one) => one !== value && one.whole && repeats(time, one, rows));
    if (age) return { form: 'heatmap', x: age, y: time, value, mark };
    const series = categories.find((one) => one.distinct > 1 && repeats(time, one, rows)) ?? null;
    if (series && series.distinct > mostSeries) return { form: 'heatmap', x: time, y: series, value, mark };
    if (series || time.distinct === rows.length - time.nulls)
      return { form: 'line', x: time, y: series ? [value] : alike(value, numbers), series, bounds, mark };
    return { form: 'scatter', x: time, y: value, color: null, label: category ?? null };
  }
  const cumulative = numbers.find((one) => isCumulativeName(one.name) && one.percent);
  const counted =
    numbers.find((one) => one !== cumulative && !one.percent) ?? numbers.find((one) => one !== cumulative);
  if (category && cumulative && counted) return { form: 'pareto', category, value: counted, cumulative };
  const curve = numbers.find(
    (one) => one !== value && bounds && value.percent && one.distinct > 7 && !isSizeName(one.name),
  );
  if (curve && bounds) {
    const series = categories.find((one) => one.distinct > 1 && one.distinct <= mostSeries) ?? null;
    return { form: 'line', x: curve, y: [value], series, bounds, mark };
  }
  const second = categories.find((one) => one !== category && category && repeats(category, one, rows));
  if (category && second) return { form: 'heatmap', x: second, y: category, value, mark };
  if (category && isKey(category, rows)) {
    const size = numbers.find((one) => one !== value && isSizeName(one.name)) ?? null;
    const dots =
      numbers.length > 1 && category.distinct > 40 ? numbers.find((one) => one !== value) : undefined;
    if (dots) return { form: 'scatter', x: dots, y: value, color: null, label: category };
    return { form: 'bar', category, value, bounds, size };
  }
  const other = numbers.find((one) => one !== value);
  if (other) return chooseTwoNumbers(other, value, numbers, categories, rows, mark);
  return category
    ? { form: 'bar', category, value, bounds, size: null }
    : { form: 'number', values: [value] };
}

function chooseTwoNumbers(
  other: ColumnFacts,
  value: ColumnFacts,
  numbers: readonly ColumnFacts[],
  categories: readonly ColumnFacts[],
  rows: readonly Row[],
  mark: ColumnFacts | null,
): ChartChoice {
  const grid = numbers.filter((one) => one !== value && one.whole);
  const [first, second] = grid;
  if (first && second && repeats(first, second, rows) && first.distinct <= 60 && second.distinct <= 60)
    return { form: 'heatmap', x: second, y: first, value, mark };
  const color = categories.find((one) => one.distinct > 1 && one.distinct <= mostSeries) ?? null;
  return {
    form: 'scatter',
    // A share is the answer, so it goes up; else the columns keep their order.
    x: value.percent ? other : value,
    y: value.percent ? value : other,
    color,
    label: categories.find((one) => one !== color) ?? null,
  };
}

/** A share is what is asked for, before counts; a change or a running total is not. */
function chooseValue(numbers: readonly ColumnFacts[]): ColumnFacts | undefined {
  const plain = numbers.filter((one) => !isChangeName(one.name) && !isCumulativeName(one.name));
  const told = plain.length > 0 ? plain : numbers;
  return told.find((one) => one.percent) ?? told.find((one) => !isSizeName(one.name)) ?? told[0];
}

function findBounds(numbers: readonly ColumnFacts[]): Bounds | null {
  const low = numbers.find((one) => isLowName(one.name));
  const high = numbers.find((one) => isHighName(one.name));
  return low && high ? { low, high } : null;
}

/** Numbers that can share one axis with the main one: same unit, and sizes within a factor of ten. */
function alike(value: ColumnFacts, numbers: readonly ColumnFacts[]): ColumnFacts[] {
  if (value.percent) return [value];
  const same = numbers.filter(
    (one) =>
      one.percent === value.percent &&
      one.whole === value.whole &&
      !isChangeName(one.name) &&
      !isCumulativeName(one.name) &&
      one.max <= value.max * 10 &&
      value.max <= one.max * 10,
  );
  return same.length > 1 && same.length <= 4 ? same : [value];
}

/** Each pair of values names at most one row, and both repeat: the two are the sides of a grid. */
function repeats(one: ColumnFacts, other: ColumnFacts, rows: readonly Row[]): boolean {
  if (one.distinct >= rows.length || other.distinct >= rows.length || other.distinct < 2) return false;
  const pairs = new Set(rows.map((row) => JSON.stringify([row[one.name], row[other.name]])));
  return pairs.size === rows.length;
}

function isKey(category: ColumnFacts, rows: readonly Row[]): boolean {
  return category.distinct + Math.min(category.nulls, 1) === rows.length;
}

/** Whole numbers named like an identifier carry no quantity. */
function isIdLike(one: ColumnFacts, rows: readonly Row[]): boolean {
  return (
    one.whole &&
    one.distinct === rows.length &&
    rows.length > 1 &&
    /(^|_|\b)(id|no|code|key)$|编号|代码|序号$/i.test(one.name)
  );
}
