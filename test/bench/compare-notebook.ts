import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toLine, type Line } from './line.ts';
import { makeFile } from './make-data.ts';
import { root, type Stage } from './stage.ts';
import { telecomCustomers } from './telecom-customers.ts';

/** The telecom notebook on many customers, against the same SQL statements on the bare engine. */
export async function compareNotebook({ inFreshTab }: Stage, rounds: number, rows: number): Promise<Line> {
  const customers = await makeFile(`telecom-${rows}.csv`, telecomCustomers(rows), 'csv');
  const indicators = join(root, 'sample-data/telecom-indicators.en.csv');
  const text = readFileSync(join(root, 'notebooks/telecom-churn.en.md'), 'utf8');
  const ours: number[] = [];
  const bare: number[] = [];
  let longestTask = 0;
  for (let round = 0; round < rounds; round++) {
    const result = await inFreshTab([customers, indicators], (page) =>
      page.evaluate((notebook) => window.bench.notebook(notebook), text),
    );
    ours.push(result.ours.ms);
    bare.push(result.bare);
    longestTask = Math.max(longestTask, result.ours.longestTask);
  }
  return toLine(`telecom notebook on ${rows / 1e6} M customers`, { ours, bare, longestTask }, '≤ 1.3');
}
