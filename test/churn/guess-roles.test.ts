import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findLeftValues } from '../../src/churn/roles/guess-column.ts';
import { guessRoles } from '../../src/churn/roles/guess-roles.ts';
import type { Shape } from '../../src/churn/roles/role.ts';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { readFacts } from './read-facts.ts';
import { toFacts } from './to-facts.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await createNodeEngine({ functions: macroStatements });
});
afterAll(() => engine.close());

const shared = resolve(import.meta.dirname, '../../../shared/data');
const samples = resolve(import.meta.dirname, '../../sample-data');

const files: [string, Shape, Record<string, string>, string[]?][] = [
  [
    `${samples}/telecom-customers.zh.csv`,
    'customers',
    { customer: '客户编号', started: '入网日期', ended: '离网日期', value: '月费', reason: '离网原因' },
    ['套餐', '地区', '渠道', '年龄', '付费方式'],
  ],
  [
    `${samples}/telecom-customers.en.csv`,
    'customers',
    {
      customer: 'customer_id',
      started: 'start_date',
      ended: 'end_date',
      value: 'monthly_fee',
      reason: 'reason',
    },
  ],
  [`${samples}/telecom-indicators.zh.csv`, 'indicators', { period: '月份' }],
  [`${samples}/telecom-indicators.en.csv`, 'indicators', { period: 'month' }],
];
const others: typeof files = [
  [
    'telco/telco-customer-churn.csv',
    'customers',
    { customer: 'customerID', churned: 'Churn', tenure: 'tenure', value: 'MonthlyCharges' },
  ],
  [
    'telco/telco-reasons-bom-semicolon.csv',
    'customers',
    {
      customer: 'CustomerID',
      churned: 'Churn Label',
      tenure: 'Tenure Months',
      value: 'Monthly Charges',
      reason: 'Churn Reason',
    },
  ],
  [
    'subscriptions/ravenstack_accounts.csv',
    'customers',
    { customer: 'account_id', started: 'signup_date', churned: 'churn_flag' },
    ['industry', 'country', 'referral_source', 'plan_tier', 'seats', 'is_trial'],
  ],
  [
    'subscriptions/ravenstack_subscriptions.csv',
    'customers',
    {
      customer: 'account_id',
      started: 'start_date',
      ended: 'end_date',
      churned: 'churn_flag',
      value: 'mrr_amount',
    },
  ],
  [
    'subscriptions/ravenstack_churn_events.csv',
    'reasons',
    { customer: 'account_id', time: 'churn_date', reason: 'reason_code', text: 'feedback_text' },
  ],
  [
    'cdnow/cdnow_customers_summary.csv',
    'customers',
    {
      customer: 'ID',
      tenure: 'T',
      recency: 'round(7 * ("T" - "recency"))',
      frequency: '"frequency" + 1',
    },
  ],
  ['survival/lung.csv', 'customers', { customer: 'row_number() over ()', churned: 'status', tenure: 'time' }],
  ['chinese/用户流失预测数据.csv', 'customers', { customer: '用户id', churned: '是否流失' }],
  ['chinese/每日付费及留存数据.csv', 'indicators', { period: '日期' }],
];

test.each(files)('%s is recognised', async (path, shape, roles, segments) => {
  const guess = guessRoles(await readFacts(engine, path));
  expect([guess.shape, Object.fromEntries(guess.roles)]).toEqual([shape, roles]);
  if (segments) expect(guess.segments).toEqual(segments);
});

test.runIf(existsSync(shared)).each(others)('%s is recognised', async (path, shape, roles, segments) => {
  const guess = guessRoles(await readFacts(engine, `${shared}/${path}`));
  expect([guess.shape, Object.fromEntries(guess.roles)]).toEqual([shape, roles]);
  if (segments) expect(guess.segments).toEqual(segments);
});

