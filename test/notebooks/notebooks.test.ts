import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkCompile } from '../../src/chart/check-compile.ts';
import { completeSpec } from '../../src/chart/complete-spec.ts';
import { renderSvg } from '../../src/chart/render-svg.ts';
import { toRows } from '../../src/chart/to-rows.ts';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { openSourceFile } from '../../src/engine/open-source-file.ts';
import type { Value } from '../../src/engine/table.ts';
import { findInlineValues } from '../../src/notebook/find-inline-values.ts';
import { parseNotebook } from '../../src/notebook/parse-notebook.ts';
import { findDifferences } from './find-differences.ts';
import { runShipped, type ShippedRun } from './run-shipped.ts';
import { shippedNames } from './shipped-names.ts';

const root = join(import.meta.dirname, '../..');
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, path), 'utf8'));
const runs = new Map<string, ShippedRun>();
const engines = new Map<string, Engine>();

beforeAll(async () => {
  for (const name of shippedNames()) {
    const engine = await createNodeEngine({ functions: macroStatements });
    const text = readFileSync(join(root, 'notebooks', name), 'utf8');
    engines.set(name, engine);
    runs.set(
      name,
      await runShipped(engine, text, (file) => openSourceFile(join(root, 'sample-data', file))),
    );
  }
}, 240_000);

afterAll(async () => {
  for (const engine of engines.values()) await engine.close();
});

function runOf(name: string): ShippedRun {
  const run = runs.get(name);
  if (!run) throw new Error(`no notebook ${name}`);
  return run;
}

const rowsOf = (notebook: string, cell: string): readonly (readonly Value[])[] =>
  runOf(notebook).results.find((result) => result.name === cell)?.rows ?? expect.fail(`no rows of ${cell}`);

describe.each(shippedNames())('%s on native DuckDB', (name) => {
  test('runs whole: every cell is done and nothing is wrong with it', () => {
    const wrong = runOf(name).cells.filter(
      ({ state }) => state.status !== 'done' || state.problem || state.blockedBy.length > 0,
    );
    expect(wrong.map(({ cell, state }) => [cell.kind, cell.name, state.status, state.problem])).toEqual([]);
    expect(runOf(name).cells.length).toBeGreaterThan(20);
  });

  test('has a title and the language of its file name', () => {
    const { head } = parseNotebook(readFileSync(join(root, 'notebooks', name), 'utf8'), {
      createId: () => crypto.randomUUID(),
    });
    expect(head.title).not.toBe('');
    expect(head.lang).toBe(name.split('.').at(-2));
  });

  test('has checks, and none of them finds a violation', () => {
    const checks = runOf(name).cells.filter(({ cell }) => cell.kind === 'check');
    expect(checks.length).toBeGreaterThan(0);
    expect(checks.map(({ state }) => state.rowCount)).toEqual(checks.map(() => 0));
  });

  test('draws every chart without a warning or a broken path', async () => {
    const charts = runOf(name).cells.filter(({ cell }) => cell.kind === 'chart');
    expect(charts.length).toBeGreaterThan(0);
    for (const { cell, state } of charts) {
      const spec: unknown = JSON.parse(cell.body);
      expect(checkCompile(spec, state.columns, { strict: true }), cell.source).toBeNull();
      const table = await engines.get(name)?.query(`FROM ${state.relation}`);
      if (!table) expect.fail('the engine is gone');
      const done = completeSpec({ spec, ...toRows(table), theme: 'light', language: 'en' });
      expect([done.problem, ...done.notes]).toEqual([null]);
      expect(await renderSvg(done.spec)).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  test('fills every inline value that its text writes', () => {
    const texts = runOf(name).cells.filter(({ cell }) => cell.kind === 'text');
    const written = texts.flatMap(({ cell }) => cell.body.match(/\{\{/g) ?? []).length;
    const found = texts.flatMap(({ cell, state }) =>
      findInlineValues(cell.body).map(({ expression }) => [expression, state.values[expression] ?? null]),
    );
    expect(found.length).toBe(written);
    expect(found.filter(([, value]) => value === null)).toEqual([]);
  });

  test('gives the committed results', () => {
    const expected = readJson(`results/${name.replace(/md$/, 'json')}`);
    const actual: unknown = JSON.parse(JSON.stringify(runOf(name).results));
    expect(findDifferences(actual, expected, 1e-12)).toEqual([]);
  });
});

/** Computed by test/reference/telecom.R. */
const reference = readJson('../reference/telecom.json') as Record<string, Record<string, Value>[]> & {
  kpi: Record<string, Value>;
};

test.each(['trend', 'cohorts', 'reasons', 'lags'])('%s of the telecom notebook agrees with R', (part) => {
  const expected = (reference[part] ?? []).map((row) => Object.values(row));
  expect(expected.length).toBeGreaterThan(0);
  expect(findDifferences(rowsOf('telecom-churn.en.md', part), expected, 1e-9)).toEqual([]);
});

test('the key figures of the telecom notebook agree with R', () => {
  const expected = [Object.values(reference.kpi)];
  expect(findDifferences(rowsOf('telecom-churn.en.md', 'kpi'), expected, 1e-9)).toEqual([]);
});

test('the groups of the telecom notebook and their Wilson intervals agree with R', () => {
  const expected = (reference['segments'] ?? []).map((row) => Object.values(row));
  const actual = rowsOf('telecom-churn.en.md', 'segments').map((row) => row.slice(0, 7));
  expect(expected.length).toBe(27);
  expect(findDifferences(actual, expected, 1e-9)).toEqual([]);
});

test('the telecom notebook gives the same on the Parquet files of the sample', async () => {
  const engine = await createNodeEngine({ functions: macroStatements });
  const name = 'telecom-churn.zh.md';
  const text = readFileSync(join(root, 'notebooks', name), 'utf8');
  const run = await runShipped(engine, text, (file) =>
    openSourceFile(join(root, 'sample-data', file.replace(/csv$/, 'parquet'))),
  );
  await engine.close();
  const rows = ({ results }: ShippedRun): unknown =>
    results.map((result) => [result.kind, result.name, result.rowCount, result.rows, result.digest]);
  expect(findDifferences(rows(run), rows(runOf(name)), 1e-12)).toEqual([]);
});

test('the Chinese and the English telecom notebook give equal numbers', () => {
  const numbers = (name: string): unknown =>
    runOf(name)
      .results.filter(({ kind }) => kind === 'query' || kind === 'check')
      .map((result) => ({
      kind: result.kind,
      name: result.name,
      rowCount: result.rowCount,
      width: result.columns.length,
      rows: result.rows?.map((row) => row.map((cell) => (isWord(cell) ? 'word' : cell))),
    }));
  expect(findDifferences(numbers('telecom-churn.zh.md'), numbers('telecom-churn.en.md'), 0)).toEqual([]);
});

function isWord(cell: Value | undefined): boolean {
  return typeof cell === 'string' && !/^\d{4}-\d\d-\d\d/.test(cell);
}
