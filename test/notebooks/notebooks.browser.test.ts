import { expect, test, vi } from 'vitest';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import { createBrowserEngine } from '../../src/engine/create-browser-engine.ts';
import { findDifferences } from './find-differences.ts';
import { runShipped, type ShippedResult } from './run-shipped.ts';

const notebooks = import.meta.glob<string>('../../notebooks/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const samples = import.meta.glob<string>('../../sample-data/*.{csv,parquet}', {
  query: '?url',
  import: 'default',
  eager: true,
});
/** A whole notebook in a busy machine's tab. */
vi.setConfig({ testTimeout: 240_000 });

/** What native DuckDB gave. */
const results = import.meta.glob<unknown>('./results/*.json', { import: 'default', eager: true });

async function openSample(file: string): Promise<File> {
  const url = samples[`../../sample-data/${file}`] ?? expect.fail(`no sample ${file}`);
  return new File([await (await fetch(url)).arrayBuffer()], file);
}

test.each(Object.keys(notebooks))('%s gives in the tab what it gives on native DuckDB', async (path) => {
  const engine = await createBrowserEngine({ functions: macroStatements });
  const run = await runShipped(engine, notebooks[path] ?? '', openSample);
  await engine.close();
  const wrong = run.cells.filter(({ state }) => state.status !== 'done' || state.problem);
  expect(wrong.map(({ cell, state }) => [cell.kind, cell.name, state.status, state.problem])).toEqual([]);
  const checks = run.cells.filter(({ cell }) => cell.kind === 'check');
  expect(checks.every(({ state }) => state.rowCount === 0)).toBe(true);
  const expected = results[path.replace('../../notebooks/', './results/').replace(/md$/, 'json')];
  expect(expected, 'committed results').toBeDefined();
  expect(findDifferences(JSON.parse(JSON.stringify(run.results)), expected, 1e-12)).toEqual([]);
});

test('the Parquet sample gives in the tab what the CSV gives on native DuckDB', async () => {
  const engine = await createBrowserEngine({ functions: macroStatements });
  const text = notebooks['../../notebooks/telecom-churn.en.md'] ?? expect.fail('no notebook');
  const run = await runShipped(engine, text, (file) => openSample(file.replace(/csv$/, 'parquet')));
  await engine.close();
  const rows = (run: readonly ShippedResult[]): unknown =>
    run.map((result) => [result.kind, result.name, result.rowCount, result.rows, result.digest]);
  const expected = results['./results/telecom-churn.en.json'] as ShippedResult[];
  expect(expected.length).toBeGreaterThan(20);
  const actual = JSON.parse(JSON.stringify(run.results)) as ShippedResult[];
  expect(findDifferences(rows(actual), rows(expected), 1e-12)).toEqual([]);
});
