import { afterAll, beforeAll, expect, test } from 'vitest';
import { reasons } from '../../src/churn/recipes/reasons.ts';
import { segments } from '../../src/churn/recipes/segments.ts';
import { trend } from '../../src/churn/recipes/trend.ts';
import { writeWhoAreThey } from '../../src/churn/recipes/who-are-they.ts';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { loadSample } from './load-sample.ts';
import { runRecipes } from './run-recipes.ts';
import { telecomContext, telecomLifetimes } from './telecom.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await createNodeEngine({ functions: macroStatements });
  await loadSample(engine, 'telecom-customers.en.csv', 'customers');
  await loadSample(engine, 'telecom-indicators.en.csv', 'indicators');
});
afterAll(() => engine.close());

test('the customers behind a bar are as many as the bar says', async () => {
  const run = await runRecipes({
    engine,
    recipes: [trend, segments, reasons],
    context: telecomContext,
    sources: telecomLifetimes,
  });
  const context = { ...telecomContext, taken: new Set<string>() };
  const parameters = {
    period_from: { type: 'DATE', value: '2024-01-01' },
    period_to: { type: 'DATE', value: '2024-12-31' },
    grain: { type: 'VARCHAR', value: 'month' },
  } as const;
  for (const relation of ['trend', 'segments', 'reason_details']) {
    let compared = 0;
    for (const row of await run.rows(relation)) {
      const list = writeWhoAreThey(relation, row, context);
      if (!list) continue;
      const found = await engine.query(`select count(*) from (${list.body})`, { parameters });
      expect(found.at(0, 0), JSON.stringify(row)).toBe(row['leavers']);
      compared++;
    }
    expect(compared, relation).toBeGreaterThan(5);
  }
});

test('a row that no customers stand behind gives nothing', () => {
  const context = { ...telecomContext, taken: new Set<string>() };
  expect(writeWhoAreThey('lags', { indicator: 'x' }, context)).toBeNull();
  expect(writeWhoAreThey('segments', { dimension: 'Value', place: 1, label: '< 5' }, context)).toBeNull();
});
