import { expect, test } from 'vitest';
import { isDateName, isIdName } from './is-id-name.ts';

test.each(
  'customer_id customerID userId ID Zip zip_code ZipCode phone_number InvoiceNo StockCode 客户编号 手机号码 身份证 邮编 用户ID id_client account-number 交易号 郵便番号 고객번호 Kundennummer PLZ'.split(
    ' ',
  ),
)('%s names things', (name) => {
  expect(isIdName(name)).toBe(true);
});

test.each([
  'number_of_calls',
  'paid',
  'churn',
  'phone_calls',
  'valid',
  'amount',
  '客户数',
  '年龄',
  '序号',
  'Nummer',
  'no',
  'grid',
  'code',
])('%s does not', (name) => {
  expect(isIdName(name)).toBe(false);
});

test('a name can say that it holds dates', () => {
  expect(['signup_date', '日期', '开户日', 'birthday', 'month'].every(isDateName)).toBe(true);
  expect(['amount', '节日数', 'n'].some(isDateName)).toBe(false);
});
