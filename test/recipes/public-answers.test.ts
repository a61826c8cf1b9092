import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LifetimeColumn, RecipeContext } from '../../src/churn/recipe.ts';
import { drivers } from '../../src/churn/recipes/drivers.ts';
import { kpi } from '../../src/churn/recipes/kpi.ts';
import { reasons } from '../../src/churn/recipes/reasons.ts';
import { rfm } from '../../src/churn/recipes/rfm.ts';
import { segments } from '../../src/churn/recipes/segments.ts';
import { survival } from '../../src/churn/recipes/survival.ts';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { expectSame, type Row } from './expect-same.ts';
import { loadFile } from './load-sample.ts';
import { runRecipes, type RecipeRun } from './run-recipes.ts';

/** Public data with known answers, beside the project; not part of it. */
const folder = join(import.meta.dirname, '../../../shared/data');

type Series = Readonly<Record<string, number[]>>;
let engine: Engine;
let answers: Record<string, Series>;
let telco: RecipeRun;

const flagged = (
  segmentNames: readonly string[],
  extra: readonly LifetimeColumn[],
): Omit<RecipeContext, 'taken'> => ({
  language: 'en',
  lifetimes: 'lifetimes',
  has: new Set<LifetimeColumn>(['customer_id', 'churned', 'tenure', ...extra]),
  segments: segmentNames.map((name) => ({ name, kind: 'category', distinct: 5 })),
  sides: {},
  asOf: null,
});
const undated =
  '1 as spell, null::date as started_on, null::date as ended_on, null::date as as_of, null::date as entered_on';

