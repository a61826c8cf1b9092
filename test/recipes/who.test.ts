import { afterAll, beforeAll, expect, test } from 'vitest';
import { recipes } from '../../src/churn/recipes/recipe-list.ts';
import { findWho, writeWho } from '../../src/churn/who/find-who.ts';
import type { WhoRequest } from '../../src/churn/who/who.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import type { BoundValue } from '../../src/sql/bind-parameters.ts';
import { loadSample } from './load-sample.ts';
import { runRecipes, type RecipeRun } from './run-recipes.ts';
import { telecomContext, telecomLifetimes } from './telecom.ts';

let engine: Engine;
let run: RecipeRun;
let groups: WhoRequest['groups'];

/** Every seventh of those who left comes back after 40 days, and every second of these leaves again. */
const returning = `
with base as (${telecomLifetimes['lifetimes'] ?? ''}),
back as (
  select * from base where ended_on is not null and hash(customer_id) % 7 = 0 and ended_on + 40 <= as_of
)
from base
union all by name
select * replace (
  2 as spell, ended_on + 40 as started_on,
  if(hash(customer_id) % 2 = 0 and ended_on + 70 <= as_of, ended_on + 70, null)::date as ended_on
)
from back`;

/** Every third is seen only from the hundredth day on. */
const watched = `
select * replace (if(hash(customer_id) % 3 = 0, started_on + 100, null)::date as entered_on)
from (${telecomLifetimes['lifetimes'] ?? ''})
where hash(customer_id) % 3 <> 0 or tenure > 100`;

const inputs: Readonly<Record<string, BoundValue>> = {
  survival_by: { type: 'VARCHAR', value: 'plan' },
  rows: { type: 'VARCHAR', value: 'plan' },
  across: { type: 'VARCHAR', value: 'age' },
};

beforeAll(async () => {
  engine = await createNodeEngine({ functions: macroStatements });
  await loadSample(engine, 'telecom-customers.en.csv', 'customers');
  await loadSample(engine, 'telecom-indicators.en.csv', 'indicators');
  run = await runRecipes({ engine, recipes, context: telecomContext, sources: telecomLifetimes, inputs });
  groups = (await engine.query(`from (${telecomLifetimes['lifetimes'] ?? ''}) limit 0`)).columns;
}, 120_000);

afterAll(async () => {
  await engine.close();
});

interface Question {
  readonly name: string;
  readonly row: Readonly<Record<string, unknown>>;
  readonly column: string | null;
}

const plain = { grain: 'month', survival_by: 'plan', rows: 'plan', across: 'age', reasons_by: 'plan' };

function toRequest(from: RecipeRun, { name, row, column }: Question, parameters = plain): WhoRequest {
  return {
    relation: name,
    lifetimes: 'lifetimes',
    columns: Object.keys(row),
    row,
    column,
    sql: from.cells.map(({ cell }) => cell.body).join('\n'),
    parameters,
    groups,
  };
}

/** How many different customers the list behind a number has; null when there is none. */
async function countListed(question: Question): Promise<number | null> {
  const who = findWho(toRequest(run, question));
  if ('nobody' in who) return null;
  const counted = await engine.query(
    `select count(*), count(distinct customer_id) from (${writeWho(who)}) as listed`,
    {
      parameters: {
        period_from: { type: 'DATE', value: '2024-01-01' },
        period_to: { type: 'DATE', value: '2024-12-31' },
        before_from: { type: 'DATE', value: '2023-01-01' },
        before_to: { type: 'DATE', value: '2023-12-31' },
        early_days: { type: 'DOUBLE', value: 90 },
      },
    },
  );
  // Everybody once: the sample has nobody who came back.
  expect(counted.at(0, 1)).toBe(counted.at(0, 0));
  return Number(counted.at(0, 0));
}

/** About a dozen rows of a relation, spread over it. */
async function sample(name: string, from = run): Promise<Record<string, unknown>[]> {
  const rows = await from.rows(name);
  const step = Math.ceil(rows.length / 12);
  return rows.filter((_, at) => at % step === 0);
}

