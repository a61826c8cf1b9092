import type { Table } from '../../src/engine/table.ts';
import { makeTable } from './make-table.ts';

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((month) => `2024-0${month}-01`);
const rates = [0.0211, 0.0208, 0.0215, 0.0342, 0.0486, 0.0651, 0.0723, 0.0604, 0.0193];

const cohorts = (zh: boolean): Table =>
  makeTable(
    zh
      ? [
          ['入网月份', 'date'],
          ['第几月', 'integer'],
          ['留存率', 'number'],
        ]
      : [
          ['cohort', 'date'],
          ['age_months', 'integer'],
          ['retention', 'number'],
        ],
    Array.from({ length: 12 }, (_, cohort) =>
      Array.from({ length: 12 - cohort }, (__, age) => [
        `2023-${String(cohort + 1).padStart(2, '0')}-01`,
        age,
        Math.max(0.2, 1 - age * 0.055 - (cohort > 6 ? age * 0.02 : 0)),
      ]),
    ).flat(),
  );

/** One table for each form of chart, as analyses give them, in both languages. */
export const sampleTables: Record<'en' | 'zh', Record<string, Table>> = {
  en: {
    trend: makeTable(
      [
        ['month', 'date'],
        ['customers', 'integer'],
        ['churned', 'integer'],
        ['churn_rate', 'number'],
        ['change', 'number'],
        ['unfinished', 'boolean'],
      ],
      months.map((month, i) => [
        month,
        20000 - i * 100,
        Math.round(20000 * (rates[i] ?? 0)),
        rates[i] ?? 0,
        i === 0 ? null : (rates[i] ?? 0) / (rates[i - 1] ?? 1) - 1,
        i === 8,
      ]),
    ),
    series: makeTable(
      [
        ['month', 'date'],
        ['plan', 'text'],
        ['churn_rate', 'number'],
      ],
      months.flatMap((month, i) =>
        [
          ['Basic', 1.2],
          ['Family', 0.7],
          ['Unlimited', 0.45],
        ].map(([plan, factor]) => [month, String(plan), (rates[i] ?? 0) * Number(factor)]),
      ),
    ),
    counts: makeTable(
      [
        ['month', 'date'],
        ['joined', 'integer'],
        ['left', 'integer'],
      ],
      months.map((month, i) => [month, 900 + i * 13, 400 + Math.round(14000 * (rates[i] ?? 0))]),
    ),
    bars: makeTable(
      [
        ['plan', 'text'],
        ['revenue_lost', 'decimal'],
      ],
      [
        ['Basic 5G', '1240300.50'],
        ['Family share', '803200.00'],
        ['Prepaid daily', '412000.25'],
        ['Senior', '98000.00'],
      ],
    ),
    segments: makeTable(
      [
        ['contract', 'text'],
        ['customers', 'integer'],
        ['churned', 'integer'],
        ['churn_rate', 'number'],
        ['low', 'number'],
        ['high', 'number'],
      ],
      [
        ['Month-to-month', 3875, 1655, 0.42709677, 0.4116, 0.4428],
        ['One year', 1473, 166, 0.11269518, 0.0975, 0.1299],
        ['Two year', 1695, 48, 0.02831858, 0.0214, 0.0373],
        ['Trial', 18, 5, 0.2777, 0.125, 0.509],
      ],
    ),
    bands: makeTable(
      [
        ['tenure', 'text'],
        ['churn_rate', 'number'],
        ['n', 'integer'],
      ],
      [
        ['0–5 months', 0.54, 1371],
        ['6–11 months', 0.36, 705],
        ['12–23 months', 0.29, 1024],
        ['24–47 months', 0.2, 1594],
        ['≥ 48 months', 0.09, 2349],
      ],
    ),
    heatmap: cohorts(false),
    grid: makeTable(
      [
        ['region', 'text'],
        ['channel', 'text'],
        ['left', 'integer'],
      ],
      ['North', 'South', 'East', 'West'].flatMap((region, i) =>
        ['Shop', 'Web', 'Partner'].map((channel, j) => [region, channel, 130 + i * 47 + j * 211]),
      ),
    ),
    pareto: makeTable(
      [
        ['reason', 'text'],
        ['customers', 'integer'],
        ['cumulative_share', 'number'],
      ],
      [
        ['Competitor offered higher download speeds', 420, 0.42],
        ['Price too high', 260, 0.68],
        ['Attitude of support person', 130, 0.81],
        ['Moved', 70, 0.88],
        ['Unknown', 80, 0.96],
        ['Deceased', 40, 1],
      ],
    ),
    scatter: makeTable(
      [
        ['monthly_fee', 'decimal'],
        ['tenure_months', 'integer'],
        ['region', 'text'],
      ],
      Array.from({ length: 300 }, (_, i) => [
        `${(20 + ((i * 37) % 97)).toFixed(2)}`,
        (i * 53) % 71,
        i % 3 === 0 ? 'North' : i % 3 === 1 ? 'South' : 'East',
      ]),
    ),
    number: makeTable(
      [
        ['customers', 'integer'],
        ['churned', 'integer'],
        ['churn_rate', 'number'],
        ['monthly_loss', 'decimal'],
      ],
      [[20934, 1423, 0.06797554, '81320.40']],
    ),
    histogram: makeTable(
      [['tenure_months', 'integer']],
      Array.from({ length: 400 }, (_, i) => [Math.round(72 * Math.abs(Math.sin(i * 1.7)))]),
    ),
    count: makeTable(
      [['region', 'text']],
      Array.from({ length: 90 }, (_, i) => [['North', 'South', 'East'][(i * i) % 3] ?? 'North']),
    ),
    survival: makeTable(
      [
        ['months', 'integer'],
        ['survival', 'number'],
        ['lower', 'number'],
        ['upper', 'number'],
      ],
      Array.from({ length: 37 }, (_, i) => [
        i,
        Math.exp(-i / 40),
        Math.exp(-i / 40) - 0.002 * i,
        Math.min(1, Math.exp(-i / 40) + 0.002 * i),
      ]),
    ),
  },
  zh: {
    trend: makeTable(
      [
        ['月份', 'date'],
        ['在网客户数', 'integer'],
        ['流失客户数', 'integer'],
        ['流失率', 'number'],
        ['环比', 'number'],
        ['是否未完整', 'boolean'],
      ],
      months.map((month, i) => [
        month,
        20000 - i * 100,
        Math.round(20000 * (rates[i] ?? 0)),
        rates[i] ?? 0,
        i === 0 ? null : (rates[i] ?? 0) / (rates[i - 1] ?? 1) - 1,
        i === 8,
      ]),
    ),
    series: makeTable(
      [
        ['月份', 'date'],
        ['套餐', 'text'],
        ['流失率', 'number'],
      ],
      months.flatMap((month, i) =>
        [
          ['基础套餐', 1.2],
          ['家庭融合', 0.7],
          ['不限量', 0.45],
        ].map(([plan, factor]) => [month, String(plan), (rates[i] ?? 0) * Number(factor)]),
      ),
    ),
    counts: makeTable(
      [
        ['月份', 'date'],
        ['新增', 'integer'],
        ['流失', 'integer'],
      ],
      months.map((month, i) => [month, 12900 + i * 613, 10400 + Math.round(14000 * (rates[i] ?? 0))]),
    ),
    bars: makeTable(
      [
        ['套餐', 'text'],
        ['流失收入', 'decimal'],
      ],
      [
        ['5G 基础套餐', '1240300.50'],
        ['家庭融合套餐', '803200.00'],
        ['预付费日租卡', '412000.25'],
        ['银发卡', '98000.00'],
      ],
    ),
    segments: makeTable(
      [
        ['合约类型', 'text'],
        ['客户数', 'integer'],
        ['流失数', 'integer'],
        ['流失率', 'number'],
        ['流失率下限', 'number'],
        ['流失率上限', 'number'],
      ],
      [
        ['按月', 3875, 1655, 0.42709677, 0.4116, 0.4428],
        ['一年期', 1473, 166, 0.11269518, 0.0975, 0.1299],
        ['两年期', 1695, 48, 0.02831858, 0.0214, 0.0373],
        ['试用', 18, 5, 0.2777, 0.125, 0.509],
      ],
    ),
    heatmap: cohorts(true),
    grid: makeTable(
      [
        ['区域', 'text'],
        ['渠道', 'text'],
        ['流失客户数', 'integer'],
      ],
      ['华北', '华东', '华南', '西部'].flatMap((region, i) =>
        ['营业厅', '线上', '代理商'].map((channel, j) => [region, channel, 130 + i * 47 + j * 211]),
      ),
    ),
    pareto: makeTable(
      [
        ['流失原因', 'text'],
        ['客户数', 'integer'],
        ['累计占比', 'number'],
      ],
      [
        ['竞争对手网速更快、资费更低的套餐', 420, 0.42],
        ['资费太高', 260, 0.68],
        ['客服态度', 130, 0.81],
        ['搬家', 70, 0.88],
        ['未知', 80, 0.96],
        ['其他', 40, 1],
      ],
    ),
    scatter: makeTable(
      [
        ['月费', 'decimal'],
        ['在网月数', 'integer'],
        ['区域', 'text'],
      ],
      Array.from({ length: 300 }, (_, i) => [
        `${(20 + ((i * 37) % 97)).toFixed(2)}`,
        (i * 53) % 71,
        i % 3 === 0 ? '华北' : i % 3 === 1 ? '华东' : '华南',
      ]),
    ),
    number: makeTable(
      [
        ['客户数', 'integer'],
        ['流失客户数', 'integer'],
        ['流失率', 'number'],
        ['月收入损失', 'decimal'],
      ],
      [[20934, 1423, 0.06797554, '81320.40']],
    ),
  },
};
