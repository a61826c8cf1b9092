import { toFigure, toLine, type Line } from './line.ts';
import { measureFirstChart } from './measure-first-chart.ts';
import type { Stage } from './stage.ts';

/** From an empty browser to the sample's first chart, against the bare engine's boot; and all that came over the wire. */
export async function compareFirstChart(
  { browser, app, inFreshTab }: Stage,
  rounds: number,
): Promise<Line[]> {
  const ours: number[] = [];
  const bare: number[] = [];
  let transferred = 0;
  let longestTask = 0;
  for (let round = 0; round < rounds; round++) {
    bare.push(await inFreshTab([], (page) => page.evaluate(async () => (await window.bench.bareBoot()).ms)));
    const first = await measureFirstChart(browser, app);
    ours.push(first.ms);
    transferred = first.bytes;
    longestTask = Math.max(longestTask, first.longestTask);
  }
  return [
    toLine('first load to first chart of the sample', { ours, bare, longestTask }, '≤ 3'),
    toFigure('cold transfer, compressed', `${(transferred / 1e6).toFixed(2)} MB`, '≤ 9 MB'),
  ];
}