describe.runIf(existsSync(folder))('the public files', () => {
  beforeAll(async () => {
    answers = JSON.parse(readFileSync(join(folder, 'answers/answers.json'), 'utf8')) as typeof answers;
    engine = await createNodeEngine({ functions: macroStatements });
    await loadFile(engine, join(folder, 'telco/telco-customer-churn.csv'), 'telco');
    await loadFile(engine, join(folder, 'telco/telco-reasons-bom-semicolon.csv'), 'telco_reasons');
    await loadFile(engine, join(folder, 'survival/lung.csv'), 'lung');
    await loadFile(engine, join(folder, 'survival/g3.csv'), 'g3');
    await loadFile(engine, join(folder, 'chinese/用户流失预测数据.csv'), 'game');
    await loadFile(engine, join(folder, 'subscriptions/ravenstack_churn_events.csv'), 'events');
    telco = await runRecipes({
      engine,
      recipes: [kpi, segments, survival],
      context: flagged(
        ['Contract', 'gender', 'InternetService', 'PaymentMethod', 'SeniorCitizen', 'Partner'],
        ['value'],
      ),
      sources: {
        lifetimes: `select customerID as customer_id, ${undated}, Churn::varchar in ('Yes', 'true') as churned, tenure::double as tenure,
          MonthlyCharges::double as value, null::varchar as reason, Contract, gender, InternetService, PaymentMethod, SeniorCitizen, Partner
          from files.telco`,
      },
    });
  }, 240_000);
  afterAll(() => engine.close());

  test('every answer is looked at below, but for fitted models and the names of columns', () => {
    const here = /^(?:telco\.(?:km|logrank|chisq)|wilson|lung\.km)/;
    expect(Object.keys(answers).filter((key) => !here.test(key))).toEqual([
      'telco.glm',
      'telco.cox.efron',
      'g3.columns',
    ]);
  });

  test('IBM Telco: 1,869 of 7,043 left, and every analysis runs', async () => {
    expect(telco.wrong).toEqual([]);
    expectSame((await telco.rows('kpi'))[0], { customers: 7043, leavers: 1869, churn_rate: 1869 / 7043 });
  });

  test('IBM Telco: the rates by contract, internet and payment are those published', async () => {
    const found = await telco.rows('segments');
    const rates: Record<string, number> = {
      'Contract · Month-to-month': 42.709677,
      'Contract · One year': 11.269518,
      'Contract · Two year': 2.831858,
      'InternetService · DSL': 18.959108,
      'InternetService · Fiber optic': 41.892765,
      'InternetService · No': 7.40498,
      'PaymentMethod · Bank transfer (automatic)': 16.709845,
      'PaymentMethod · Credit card (automatic)': 15.243101,
      'PaymentMethod · Electronic check': 45.285412,
      'PaymentMethod · Mailed check': 19.1067,
    };
    for (const [group, rate] of Object.entries(rates)) {
      const row = found.find((one) => `${String(one['dimension'])} · ${String(one['label'])}` === group);
      expect(100 * Number(row?.['churn_rate']), group).toBeCloseTo(rate, 5);
    }
    const [low, high] = (answers['wilson.1655_of_3875'] as unknown as number[]) ?? [];
    const monthly = found.find((one) => one['label'] === 'Month-to-month');
    expectSame(monthly, { n: 3875, leavers: 1655, low: low ?? null, high: high ?? null });
    const test = (await telco.rows('segment_tests')).find((one) => one['dimension'] === 'Contract');
    const expected = answers['telco.chisq.contract'] as unknown as Record<string, number>;
    expectSame(test, { chi_square: expected['chisq'] ?? null, df: 2 });
    expect(Math.log10(Number(test?.['p']))).toBeCloseTo(expected['log10_p'] ?? 0, 8);
  });

  test('IBM Telco: the survival curve is that of R', async () => {
    const found = await telco.rows('survival');
    const km = answers['telco.km'];
    km?.['time']?.forEach((time, at) => {
      const row = found.filter((one) => Number(one['time']) <= time).at(-1);
      expectSame(row, {
        at_risk: km['at_risk']?.[at] ?? null,
        survival: km['survival']?.[at] ?? null,
        std_err: km['std_err']?.[at] ?? null,
        low: km['loglog_lower']?.[at] ?? null,
        high: km['loglog_upper']?.[at] ?? null,
      });
    });
  });

  test('IBM Telco: the log-rank tests are those of R', async () => {
    const found = await telco.rows('survival_tests');
    for (const column of [
      'Contract',
      'gender',
      'InternetService',
      'SeniorCitizen',
      'Partner',
      'PaymentMethod',
    ]) {
      const { chisq, df } = answers[`telco.logrank.${column}`] as unknown as Record<string, number>;
      expectSame(
        found.find((one) => one['dimension'] === column),
        { chi_square: chisq ?? null, df: df ?? null },
      );
    }
  });

  test('IBM Telco by contract: the median is 35 months for one group and out of reach for two', async () => {
    const run = await runRecipes({
      engine,
      recipes: [survival],
      context: flagged(['Contract'], []),
      sources: {
        lifetimes: `select customerID as customer_id, ${undated}, Churn::varchar in ('Yes', 'true') as churned, tenure::double as tenure, Contract from files.telco`,
      },
      inputs: { survival_by: { type: 'VARCHAR', value: 'Contract' } },
    });
    const found = await run.rows('survival_facts');
    expect(found.map((one) => [one['label'], one['median']])).toEqual([
      ['Month-to-month', 35],
      ['Two year', null],
      ['One year', null],
    ]);
  });

  test('IBM Telco reasons: 20 of them, 1,869 leavers, the most frequent as published', async () => {
    const run = await runRecipes({
      engine,
      recipes: [reasons],
      context: flagged(['Contract'], ['reason', 'value']),
      sources: {
        lifetimes: `select CustomerID as customer_id, ${undated}, "Churn Value" = 1 as churned, "Tenure Months"::double as tenure,
          "Monthly Charges"::double as value, "Churn Reason" as reason, Contract from files.telco_reasons`,
      },
    });
    expect(run.wrong).toEqual([]);
    const found = await run.rows('reason_details');
    expect(found).toHaveLength(20);
    expect(found.reduce((sum, one) => sum + Number(one['leavers']), 0)).toBe(1869);
    expect(found.slice(0, 4).map((one) => [one['word'], one['leavers']])).toEqual([
      ['Attitude of support person', 192],
      ['Competitor offered higher download speeds', 189],
      ['Competitor offered more data', 162],
      ["Don't know", 154],
    ]);
    const mapped = new Map((await run.rows('reasons')).map((one) => [one['reason'], one['leavers']]));
    expect(mapped.get('Unknown')).toBe(154);
  });

  test('IBM Telco: a score made from who left is marked by its values, whatever it is called; the contract is not', async () => {
    const run = await runRecipes({
      engine,
      recipes: [drivers],
      context: {
        ...flagged(['Contract'], []),
        segments: [
          { name: 'points', kind: 'number', distinct: 85 },
          { name: 'worth', kind: 'number', distinct: 3000 },
          { name: 'Contract', kind: 'category', distinct: 3 },
        ],
      },
      sources: {
        lifetimes: `select CustomerID as customer_id, ${undated}, "Churn Value" = 1 as churned, "Tenure Months"::double as tenure,
          "Churn Score" as points, CLTV as worth, Contract from files.telco_reasons`,
      },
    });
    expect(run.wrong).toEqual([]);
    const found = (await run.rows('drivers')).map((one) => [String(one['dimension']), one['is_suspect']]);
    expect(Object.fromEntries(found)).toMatchObject({ points: true, worth: false, Contract: false });
  });

  test('subscriptions: the reason codes are counted as published, unknown among them', async () => {
    const run = await runRecipes({
      engine,
      recipes: [reasons],
      context: flagged([], ['reason']),
      sources: {
        lifetimes: `select churn_event_id as customer_id, ${undated}, true as churned, null::double as tenure, reason_code as reason from files.events`,
      },
    });
    const found = await run.rows('reason_details');
    expect(Object.fromEntries(found.map((one) => [one['word'], one['leavers']]))).toEqual({
      features: 114,
      budget: 104,
      support: 104,
      unknown: 95,
      competitor: 92,
      pricing: 91,
    });
  });

  test('a GB18030 file of game players: 1,018 of 1,309 left', async () => {
    const run = await runRecipes({
      engine,
      recipes: [kpi],
      context: flagged([], []),
      sources: {
        lifetimes: `select row_number() over () as customer_id, ${undated}, 是否流失::varchar in ('是', 'true') as churned, null::double as tenure from files.game`,
      },
    });
    expectSame((await run.rows('kpi'))[0], { customers: 1309, leavers: 1018 });
  });

  test('lung: the median is 310 days, and the curve is that of R', async () => {
    const run = await runRecipes({
      engine,
      recipes: [survival],
      context: flagged([], []),
      sources: {
        lifetimes: `select row_number() over ()::varchar as customer_id, ${undated}, status = (select max(status) from files.lung) as churned, time::double as tenure from files.lung`,
      },
    });
    const [facts] = await run.rows('survival_facts');
    expectSame(facts, { n: 228, events: 165, median: 310 });
    const found = await run.rows('survival');
    const lung = answers['lung.km'];
    lung?.['time']?.forEach((time, at) => {
      const row = found.filter((one) => Number(one['time']) <= time).at(-1);
      expectSame(row, { survival: lung['survival']?.[at] ?? null, std_err: lung['std_err']?.[at] ?? null });
    });
  });

  test('g3: treatment and control differ, p = 0.0138', async () => {
    const run = await runRecipes({
      engine,
      recipes: [survival],
      context: flagged(['treatment'], []),
      sources: {
        lifetimes: `select row_number() over ()::varchar as customer_id, ${undated}, lower(event::varchar) = 'true' as churned, time::double as tenure, "group" as treatment, histology from files.g3`,
      },
    });
    const [test] = await run.rows('survival_tests');
    expect([test?.['df'], test?.['groups']]).toEqual([1, 2]);
    expect(Number(test?.['p'])).toBeCloseTo(0.0138, 4);
  });

  test('CDNOW: 2,357 customers get a score each', async () => {
    const text = readFileSync(join(folder, 'cdnow/CDNOW_sample.txt'), 'utf8');
    const rows = text
      .split(/\r?\n/)
      .map((line) => line.trim().split(/\s+/))
      .filter((cells) => cells.length >= 5);
    expect(rows).toHaveLength(6919);
    const values = rows.map(([, id, date, , amount]) => `(${id}, '${date}', ${amount})`).join(', ');
    await engine.query(
      `create table files.cdnow as select id::varchar as customer, strptime(day, '%Y%m%d')::date as time, amount::double as amount from (values ${values}) as t(id, day, amount)`,
    );
    const run = await runRecipes({
      engine,
      recipes: [rfm],
      context: {
        ...flagged([], []),
        sides: {
          activity: {
            relation: 'activity',
            roles: new Set(['customer', 'time', 'amount']),
            dated: new Set(['time']),
            columns: [],
          },
        },
      },
      sources: { activity: 'from files.cdnow' },
    });
    expect(run.wrong).toEqual([]);
    const found: Row[] = await run.rows('rfm');
    expect(found).toHaveLength(2357);
    expect((await run.rows('rfm_segments')).reduce((sum, one) => sum + Number(one['n']), 0)).toBe(2357);
  });
});
