import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import { findWho, writeWho } from '../../src/churn/who/find-who.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { openSourceFile } from '../../src/engine/open-source-file.ts';
import { createGraph } from '../../src/notebook/graph.ts';
import { findPointed } from '../../src/session/find-pointed.ts';
import { runShipped, type ShippedRun } from './run-shipped.ts';

const root = join(import.meta.dirname, '../..');
const runs = new Map<string, { readonly engine: Engine; readonly run: ShippedRun }>();
beforeAll(async () => {
  for (const [key, name] of [
    ['en', 'telecom-churn.en'],
    ['zh', 'telecom-churn.zh'],
    ['reasons', 'churn-reasons.en'],
    ['bank', 'bank-churn.en'],
    ['dealership', 'dealership-churn.zh'],
    ['leaving', 'leaving-form.en'],
    ['yearly', 'yearly-summary.en'],
    ['operations', 'operations-tracking.zh'],
  ] as const) {
    const engine = await createNodeEngine({ functions: macroStatements });
    const text = readFileSync(join(root, `notebooks/${name}.md`), 'utf8');
    const run = await runShipped(engine, text, (file) => openSourceFile(join(root, 'sample-data', file)));
    runs.set(key, { engine, run });
  }
}, 120_000);
afterAll(async () => {
  for (const { engine } of runs.values()) await engine.close();
});

// The year's figures that the report tells, each the number of customers on the list behind it.
test.each([
  ['en', 'kpi', ['customers_at_start', 'new_customers', 'leavers', 'new_leavers', 'customers_at_end']],
  ['zh', 'kpi', ['期初客户数', '新增客户数', '流失客户数', '新增中流失数', '期末客户数']],
  ['en', 'trend', ['at_start', 'new', 'leavers', 'new_leavers', 'at_end']],
  ['zh', 'trend', ['月初客户数', '新增', '流失', '新增中流失', '月末客户数']],
  ['en', 'segments', ['n', 'leavers']],
  ['zh', 'segments', ['人数', '流失人数']],
  ['en', 'cohorts', ['size', 'stayed']],
  ['zh', 'cohorts', ['人数', '留存人数']],
  ['en', 'reasons', ['leavers']],
  ['zh', 'reasons', ['流失人数']],
])('the telecom report in %s: who is behind the numbers of %s', async (language, name, columns) => {
  const { engine, run } = runs.get(language) ?? expect.fail('no run');
  const state = run.cells.find(({ cell }) => cell.name === name)?.state ?? expect.fail('no cell');
  const lifetimes = run.cells.find(({ cell }) => cell.name === 'lifetimes')?.state;
  const table = await engine.query(`from ${state.relation ?? ''}`);
  let listed = 0;
  for (let at = 0; at < table.rowCount; at++) {
    const row = Object.fromEntries(table.columns.map((one, column) => [one.name, table.at(at, column)]));
    for (const column of columns) {
      const who = findWho({
        relation: name,
        lifetimes: 'lifetimes',
        columns: table.columns.map((one) => one.name),
        row,
        column,
        sql: run.cells.map(({ cell }) => cell.body).join('\n'),
        parameters: {},
        groups: lifetimes?.columns ?? [],
      });
      // Bands with words of the report's own cannot be told from the column.
      if ('nobody' in who) {
        expect([name, ['Age', 'Tenure', '年龄', '在网时长'].includes(String(row['dimension'] ?? row['维度']))]).toEqual(['segments', true]);
        continue;
      }
      const counted = await engine.query(`select count(*) from (${writeWho(who)})`, {
        parameters: {
          period_from: { type: 'DATE', value: '2024-01-01' },
          period_to: { type: 'DATE', value: '2024-12-31' },
        },
      });
      expect([row, column, Number(counted.at(0, 0))]).toEqual([row, column, Number(row[column])]);
      listed++;
    }
  }
  expect(listed).toBeGreaterThanOrEqual(columns.length);
});

