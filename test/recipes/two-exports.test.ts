import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitionCompare } from '../../src/churn/definition/compare-definitions.ts';
import { exports } from '../../src/churn/recipes/exports.ts';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { expectSame, type Row } from './expect-same.ts';
import { readTexts } from './hand-lifetimes.ts';
import { loadSample } from './load-sample.ts';
import { runRecipes, type RecipeRun } from './run-recipes.ts';
import { telecomContext, telecomLifetimes } from './telecom.ts';

const reference = JSON.parse(
  readFileSync(join(import.meta.dirname, '../reference/two-exports.json'), 'utf8'),
) as Record<string, Row[]>;

const all = telecomLifetimes['lifetimes'] ?? '';
const atEnd = "date '2023-12-31'";
const before = `select * replace (ended_on <= ${atEnd} and ended_on is not null as churned, if(ended_on <= ${atEnd}, ended_on, null) as ended_on) from (${all}) where started_on <= ${atEnd}`;

let engine: Engine;
let run: RecipeRun;
beforeAll(async () => {
  engine = await createNodeEngine({ functions: macroStatements });
  await loadSample(engine, 'telecom-customers.en.csv', 'customers');
  await loadSample(engine, 'telecom-indicators.en.csv', 'indicators');
  run = await runRecipes({
    engine,
    recipes: [definitionCompare, exports],
    context: { ...telecomContext, earlier: { lifetimes: 'lifetimes_before' } },
    sources: { ...telecomLifetimes, lifetimes_before: before },
  });
}, 120_000);
afterAll(() => engine.close());

test('two exports: who is lost, new and kept, and the effects of mix and rate, are those of R', async () => {
  expect(run.wrong).toEqual([]);
  expectSame((await run.rows('export_facts'))[0], reference['facts']?.[0]);
  const found = (await run.rows('export_mix')).filter((row) => row['dimension'] === 'plan');
  expect(found).toHaveLength(reference['mix']?.length ?? 0);
  for (const row of reference['mix'] ?? [])
    expectSame(
      found.find((one) => one['label'] === row['label']),
      row,
      1e-8,
    );
});

test('the rates of three definitions, month by month, are those of R', async () => {
  const found = await run.rows('definitions');
  expect(found).toHaveLength(36);
  reference['definitions']?.forEach((row, at) => expectSame(found[at], row));
});

test('two lists of active customers only: nothing is taken apart, and the text says why', async () => {
  const active = await runRecipes({
    engine,
    recipes: [exports],
    context: { ...telecomContext, earlier: { lifetimes: 'lifetimes_before' } },
    sources: {
      lifetimes: `select * from (${all}) where not churned`,
      lifetimes_before: `select * replace (null::date as ended_on, false as churned) from (${before}) where not churned`,
    },
  });
  expect(active.wrong).toEqual([]);
  // Who has left since is not in the later list: the leavers of the two complete exports.
  expectSame((await active.rows('export_facts'))[0], {
    lost: Number(reference['facts']?.[0]?.['lost']),
    missing: Number(reference['facts']?.[0]?.['lost']),
  });
  expect(await active.rows('export_mix_facts')).toEqual([]);
  expect(readTexts(active).join('\n')).toContain('Neither export holds anyone who has left');
});
