import { statSync } from 'node:fs';
import { seconds, task, toFigure, toLine, type Line } from './line.ts';
import { makeCustomers } from './make-data.ts';
import type { Stage } from './stage.ts';

/** Our whole import, from the file to the account, against the barest load of the same file. */
export async function compareImport(
  { inFreshTab }: Stage,
  rounds: number,
  { kind, rows, goal }: { kind: 'csv' | 'parquet'; rows: number; goal: string },
): Promise<Line> {
  const file = await makeCustomers(rows, kind);
  const ours: number[] = [];
  const bare: number[] = [];
  let longestTask = 0;
  for (let round = 0; round < rounds; round++) {
    bare.push(await inFreshTab([file], (page) => page.evaluate((of) => window.bench.bareImport(of), kind)));
    const timed = await inFreshTab([file], (page) => page.evaluate(() => window.bench.ourImport()));
    if (timed.rows !== rows) throw new Error(`${kind}: ${timed.rows} rows loaded`);
    ours.push(timed.ms);
    longestTask = Math.max(longestTask, timed.longestTask);
  }
  const megabytes = Math.round(statSync(file).size / 1e6);
  const what = `import ${kind}, ${rows / 1e6} M rows, ${megabytes} MB`;
  return toLine(what, { ours, bare, longestTask }, goal);
}

/** A CSV of 60 M rows, more than 2 GB: that it loads. */
export async function importLarge({ inFreshTab }: Stage): Promise<Line> {
  const file = await makeCustomers(60_000_000, 'csv');
  const timed = await inFreshTab([file], (page) => page.evaluate(() => window.bench.ourImport()));
  const gigabytes = (statSync(file).size / 1e9).toFixed(2);
  return toFigure(`import csv, 60 M rows, ${gigabytes} GB`, seconds(timed.ms), 'loads', {
    ratio: `${timed.rows} rows`,
    'longest task': task(timed.longestTask),
  });
}
