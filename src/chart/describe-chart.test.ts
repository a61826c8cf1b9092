import { expect, test } from 'vitest';
import { makeTable } from '../../test/charts/make-table.ts';
import { sampleTables } from '../../test/charts/sample-tables.ts';
import { completeSpec } from './complete-spec.ts';
import { trendOf } from './describe-chart.ts';
import { toRows } from './to-rows.ts';

type Language = 'en' | 'zh';
const say = (table: Parameters<typeof toRows>[0], language: Language, spec: unknown = {}) =>
  completeSpec({ spec, ...toRows(table), theme: 'light', language }).sentence;

test.each<[Language, string, string]>([
  [
    'en',
    'trend',
    'Line chart of churn_rate, Jan 2024 to Aug 2024: rises from 2.1% to 6.0%. Highest: 7.2% (Jul 2024). Lowest: 2.1% (Feb 2024). Not finished, and not counted here: Sep 2024.',
  ],
  [
    'zh',
    'trend',
    '折线图：2024年1月至2024年8月的流失率，从 2.1% 升至 6.0%；最高 7.2%（2024年7月），最低 2.1%（2024年2月）。2024年9月尚未结束，未计入上述数字。',
  ],
  [
    'en',
    'segments',
    'Bar chart of churn_rate by contract, 4 values: highest Month-to-month (42.7%), lowest Two year (2.8%).',
  ],
  ['zh', 'segments', '条形图：各合约类型的流失率，共 4 项；最高是按月（42.7%），最低是两年期（2.8%）。'],
  [
    'en',
    'grid',
    'Heatmap of left by region (4) and channel (3): from 130 (region North, channel Shop) to 693 (region West, channel Partner).',
  ],
  [
    'zh',
    'grid',
    '热力图：按区域（4 个）和渠道（3 个）看流失客户数，最低 130（区域 华北，渠道 营业厅），最高 693（区域 西部，渠道 代理商）。',
  ],
  ['en', 'number', 'Key figures: customers 20,934; churned 1,423; churn_rate 6.8%; monthly_loss 81,320.'],
  ['zh', 'number', '关键数字：客户数 20,934；流失客户数 1,423；流失率 6.8%；月收入损失 81,320。'],
  [
    'en',
    'counts',
    'Line chart, Jan 2024 to Sep 2024: joined goes from 900 to 1,004; left goes from 695 to 670.',
  ],
  ['zh', 'counts', '折线图，2024年1月至2024年9月：新增从 12,900 到 17,804；流失从 10,695 到 10,670。'],
  [
    'en',
    'count',
    'Bar chart of the number of rows by region, 2 values: highest South (60), lowest North (30).',
  ],
])('in %s the %s chart reads as one would say it', (language, name, sentence) => {
  expect(say(sampleTables[language][name] as never, language)).toBe(sentence);
});

const sales = makeTable(
  [
    ['plan', 'text'],
    ['fee', 'number'],
  ],
  [
    ['A', 10],
    ['B', 4],
    ['A', 30],
  ],
);

test('aggregates of a user’s chart are computed, not guessed', () => {
  const bar = (aggregate: string) => ({
    mark: 'bar',
    encoding: { x: { field: 'plan' }, y: { field: 'fee', aggregate } },
  });
  expect(say(sales, 'en', bar('mean'))).toBe(
    'Bar chart of mean fee by plan, 2 values: highest A (20), lowest B (4).',
  );
  expect(say(sales, 'zh', bar('sum'))).toBe(
    '条形图：各plan的fee的合计，共 2 项；最高是A（40），最低是B（4）。',
  );
  expect(say(sales, 'en', bar('stdev'))).toBe('Bar chart of stdev fee by plan.');
});

test('where a transform changes the rows, the sentence claims no numbers', () => {
  const spec = {
    transform: [{ filter: 'datum.fee > 5' }],
    mark: 'bar',
    encoding: { x: { field: 'plan' }, y: { field: 'fee' } },
  };
  expect(say(sales, 'en', spec)).toBe('Bar chart of fee by plan.');
});

test('a scatter plot tells its correlation', () => {
  const table = makeTable(
    [
      ['x', 'number'],
      ['y', 'number'],
    ],
    [
      [1, 2.5],
      [2, 1.5],
      [3, 4.5],
      [4, 3.5],
    ],
  );
  expect(say(table, 'en')).toBe(
    'Scatter plot of y against x, 4 points: x from 1 to 4, y from 1.50 to 4.50, correlation 0.60.',
  );
});

test('a chart of nothing says so', () => {
  expect(say(makeTable([['x', 'number']], []), 'en')).toBe('A chart without data: the result has no rows.');
  expect(say(makeTable([['x', 'number']], []), 'zh')).toBe('图表没有数据：查询结果为空。');
});

test.each([
  [[1, 2, 3], 'up'],
  [[3, 2, 1], 'down'],
  [[1, 9, 2], 'peak'],
  [[9, 1, 8], 'trough'],
  [[100, 101, 100], 'level'],
  [[5], 'level'],
] as const)('the course %j is %s', (values, trend) => {
  expect(trendOf(values)).toBe(trend);
});