test('a guess carries its reason, and what else the column could be', () => {
  const guess = guessRoles(
    ['客户编号:id', '手机号:phone', '离网日期:date', '入网日期:date', '地区:few'].map((one) => toFacts(one)),
  );
  const of = (name: string) => guess.columns.find((one) => one.column === name);
  expect(of('离网日期')).toMatchObject({
    role: 'ended',
    reason: { key: 'roleByNameAndValues', values: { column: '离网日期' } },
  });
  expect(of('地区')).toMatchObject({
    role: 'segment',
    reason: { key: 'roleFewValues', values: { count: 5 } },
  });
  expect(of('手机号')?.alternatives.map((one) => one.role)).toContain('customer');
  expect(guess.shapes[0]?.reason).toMatchObject({
    key: 'shapeCustomers',
    values: { customer: '客户编号', rows: 1000 },
  });
});

test('of customers is said only what the file has: their ids, and whether it tells when they left', () => {
  const reason = (columns: string): string | undefined =>
    guessRoles(columns.split(',').map((one) => toFacts(one))).shapes.find(
      ({ shape }) => shape === 'customers',
    )?.reason.key;
  expect(reason('客户编号:id,入网日期:date')).toBe('shapeCustomers');
  expect(reason('客户编号:id,离网日期:date')).toBe('shapeCustomers');
  expect(reason('客户编号:id,城市:few')).toBe('shapeCustomersOnly');
  expect(reason('time:int,cens:flag')).toBe('shapeCustomersUnnamed');
  const several = guessRoles([{ ...toFacts('客户编号:id'), distinct: 300 }, toFacts('离网日期:date')]);
  expect(several.shapes.find(({ shape }) => shape === 'customers')?.reason.key).toBe(
    'shapeCustomersRepeated',
  );
});

test('“is it still active” says left the other way round', () => {
  const yes = guessRoles(['客户编号:id', '是否在网:yesno', '网龄:int'].map((one) => toFacts(one)));
  expect(yes.roles.get('churned')).toBe(`lower(trim("是否在网")) in ('否', 'no', 'n', 'false', '0')`);
  const flag = guessRoles(['customer_id:id', 'is_active:bool', 'tenure:int'].map((one) => toFacts(one)));
  expect(flag.roles.get('churned')).toBe('not "is_active"');
  const censored = guessRoles(['time:int', 'censored:flag'].map((one) => toFacts(one)));
  expect(censored.roles.get('churned')).toBe('"censored" = 0');
  const removed = guessRoles(['客户编号:id', '在网时长:int', '是否删失:yesno'].map((one) => toFacts(one)));
  expect(removed.roles.get('churned')).toBe(`lower(trim("是否删失")) in ('否', 'no', 'n', 'false', '0')`);
  // R's textbook files have 1 for an event there.
  const event = guessRoles(['time:int', 'cens:flag'].map((one) => toFacts(one)));
  expect(event.roles.get('churned')).toBe('cens');
  const status = guessRoles(['客户编号:id', '客户状态:status', '网龄:int'].map((one) => toFacts(one)));
  expect([status.roles.get('churned'), status.left]).toEqual(['客户状态', ['离网']]);
});

test.each([
  ['SurrenderDate', 'ended'],
  ['PolicyInceptionDate', 'started'],
  ['SurrenderReason', 'reason'],
  ['退卡日期', 'ended'],
  ['退租时间', 'ended'],
  ['离店日期', 'ended'],
  ['起租日期', 'started'],
  ['退保原因', 'reason'],
] as const)('“%s” is %s', (name, role) => {
  const kind = role === 'reason' ? 'few' : 'date';
  const guess = guessRoles(['会员号:id', `${name}:${kind}`].map((one) => toFacts(one)));
  expect(guess.roles.get(role)).toBe(name);
});

test('a status says left in words; what is feared, planned or asked for is not yet done', () => {
  const status = (...samples: string[]) => ({
    name: 'status',
    type: 'VARCHAR',
    distinct: samples.length,
    nulls: 0,
    samples,
    rows: 100,
  });
  expect(findLeftValues(status('活跃', '流失预警', '潜在流失', '申请退订', '已退课', '主动拆机'))).toEqual([
    '已退课',
    '主动拆机',
  ]);
  expect(findLeftValues(status('active', 'expired', 'cancelled by us', 'churn risk', 'paused'))).toEqual([
    'expired',
    'cancelled by us',
  ]);
  // A yes or a 1 among others says nothing by itself.
  expect(findLeftValues(status('1', '2', 'yes'))).toBeNull();
});