test.each([
  [
    'kpi',
    ['customers_at_start', 'new_customers', 'reactivated', 'leavers', 'new_leavers', 'customers_at_end'],
  ],
  ['trend', ['at_start', 'new', 'reactivated', 'leavers', 'new_leavers', 'at_end']],
  ['periods_compared', ['at_start', 'new', 'reactivated', 'leavers', 'new_leavers', 'at_end']],
  ['definitions', ['active_at_start', 'leavers']],
  ['compare_facts', ['at_start', 'at_end']],
  ['cohorts', ['size', 'stayed', 'stayed_or_back']],
  ['retention_curve', ['size', 'stayed']],
  ['segments', ['n', 'leavers']],
  ['driver_groups', ['n', 'leavers']],
  ['two_way', ['n', 'leavers']],
  ['mix_rate', ['n_before', 'n_after']],
  ['value_tiers', ['n', 'leavers']],
  ['reasons', ['leavers']],
  ['reason_details', ['leavers']],
  ['reasons_by_segment', ['leavers']],
  ['reason_facts', ['leavers']],
  ['survival', ['at_risk', 'events', 'censored']],
  ['survival_at', ['at_risk']],
  ['survival_facts', ['n', 'events']],
] as const)(
  'the list behind each number of %s has as many customers as the number says',
  async (name, columns) => {
    const rows = await sample(name);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows)
      for (const column of columns)
        expect(await countListed({ name, row, column }), `${column} in ${JSON.stringify(row)}`).toBe(
          Number(row[column]),
        );
  },
  60_000,
);

test('rates and shares stand for the customers that they are counted from', async () => {
  const [kpi] = await run.rows('kpi');
  const [facts] = await run.rows('segment_facts');
  const [tier] = await run.rows('tier_facts');
  const [trend] = await run.rows('trend_facts');
  const [compared] = await run.rows('compare_facts');
  const [why] = await run.rows('reason_facts');
  const [cohort] = await run.rows('cohort_facts');
  if (!kpi || !facts || !tier || !trend || !compared || !why || !cohort) throw new Error('no facts');
  const leavers = Number(kpi['leavers']);
  const ask = (name: string, row: Record<string, unknown>, column: string): Promise<number | null> =>
    countListed({ name, row, column });
  expect(await ask('kpi', kpi, 'churn_rate')).toBe(leavers);
  expect(await ask('kpi', kpi, 'lifetime_months')).toBe(leavers);
  expect(await ask('kpi', kpi, 'marketing_return')).toBe(kpi['new_customers']);
  expect(await ask('segment_facts', facts, 'overall_rate')).toBe(leavers);
  const prepaid = (await run.rows('segments')).find(({ label }) => label === 'prepaid');
  expect(await ask('segment_facts', facts, 'high_rate')).toBe(Number(prepaid?.['leavers']));
  const top = (await run.rows('value_tiers')).find(({ place }) => Number(place) === 4);
  expect(await ask('tier_facts', tier, 'top_rate')).toBe(Number(top?.['leavers']));
  const months = await run.rows('trend');
  const peak = months.find(({ period }) => period === trend['peak_period']);
  expect(await ask('trend_facts', trend, 'peak_rate')).toBe(Number(peak?.['leavers']));
  const all = months.reduce((sum, month) => sum + Number(month['leavers']), 0);
  expect(await ask('trend_facts', trend, 'churn_rate')).toBe(all);
  expect(await ask('compare_facts', compared, 'rate_after')).toBe(leavers);
  const [before] = await run.rows('periods_compared');
  expect(await ask('compare_facts', compared, 'rate_before')).toBe(Number(before?.['leavers']));
  const unknown = (await run.rows('reasons')).find(({ reason }) => reason === 'Unknown');
  const known = await ask('reason_facts', why, 'avoidable_share');
  expect(known).toBe(Math.round(Number(why['avoidable_share']) * Number(why['leavers'])));
  expect(await ask('reasons', unknown ?? {}, 'share')).toBe(Number(unknown?.['leavers']));
  const best = (await run.rows('cohorts')).find(
    (one) => one['cohort'] === cohort['best_cohort'] && Number(one['age']) === 3,
  );
  expect(await ask('cohort_facts', cohort, 'best_retention')).toBe(Number(best?.['stayed']));
  const [phase] = await run.rows('phases');
  const first = months.slice(0, Number(phase?.['periods']));
  expect(await ask('phases', phase ?? {}, 'churn_rate')).toBe(
    first.reduce((sum, month) => sum + Number(month['leavers']), 0),
  );
});

