/**
 * `npm run bench`: what Ebb costs over the bare engine, in one run of real Chromium, as ratios.
 * Each figure is the median of three pairs, ours and bare in turn. Nothing here is a test: it prints and never fails.
 * `--large` adds a 2 GB CSV of 60 M rows.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { serveFolder } from '../../src/cli/serve.ts';
import { installChromium } from '../setup/install-chromium.ts';
import { makeCustomers, makeFile } from './make-data.ts';
import { measureFirstChart } from './measure-first-chart.ts';
import { telecomCustomers } from './telecom-customers.ts';

const root = resolve(import.meta.dirname, '../..');
const rounds = 3;
const rows = 5_000_000;
const large = process.argv.includes('--large');

function build(args: readonly string[]): void {
  const { status } = spawnSync('npx', ['--no-install', 'vite', 'build', '--logLevel', 'warn', ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

interface Line {
  readonly what: string;
  readonly ours: string;
  readonly bare: string;
  readonly ratio: string;
  readonly goal: string;
  readonly 'longest task': string;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
const task = (ms: number): string => (ms === 0 ? '< 50 ms' : `${Math.round(ms)} ms`);

function compare(
  what: string,
  ours: readonly number[],
  bare: readonly number[],
  goal: number,
  longest: number,
): Line {
  const ratios = ours.map((ms, index) => ms / (bare[index] ?? NaN));
  return {
    what,
    ours: seconds(median(ours)),
    bare: seconds(median(bare)),
    ratio: median(ratios).toFixed(2),
    goal: `≤ ${goal}`,
    'longest task': task(longest),
  };
}

build([]);
build(['--config', 'test/bench/page/vite.config.ts']);
const app = await serveFolder(join(root, 'dist'), 0);
const bench = await serveFolder(join(root, 'node_modules/.cache/ebb-bench'), 0);
const browser = await chromium.launch({
  executablePath: installChromium(),
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
});

/** A new tab with nothing in it, so that one measurement leaves nothing for the next. */
async function inFreshTab<T>(files: readonly string[], work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(600_000);
  await page.goto(bench.address);
  await page.setInputFiles('#files', [...files]);
  await page.waitForFunction(() => 'bench' in window);
  const result = await work(page);
  await context.close();
  return result;
}

async function compareImport(kind: 'csv' | 'parquet', goal: number): Promise<Line> {
  const file = await makeCustomers(rows, kind);
  const ours: number[] = [];
  const bare: number[] = [];
  let longest = 0;
  for (let round = 0; round < rounds; round++) {
    bare.push(await inFreshTab([file], (page) => page.evaluate((of) => window.bench.bareImport(of), kind)));
    const timed = await inFreshTab([file], (page) => page.evaluate((of) => window.bench.ourImport(of), kind));
    if (timed.rows !== rows) throw new Error(`${kind}: ${timed.rows} rows loaded`);
    ours.push(timed.ms);
    longest = Math.max(longest, timed.longestTask);
  }
  const megabytes = Math.round(statSync(file).size / 1e6);
  return compare(`import ${kind}, ${rows / 1e6} M rows, ${megabytes} MB`, ours, bare, goal, longest);
}

async function compareNotebook(): Promise<Line> {
  const customers = await makeFile(`telecom-${rows}.csv`, telecomCustomers(rows), 'csv');
  const indicators = join(root, 'sample-data/telecom-indicators.en.csv');
  const text = readFileSync(join(root, 'notebooks/telecom-churn.en.md'), 'utf8');
  const ours: number[] = [];
  const bare: number[] = [];
  let longest = 0;
  for (let round = 0; round < rounds; round++) {
    const result = await inFreshTab([customers, indicators], (page) =>
      page.evaluate((notebook) => window.bench.notebook(notebook), text),
    );
    ours.push(result.ours.ms);
    bare.push(result.bare);
    longest = Math.max(longest, result.ours.longestTask);
  }
  return compare(`telecom notebook on ${rows / 1e6} M customers`, ours, bare, 1.3, longest);
}

async function compareFirstChart(): Promise<Line[]> {
  const ours: number[] = [];
  const bare: number[] = [];
  let transferred = 0;
  let longest = 0;
  for (let round = 0; round < rounds; round++) {
    bare.push(await inFreshTab([], (page) => page.evaluate(async () => (await window.bench.bareBoot()).ms)));
    const first = await measureFirstChart(browser, app.address);
    ours.push(first.ms);
    transferred = first.bytes;
    longest = Math.max(longest, first.longestTask);
  }
  return [
    compare('first load to first chart of the sample', ours, bare, 3, longest),
    {
      what: 'cold transfer, compressed',
      ours: `${(transferred / 1e6).toFixed(2)} MB`,
      bare: '',
      ratio: '',
      goal: '≤ 9 MB',
      'longest task': '',
    },
  ];
}

async function importLarge(): Promise<Line> {
  const many = 60_000_000;
  const file = await makeCustomers(many, 'csv');
  const timed = await inFreshTab([file], (page) => page.evaluate(() => window.bench.ourImport('csv')));
  const gigabytes = (statSync(file).size / 1e9).toFixed(2);
  return {
    what: `import csv, 60 M rows, ${gigabytes} GB`,
    ours: seconds(timed.ms),
    bare: '',
    ratio: `${timed.rows} rows`,
    goal: 'loads',
    'longest task': task(timed.longestTask),
  };
}

const lines: Line[] = [];
const report = (...found: Line[]): void => {
  lines.push(...found);
  console.table(found);
};
report(...(await compareFirstChart()));
report(await compareImport('csv', 1.5));
report(await compareImport('parquet', 1.3));
report(await compareNotebook());
if (large) report(await importLarge());
console.table(lines);

await browser.close();
app.close();
bench.close();
