import type { LineChoice } from './choose-chart.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { Language } from './language.ts';
import { labelFormat } from './number-labels.ts';
import { datum, type Spec } from './spec.ts';
import type { Row } from './to-rows.ts';
import { chartWords } from './words.ts';
import { toLiteral } from './to-literal.ts';

/** Height of the plot that labels are spread over, and of one label, in pixels. */
const plot = 240;
const gap = 15;

export interface LineEnd {
  readonly name: string;
  readonly value: number;
}

/** The last value of each series, or of the line (with an empty name), in the order of the time column. */
export function findLineEnds(choice: LineChoice, rows: readonly Row[]): LineEnd[] {
  const last = new Map<string, { at: string | number | boolean; value: number }>();
  for (const row of rows) {
    const at = row[choice.x.name] ?? null;
    for (const y of choice.y) {
      const name = choice.y.length > 1 ? y.name : choice.series ? String(row[choice.series.name] ?? '') : '';
      const value = row[y.name];
      const before = last.get(name);
      if (at !== null && typeof value === 'number' && (!before || at >= before.at))
        last.set(name, { at, value });
    }
  }
  return [...last].map(([name, { value }]) => ({ name, value }));
}

/** How far to move each label down so that none covers another. */
export function spreadLabels(ends: readonly LineEnd[], max: number): ReadonlyMap<string, number> {
  const placed = ends
    .map((end) => ({ ...end, y: plot - (end.value / (max || 1)) * plot }))
    .sort((a, b) => a.y - b.y || (a.name < b.name ? -1 : 1));
  let floor = -Infinity;
  const down = placed.map((end) => {
    floor = Math.max(end.y, floor + gap);
    return floor;
  });
  const over = Math.max(0, (down.at(-1) ?? 0) - plot);
  let ceiling = plot;
  for (let i = down.length - 1; i >= 0 && over > 0; i--) {
    ceiling = Math.min(down[i] ?? 0, ceiling);
    down[i] = ceiling;
    ceiling -= gap;
  }
  return new Map(placed.map((end, i) => [end.name, Math.round((down[i] ?? 0) - end.y)]));
}

export interface LabelParts {
  readonly value: string;
  readonly facts: ColumnFacts;
  readonly series: string | null;
  readonly groupby: readonly string[];
  readonly x: Spec;
  readonly y: Spec;
  readonly color: Spec;
  readonly unfinished: string | null;
}

/** Names and numbers beside the lines' ends, in the room that the x scale leaves on the right; the peak of a single line. */
export function lineLabels(
  parts: LabelParts,
  choice: LineChoice,
  rows: readonly Row[],
  language: Language,
): Spec[] {
  const { value, facts, series, groupby, unfinished, x, y, color } = parts;
  const number = `format(${datum(value)}, '${labelFormat(facts)}')`;
  const text = (filter: string, calculate: string, mark: Spec): Spec => ({
    transform: [
      { filter: `isValid(${datum(value)})` },
      {
        window: [{ op: 'row_number', as: 'ebbFromEnd' }],
        sort: [{ field: choice.x.name, order: 'descending' }],
        groupby,
      },
      { joinaggregate: [{ op: 'max', field: value, as: 'ebbMax' }], groupby },
      { filter },
      { calculate, as: 'ebbLabel' },
    ],
    mark: { type: 'text', fontWeight: 600, tooltip: false, ...mark },
    encoding: { x, y, text: { field: 'ebbLabel', type: 'nominal' }, ...color },
  });
  const ends = { align: 'left', baseline: 'middle', dx: 9 };
  if (series) {
    const max = Math.max(...choice.y.map((one) => one.max));
    const moves = spreadLabels(findLineEnds(choice, rows), max);
    const moved = [...moves].reduceRight(
      (rest, [name, dy]) => `${datum(series)} === ${toLiteral(name)} ? ${dy} : ${rest}`,
      '0',
    );
    return [
      text('datum.ebbFromEnd === 1', `${number} + '  ' + ${datum(series)}`, { ...ends, dy: { expr: moved } }),
    ];
  }
  const words = chartWords[language].unfinished;
  const last = unfinished ? `${unfinished} ? [${number}, '${words}'] : ${number}` : number;
  const peak = `${datum(value)} === datum.ebbMax && datum.ebbFromEnd > 1`;
  const end = text('datum.ebbFromEnd === 1', last, ends);
  return choice.x.part === 'time' ? [text(peak, number, { baseline: 'bottom', dy: -9 }), end] : [end];
}

/** Pixels to keep free on the right for those labels. */
export function labelRoom(choice: LineChoice, rows: readonly Row[], language: Language): number {
  const names = findLineEnds(choice, rows).map((end) => end.name);
  const wide = (text: string): number =>
    [...text].reduce((sum, char) => sum + (char > '\u2e80' ? 12.5 : 7.5), 0);
  const longest = Math.max(...names.map(wide), choice.mark ? wide(chartWords[language].unfinished) - 44 : 0);
  return Math.min(190, Math.ceil(longest + 62));
}
