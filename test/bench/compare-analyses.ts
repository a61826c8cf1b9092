import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseNotebook } from '../../src/notebook/parse-notebook.ts';
import { activities } from './activities.ts';
import { seconds, task, toFigure, type Line } from './line.ts';
import { makeFile } from './make-data.ts';
import { root, type Stage } from './stage.ts';
import { telecomCustomers } from './telecom-customers.ts';

interface CellTime {
  readonly kind: string;
  readonly body: string;
  readonly ms: number;
}

/** What a starter notebook is run on: the file that it is written for, its data cell, and the data of any size. */
interface Subject {
  readonly sample: () => Promise<string>;
  readonly cell: string;
  readonly make: (rows: number) => Promise<string>;
  readonly rows: number;
  readonly what: string;
}

/** The starter notebook of the telecom sample with all analyses, on `rows` customers. */
export function compareAnalyses(stage: Stage, rows: number): Promise<Line[]> {
  return compare(stage, {
    sample: () => Promise.resolve(join(root, 'sample-data/telecom-customers.en.csv')),
    cell: 'customers',
    make: (count) => makeFile(`telecom-${count}.csv`, telecomCustomers(count), 'csv'),
    rows,
    what: `${rows / 1e6} M customers`,
  });
}

/** The starter notebook of a list of orders, by rule `inactive` and with RFM, on `rows` orders. */
export function compareActivity(stage: Stage, rows: number): Promise<Line[]> {
  const make = (count: number): Promise<string> => makeFile(`orders-${count}.csv`, activities(count), 'csv');
  return compare(stage, {
    sample: () => make(20_000),
    cell: 'activity',
    make,
    rows,
    what: `${rows / 1e6} M activities`,
  });
}

/**
 * In the tab, against the same statements on the bare engine; each analysis beside native DuckDB (`ebb run` on the same
 * file); and the growth from a tenth of the rows.
 */
async function compare({ inFreshTab }: Stage, { sample, cell, make, rows, what }: Subject): Promise<Line[]> {
  const notebook = join(mkdtempSync(join(tmpdir(), 'ebb-bench-')), 'starter.md');
  ebb('start', await sample(), '--lang', 'en', '--out', notebook);
  const text = readFileSync(notebook, 'utf8');
  const [few, many] = [await make(rows / 10), await make(rows)];
  const inTab = (file: string) =>
    inFreshTab([file], (page) => page.evaluate((of) => window.bench.notebook(of), text));

  const small = await inTab(few);
  const large = await inTab(many);
  const native = runNative(notebook, text, `${cell}=${many}`);
  return [
    {
      what: `all analyses on ${what}`,
      ours: seconds(large.ours.ms),
      bare: seconds(large.bare),
      ratio: (large.ours.ms / large.bare).toFixed(2),
      goal: '≤ 1.3',
      'longest task': task(large.ours.longestTask),
    },
    ...[...sumSections(large.cells)].map(([title, ms]) =>
      toFigure(`${title}, on ${what}`, seconds(ms), '≤ 10 s', {
        bare: `native ${seconds(native.get(title) ?? 0)}`,
      }),
    ),
    toFigure(`growth from a tenth of ${what}, ÷ 10`, '', '≤ 1.2', {
      ratio: (large.ours.ms / small.ours.ms / 10).toFixed(2),
    }),
  ];
}

function runNative(notebook: string, text: string, data: string): Map<string, number> {
  const { cells } = JSON.parse(ebb('run', notebook, '--data', data, '--rows', '1', '--format', 'json')) as {
    cells: readonly { readonly ms: number | null }[];
  };
  let id = 0;
  const written = parseNotebook(text, { createId: () => `c${id++}` }).cells;
  return sumSections(written.map(({ kind, body }, index) => ({ kind, body, ms: cells[index]?.ms ?? 0 })));
}

function ebb(...args: readonly string[]): string {
  const { stdout, status } = spawnSync('npm', ['run', '--silent', 'ebb', '--', ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(`ebb ${args[0] ?? ''} ended with ${status ?? 'a signal'}`);
  return stdout;
}

/** Milliseconds of the cells under each heading of the second level; what stands above the first is the headline. */
function sumSections(cells: readonly CellTime[]): Map<string, number> {
  const sums = new Map<string, number>();
  let title = 'Headline';
  for (const { kind, body, ms } of cells) {
    if (kind === 'text') title = /^## (.+)$/m.exec(body)?.[1] ?? title;
    if (ms > 0) sums.set(title, (sums.get(title) ?? 0) + ms);
  }
  return sums;
}
