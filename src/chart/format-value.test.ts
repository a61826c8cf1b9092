import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ColumnKind, Value } from '../engine/table.ts';
import { findDecimals } from './decimals.ts';
import { formatValue, tryFormatValue } from './format-value.ts';

const en = { language: 'en' } as const;
const column = (name: string, kind: ColumnKind) => ({ name, kind, type: '' });

test.each<[Value, ColumnKind, string]>([
  [null, 'integer', '–'],
  [1234567, 'integer', '1,234,567'],
  [-1234, 'integer', '−1,234'],
  [
    170141183460469231731687303715884105727n,
    'integer',
    '170,141,183,460,469,231,731,687,303,715,884,105,727',
  ],
  ['1234567890123456789.10', 'decimal', '1,234,567,890,123,456,789.10'],
  ['-0.05', 'decimal', '−0.05'],
  [0.1 + 0.2, 'number', '0.3'],
  [1234.5678, 'number', '1,234.6'],
  [36662.78, 'number', '36,662.78'],
  [12.3456, 'number', '12.35'],
  [0.00001234, 'number', '1.234e-5'],
  [1e21, 'number', '1e+21'],
  [NaN, 'number', 'NaN'],
  [-Infinity, 'number', '−∞'],
  ['2024-01-05', 'date', '2024-01-05'],
  ['2024-01-05T00:00:00', 'timestamp', '2024-01-05'],
  ['2024-01-05T08:30:00', 'timestamp', '2024-01-05 08:30:00'],
  ['08:30:00', 'time', '08:30:00'],
  [true, 'boolean', 'true'],
  ['客户', 'text', '客户'],
  [{ a: 1n, b: ['x'] }, 'nested', '{"a":"1","b":["x"]}'],
])('%s as %s reads %s', (value, kind, text) => {
  expect(formatValue(value, kind, en)).toBe(text);
});

test('numbers of one column have as many decimals, without any that are not theirs', () => {
  const shown = (values: readonly Value[], name = 'chi_square') => {
    const decimals = findDecimals(values);
    return values.map((value) => formatValue(value, column(name, 'number'), { ...en, decimals }));
  };
  expect(shown([1184.5966, 948.084, 850, 374.2])).toEqual(['1,184.60', '948.08', '850.00', '374.20']);
  expect(shown([0.4101, 0.231, 0, 5.8e-258, null])).toEqual(['0.4101', '0.2310', '0', '5.8e-258', '–']);
  expect(shown([29.85, 42.3, 70])).toEqual(['29.85', '42.30', '70.00']);
  expect(shown([2.5, 0.0031])).toEqual(['2.5', '0.0031']);
  expect(shown([120, 3, 1234567])).toEqual(['120', '3', '1,234,567']);
  expect(shown([0.5, 0.25], 'churn_rate')).toEqual(['50.0%', '25.0%']);
});

test('a calendar year is read without groups of digits, a count of years is not', () => {
  expect(formatValue(2024, column('year', 'integer'), en)).toBe('2024');
  expect(formatValue(2024n, column('入网年份', 'integer'), { language: 'zh' })).toBe('2024');
  expect(formatValue(12_024, column('year', 'integer'), en)).toBe('12,024');
  expect(formatValue(2024, column('sales_per_year', 'integer'), en)).toBe('2,024');
  expect(formatValue(2024, column('customers', 'integer'), en)).toBe('2,024');
});

test('a share is percent by its column’s name, an amount or an exchange rate is not', () => {
  expect(formatValue(0.0679755, column('流失率', 'number'), { language: 'zh' })).toBe('6.8%');
  expect(formatValue(0.0679755, column('churn_rate', 'number'), en)).toBe('6.8%');
  expect(formatValue(0.92, column('exchange_rate', 'number'), en)).toBe('0.92');
  expect(formatValue(0.92, column('odds_ratio', 'number'), en)).toBe('0.92');
  expect(formatValue(1, column('rate_code', 'integer'), en)).toBe('1');
});

test.each<[Value, ColumnKind, string, string]>([
  [0.26536987, 'number', '.1%', '26.5%'],
  [1869, 'integer', ',d', '1,869'],
  [9007199254740993n, 'integer', ',d', '9,007,199,254,740,993'],
  ['12345.678', 'decimal', ',.1f', '12,345.7'],
  ['2024-03-05', 'date', '%-d %b %Y', '5 Mar 2024'],
  ['2024-03-05T23:59:59.5', 'timestamp', '%Y-%m', '2024-03'],
  [null, 'number', '.1%', '–'],
])('%s (%s) with %s reads %s', (value, kind, format, text) => {
  expect(tryFormatValue(value, kind, { ...en, format })).toEqual({ text, problem: null });
});

test('dates and currency follow the language', () => {
  expect(formatValue('2024-03-05', 'date', { language: 'zh', format: '%x' })).toBe('2024年3月5日');
  expect(formatValue('2024-03-05', 'date', { language: 'zh', format: '%B' })).toBe('3月');
  expect(formatValue(1234.5, 'number', { language: 'zh', format: '$,.2f' })).toBe('¥1,234.50');
  expect(formatValue(1234.5, 'number', { language: 'en', format: '$,.2f' })).toBe('$1,234.50');
});

test.each(['hello', '.1z', '.99f', '%Q!%k', '{{'])(
  'the format %s is a problem, and the value stays as it is',
  (format) => {
    expect(tryFormatValue(1234.5, 'number', { ...en, format })).toEqual({
      text: '1,234.5',
      problem: { code: 'bad-format', values: { format } },
    });
  },
);

test('no format makes it throw', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.oneof(fc.double(), fc.bigInt(), fc.string(), fc.constant(null)),
      (format, value) => {
        expect(typeof formatValue(value, 'number', { ...en, format })).toBe('string');
      },
    ),
  );
});
