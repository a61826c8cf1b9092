import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseNotebook } from '../../src/notebook/parse-notebook.ts';
import { seconds, task, toFigure, type Line } from './line.ts';
import { makeFile } from './make-data.ts';
import { root, type Stage } from './stage.ts';
import { telecomCustomers } from './telecom-customers.ts';

interface CellTime {
  readonly kind: string;
  readonly body: string;
  readonly ms: number;
}

/**
 * The starter notebook with all analyses: in the tab on `rows` customers, against the same statements on the bare engine;
 * each analysis beside native DuckDB (`ebb run` on the same file); and the growth from a tenth of the customers.
 */
export async function compareAnalyses({ inFreshTab }: Stage, rows: number): Promise<Line[]> {
  const notebook = join(mkdtempSync(join(tmpdir(), 'ebb-bench-')), 'starter.md');
  ebb('start', join(root, 'sample-data/telecom-customers.en.csv'), '--lang', 'en', '--out', notebook);
  const text = readFileSync(notebook, 'utf8');
  const few = await makeFile(`telecom-${rows / 10}.csv`, telecomCustomers(rows / 10), 'csv');
  const many = await makeFile(`telecom-${rows}.csv`, telecomCustomers(rows), 'csv');
  const inTab = (file: string) =>
    inFreshTab([file], (page) => page.evaluate((of) => window.bench.notebook(of), text));

  const small = await inTab(few);
  const large = await inTab(many);
  const native = runNative(notebook, text, many);
  const sections = sumSections(large.cells);
  const what = `on ${rows / 1e6} M customers`;
  return [
    {
      what: `all analyses ${what}`,
      ours: seconds(large.ours.ms),
      bare: seconds(large.bare),
      ratio: (large.ours.ms / large.bare).toFixed(2),
      goal: '≤ 1.3',
      'longest task': task(large.ours.longestTask),
    },
    ...[...sections].map(([title, ms]) =>
      toFigure(`${title}, ${what}`, seconds(ms), '≤ 10 s', {
        bare: `native ${seconds(native.get(title) ?? 0)}`,
      }),
    ),
    toFigure('growth from a tenth of the customers, ÷ 10', '', '≤ 1.2', {
      ratio: (large.ours.ms / small.ours.ms / 10).toFixed(2),
    }),
  ];
}

function runNative(notebook: string, text: string, file: string): Map<string, number> {
  const { cells } = JSON.parse(
    ebb('run', notebook, '--data', `customers=${file}`, '--rows', '1', '--format', 'json'),
  ) as { cells: readonly { readonly ms: number | null }[] };
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

/** Milliseconds of the cells under each heading of the second level. */
function sumSections(cells: readonly CellTime[]): Map<string, number> {
  const sums = new Map<string, number>();
  let title = '';
  for (const { kind, body, ms } of cells) {
    if (kind === 'text') title = /^## (.+)$/m.exec(body)?.[1] ?? title;
    if (ms > 0) sums.set(title, (sums.get(title) ?? 0) + ms);
  }
  return sums;
}
