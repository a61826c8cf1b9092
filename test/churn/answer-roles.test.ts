import { expect, test } from 'vitest';
import { answerRoles, findLostRoles, writeNothing } from '../../src/churn/roles/answer-roles.ts';
import { toFacts } from './to-facts.ts';

test('a role is lost when none of the columns that it is taken from is in the table', () => {
  const columns = ['id', '开户日', 'Monthly Fee', 'order'].map((name) => ({ name }));
  const lost = (from: string): boolean => findLostRoles([{ role: 'x', from }], columns).length > 0;
  expect(['ID', '开户日', 'Monthly fee', 'order'].map(lost)).toEqual([false, false, false, false]);
  expect(['入网日期', 'monthly cost', '"started"'].map(lost)).toEqual([true, true, true]);
  expect(lost("strptime(开户日, '%Y%m%d')")).toBe(false);
  expect(lost("strptime(入网日期, '%Y%m%d')::date")).toBe(true);
  expect(lost('cast(fee as double) * 12')).toBe(true);
  expect(['month', 'date', 'null::month'].map(lost)).toEqual([true, true, false]);
  expect(['null', 'null::date', "date '2024-01-01'", '42'].map(lost)).toEqual([false, false, false, false]);
});

test('what a file has nothing for is null, of a type that fits its use', () => {
  expect(['ended', 'value', 'churned', 'region'].map(writeNothing)).toEqual([
    'null::date',
    'null::double',
    'null::boolean',
    'null',
  ]);
});

test('a notebook on another export answers its roles itself and asks for the others alone', () => {
  const wanted = [
    'customer: 客户编号',
    'started: 入网日期',
    'ended: 离网日期',
    'value: 月费',
    'plan: 套餐',
    'region: 地区',
  ].map((one) => {
    const [role = '', from = ''] = one.split(': ');
    return { role, from };
  });
  const other = ['user_id:id', 'signup_date:date', 'cancelled_at:date', 'Region:few', 'mrr:money'].map(
    (one) => toFacts(one),
  );
  const { found, missing } = answerRoles(findLostRoles(wanted, other), other);
  expect(Object.fromEntries(found.map(({ role, column }) => [role, column]))).toEqual({
    customer: 'user_id',
    started: 'signup_date',
    ended: 'cancelled_at',
    value: 'mrr',
    region: 'Region',
  });
  expect(missing).toEqual([{ role: 'plan', from: '套餐', proposed: '' }]);
  expect(found.find(({ role }) => role === 'value')?.reason?.key).toMatch(/^role/);
  const kept = answerRoles([{ role: 'value', from: '月费' }], other, ['mrr']);
  expect(kept.missing.map(({ role }) => role)).toEqual(['value']);
  const alike = [...other, toFacts('产品套餐:few')];
  expect(answerRoles([{ role: 'plan', from: '套餐' }], alike).found[0]?.column).toBe('产品套餐');
  const near = [...other, toFacts('branch_code:few')];
  expect(answerRoles([{ role: 'branch', from: '支行' }], near).missing[0]?.proposed).toBe('branch_code');
  // A name of another company says the same; of two that do, nobody can tell which it is.
  const two = [...other, toFacts('tariff:few'), toFacts('package:few')];
  expect(answerRoles([{ role: 'plan', from: '套餐' }], two.slice(0, -1)).found[0]?.column).toBe('tariff');
  expect(answerRoles([{ role: 'plan', from: '套餐' }], two).missing).toHaveLength(1);
});

test('a role that only values speak for is asked for where several columns could be it; a month is a period', () => {
  const of = (role: string, ...columns: string[]) =>
    answerRoles(
      [{ role, from: 'gone' }],
      columns.map((one) => toFacts(one)),
    );
  expect(of('time', 'vin:id', 'bought:date', 'last_service:date').found).toEqual([]);
  const phone = [
    { role: 'contact', from: 'gone' },
    { role: 'customer', from: 'gone' },
  ];
  expect(answerRoles(phone, [toFacts('手机号码:id'), toFacts('开通日期:date')]).found).toMatchObject([
    { role: 'customer', column: '手机号码' },
  ]);
  expect(of('month', 'period:date', 'tickets:int').found).toMatchObject([
    { role: 'month', column: 'period' },
  ]);
});