// A customer with two reasons has half a vote for each, and is on both lists.
test.each([
  ['reasons', {}, 'true'],
  ['by_segment', {}, 'segment'],
  ['early_late', { when: 'early_share' }, 'is_early'],
  ['early_late', { when: 'late_share' }, 'not is_early'],
])('the study of reasons: who is behind a bar, cell or point of %s %j', async (name, of, condition) => {
  const { engine, run } = runs.get('reasons') ?? expect.fail('no run');
  const made = (wanted: string) => run.cells.find(({ cell }) => cell.name === wanted)?.state;
  const table = await engine.query(`from ${made(name)?.relation ?? ''}`);
  for (let at = 0; at < table.rowCount; at++) {
    const row = Object.fromEntries(table.columns.map((one, column) => [one.name, table.at(at, column)]));
    const who = findWho({
      relation: name,
      lifetimes: 'lifetimes',
      columns: table.columns.map((one) => one.name),
      row: { ...row, ...of },
      column: null,
      sql: run.cells.map(({ cell }) => cell.body).join('\n'),
      parameters: {},
      groups: made('lifetimes')?.columns ?? [],
    });
    if ('nobody' in who) expect.fail(who.nobody);
    const group = condition === 'segment' ? `segment = '${String(row['segment'])}'` : condition;
    const counted = `select count(distinct customer_id) from votes where reason = '${String(row['reason'])}' and ${group}`;
    const [listed, voted] = await Promise.all(
      [`select count(*) from (${writeWho(who).replaceAll('$early_days', '90')})`, counted].map(async (sql) =>
        Number((await engine.query(sql)).at(0, 0)),
      ),
    );
    expect(listed).toBe(voted);
  }
  expect(table.rowCount).toBeGreaterThan(5);
});