test('cohorts counted from the own first day of each customer, and of those who came back, have their lists', async () => {
  const parameters = { ...plain, cohort_boundary: 'rolling' };
  const rolling = await runRecipes({
    engine,
    recipes: recipes.filter(({ key }) => key === 'cohorts'),
    context: { ...telecomContext, lifetimes: 'returning' },
    sources: { returning },
    inputs: { cohort_boundary: { type: 'VARCHAR', value: 'rolling' } },
  });
  expect(rolling.wrong).toEqual([]);
  for (const name of ['cohorts', 'retention_curve'] as const)
    for (const row of await sample(name, rolling))
      for (const column of ['size', 'stayed', 'stayed_or_back']) {
        if (!(column in row)) continue;
        const request = toRequest(rolling, { name, row, column }, parameters);
        const who = findWho({ ...request, lifetimes: 'returning' });
        if ('nobody' in who) throw new Error(`nobody behind ${column}`);
        const counted = await engine.query(`select count(*) from (${writeWho(who)}) as listed`, {
          parameters: {
            period_from: { type: 'DATE', value: '2024-01-01' },
            period_to: { type: 'DATE', value: '2024-12-31' },
          },
        });
        expect(Number(counted.at(0, 0)), `${column} in ${JSON.stringify(row)}`).toBe(Number(row[column]));
      }
}, 60_000);

test('who is watched only from a day on is listed from that day on', async () => {
  const late = await runRecipes({
    engine,
    recipes: recipes.filter(({ key }) => key === 'survival'),
    context: {
      ...telecomContext,
      lifetimes: 'watched',
      has: new Set([...telecomContext.has, 'entered_on']),
    },
    sources: { watched },
  });
  expect(late.wrong).toEqual([]);
  const rows = await sample('survival', late);
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    const request = toRequest(late, { name: 'survival', row, column: 'at_risk' });
    const who = findWho({ ...request, lifetimes: 'watched', parameters: {} });
    if ('nobody' in who) throw new Error('nobody at risk');
    const counted = await engine.query(`select count(*) from (${writeWho(who)}) as listed`);
    expect(Number(counted.at(0, 0)), JSON.stringify(row)).toBe(Number(row['at_risk']));
  }
}, 60_000);

test('every number of every analysis has a list, or a reason why there is none', async () => {
  const counts: Record<string, number> = {};
  for (const { cell, state } of run.cells) {
    const { name } = cell;
    if (cell.kind !== 'query' || name === null || !state.relation || name in telecomLifetimes) continue;
    const [row] = await run.rows(name);
    if (!row) continue;
    for (const column of Object.keys(row)) {
      if (typeof row[column] !== 'number' && typeof row[column] !== 'bigint') continue;
      const who = findWho(toRequest(run, { name, row, column }));
      const key = 'nobody' in who ? who.nobody : 'list';
      counts[`${name}.${key}`] = (counts[`${name}.${key}`] ?? 0) + 1;
    }
  }
  // What only prepares others is the notebook's own SQL to somebody who points at it.
  const own = Object.keys(counts).filter((key) => key.endsWith('.own'));
  expect(own).toEqual(['reason_texts.own', 'reason_words.own']);
  expect(counts).toMatchObject({ 'segment_tests.test': 6, 'lags.test': 3, 'driver_facts.test': 4 });
});

test('a number that no customers stand behind says why', () => {
  const request = { relation: 'x', lifetimes: 'lifetimes', row: {}, sql: '', parameters: {}, groups: [] };
  const columns = ['dimension', 'chi_square', 'df', 'p', 'cramers_v'];
  expect(findWho({ ...request, columns, column: 'cramers_v' })).toEqual({ nobody: 'test' });
  const kpi = ['customers_at_start', 'leavers', 'churn_rate'];
  expect(findWho({ ...request, columns: kpi, column: 'made_up' })).toEqual({ nobody: 'setting' });
  expect(findWho({ ...request, columns: kpi, column: 'leavers', lifetimes: null })).toEqual({
    nobody: 'definition',
  });
  expect(findWho({ ...request, columns: ['流失率'], column: '流失率' })).toEqual({ nobody: 'own' });
});

test('a row about one customer leads to that customer, wherever it is', () => {
  const request = {
    relation: '名单',
    lifetimes: null,
    sql: '',
    parameters: {},
    groups: [],
    columns: ['customer_id'],
  };
  const who = findWho({ ...request, row: { customer_id: "O'Hara" }, column: 'value' });
  expect(who).toEqual({ from: '名单', where: "customer_id = 'O''Hara'" });
});

test('conditions stand on lines of their own, brackets and texts unbroken', () => {
  const where = "a = 'x and y' and (b is null or b > 1 and c) and d";
  expect(writeWho({ from: 'who', where })).toBe(
    "select *\nfrom who\nwhere a = 'x and y'\n  and (b is null or b > 1 and c)\n  and d",
  );
});
