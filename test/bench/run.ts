/**
 * `npm run bench`: what Ebb costs over the bare engine, in one run of real Chromium, as ratios.
 * Each figure is the median of three pairs, ours and bare in turn. Nothing here is a test: it prints and never fails.
 * Words after `--` choose parts (`first csv parquet gb18030 xlsx notebook analyses activity large`); without them all but `large`,
 * a 2 GB CSV of 60 M rows.
 */
import { compareActivity, compareAnalyses } from './compare-analyses.ts';
import { compareFirstChart } from './compare-first-chart.ts';
import { compareEncoding, compareWorkbook } from './compare-formats.ts';
import { compareImport, importLarge } from './compare-imports.ts';
import { compareNotebook } from './compare-notebook.ts';
import type { Line } from './line.ts';
import { openStage, type Stage } from './stage.ts';

const rounds = 3;
const rows = 5_000_000;

const parts: Readonly<Record<string, (stage: Stage) => Promise<Line | Line[]>>> = {
  first: (stage) => compareFirstChart(stage, rounds),
  csv: (stage) => compareImport(stage, rounds, { kind: 'csv', rows, goal: '≤ 1.5' }),
  parquet: (stage) => compareImport(stage, rounds, { kind: 'parquet', rows, goal: '≤ 1.3' }),
  gb18030: (stage) => compareEncoding(stage, rounds, rows),
  xlsx: (stage) => compareWorkbook(stage, rounds),
  notebook: (stage) => compareNotebook(stage, rounds, rows),
  analyses: (stage) => compareAnalyses(stage, rows),
  activity: (stage) => compareActivity(stage, 20_000_000),
  large: importLarge,
};
const chosen = process.argv.slice(2).map((word) => word.replace(/^-+/, ''));
const names = chosen.length > 0 ? chosen : Object.keys(parts).filter((name) => name !== 'large');

const stage = await openStage();
const lines: Line[] = [];
for (const name of names) {
  const part = parts[name];
  if (!part) throw new Error(`no part ${name}; there are ${Object.keys(parts).join(', ')}`);
  const found = [await part(stage)].flat();
  lines.push(...found);
  console.table(found);
}
console.table(lines);
await stage.close();