// Tables that the reports count with SQL of their own; who they are is asked a second time, in SQL written by hand.
test.each([
  ['bank', 'age_bands', 'leavers', (row) => `features where is_now and has_left and age_band = '${row['label']}'`],
  ['bank', 'age_bands', 'share_of_customers', (row) => `features where is_now and age_band = '${row['label']}'`],
  ['bank', 'trend', 'churn_rate', (row) => `lifetimes where started_on < '${row['year']}-01-01' and year(ended_on) = ${row['year']}`],
  ['bank', 'headline', 'at_start', () => 'features where is_now'],
  ['bank', 'score_groups', 'leavers', (row) => `scored_customers where score_group = ${row['score_group']} and has_left`],
  ['yearly', 'reason_details', 'leavers', (row) => `lifetimes where started_on < '2024-01-01' and year(ended_on) = 2024 and coalesce(reason, 'unknown') = '${row['reason']}'`],
  ['yearly', 'months', null, (row) => `lifetimes where started_on < '2024-01-01' and strftime(ended_on, '%Y-%m-01') = '${row['month']}'`],
  ['yearly', 'groups', 'churn_rate', (row) => `lifetimes where started_on < '2024-01-01' and year(ended_on) = 2024 and case when value >= 50000 then 'large' when value < 12000 then 'small' else 'middle' end = '${row['label']}'`],
  ['yearly', 'headline_card', 'churn rate the year before', () => "lifetimes where started_on < '2023-01-01' and year(ended_on) = 2023"],
  ['yearly', 'reason_facts', 'first_before', () => "lifetimes where started_on < '2023-01-01' and year(ended_on) = 2023 and regexp_matches(reason, '(?i)defect|late')"],
  ['dealership', 'stations', null, (row) => `lost where month = '2024-06-01' and class = '去了其他服务站' and station = '${row['station']}'`],
  ['dealership', 'outcomes', 'before', (row) => `lost where month = '2024-05-01' and class = '${row['class']}'`],
  ['dealership', 'facts', 'failed_share', () => "lost where month = '2024-06-01' and failure is not null"],
  ['leaving', 'class_table', 'won back', (row) => `filled where is_won and sales_class = '${row['class']}'`],
  ['leaving', 'facts', 'top_forms', () => "ticked_reasons where reason = 'Price'"],
  ['leaving', 'facts', 'won_low', () => 'filled where is_won'],
  ['yearly', 'reason_facts', 'unknown_share', () => "leavers where is_now and reason = 'unknown'"],
  ['yearly', 'months_facts', 'first_half', () => 'leavers where is_now and month(ended_on) <= 6'],
  ['bank', 'score_facts', 'top_n_share', () => 'scored_customers where score_group = 1'],
  ['bank', 'satisfaction_facts', 'low_score_rate', () => 'features where is_now and has_left and satisfaction <= 2'],
  ['dealership', 'facts', 'top_failure_before', () => "lost where month = '2024-05-01' and failure = (select failure from failures where place = 1)"],
  ['dealership', 'facts', 'top_repair_reason_customers', () => "lost where month = '2024-06-01' and class = '去了修理厂' and reason = (select top_repair_reason from facts)"],
  ['dealership', 'facts', 'top_failure', () => "lost where month = '2024-06-01' and failure = (select failure from failures where place = 1)"],
  ['dealership', 'balance', '占比', (row) => `lost where month = '2024-06-01' and class = '${row['去向'] ?? row['类别']}'`],
  ['yearly', 'reason_facts', 'first_group', () => "leavers where is_now and reason_group = 'quality'"],
  ['yearly', 'months_facts', 'peak', () => 'leavers where is_now and month(ended_on) = 6'],
  ['leaving', 'facts', 'sales', () => 'filled where value is not null'],
  ['en', 'reasons_by_phase', 'leavers', (row) => `lifetimes join phased on date_trunc('month', ended_on) = month where phase = '${row['phase']}' and reason = '${row['reason']}'`],
  ['en', 'reasons_by_phase', null, (row) => `lifetimes join phased on date_trunc('month', ended_on) = month where phase = '${row['phase']}' and reason = '${row['reason']}'`],
  ['zh', 'reasons_by_phase', '占比', (row) => `lifetimes join phased on date_trunc('month', ended_on) = 月份 where 阶段 = '${row['阶段']}' and reason = '${row['原因']}'`],
  ['operations', 'kpi', 'lost', null],
  ['dealership', 'facts', 'competitors', null],
] as readonly (readonly [string, string, string | null, ((row: Record<string, string>) => string) | null])[])(
  'the %s report, its own table %s: who is behind %s',
  async (report, name, column, write) => {
    const { engine, run } = runs.get(report) ?? expect.fail('no run');
    const state = run.cells.find(({ cell }) => cell.name === name)?.state ?? expect.fail('no cell');
    const results = new Map(run.cells.map((one) => [one.cell.id, one.state]));
    const table = await engine.query(`from ${state.relation ?? ''}`);
    const parameters = {
      period_from: { type: 'DATE', value: '2024-01-01' },
      period_to: { type: 'DATE', value: '2024-12-31' },
      lost_days: { type: 'DOUBLE', value: 180 },
      years: { type: 'DOUBLE', value: 5 },
      large: { type: 'DOUBLE', value: 50_000 },
      small: { type: 'DOUBLE', value: 12_000 },
    } as const;
    const ask = (sql: string) => engine.query(sql, { parameters });
    const id = report === 'dealership' || report === 'leaving' ? 'customer' : 'customer_id';
    for (let at = 0; at < Math.min(table.rowCount, 3); at++) {
      const row = Object.fromEntries(table.columns.map((one, index) => [one.name, table.at(at, index)]));
      const notebook = { query: ask, graph: createGraph(run.notebook), results, parameters: {} };
      const found = await findPointed(notebook, { relation: name, row, column });
      if (write === null) expect(found).toMatchObject({ nobody: expect.stringMatching(/own|totals|made/) });
      else {
        const { who, count } = 'nobody' in found ? expect.fail(found.nobody) : found;
        const listed = `select ${id} from (${writeWho(who)})`;
        expect((await ask(`select distinct * from (${listed})`)).rowCount).toBe(count);
        const wanted = `select ${id} from ${write(row as Record<string, string>)}`;
        const apart = await ask(`(${listed} except ${wanted}) union all (${wanted} except ${listed})`);
        expect(apart.rowCount).toBe(0);
        expect((await ask(listed)).rowCount).toBeGreaterThan(0);
      }
    }
  },
  30_000,
);
