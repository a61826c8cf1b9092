import type { Need, Words } from './recipe.ts';

/** What an analysis reads, in words that follow “lacks”. */
export function nameNeed({ of }: Need): Words {
  if ('earlier' in of) return earlierName;
  return 'side' in of ? sideNames[of.side] : columnNames[of.column];
}

const earlierName = { zh: '列名相同的上一次导出', en: 'an earlier export of the same columns' } as const;

const sideNames = {
  customers: { zh: '每位客户的次数与最近日期', en: 'how often and when last, of each customer' },
  activity: { zh: '活动记录（订单、登录等）', en: 'a table of activities (orders, logins …)' },
  periods: { zh: '分期数据', en: 'a table of periods' },
  reasons: { zh: '流失原因表', en: 'a table of reasons' },
  indicators: { zh: '各期指标', en: 'a table of indicators' },
} as const;

const columnNames = {
  customer_id: { zh: '客户编号', en: 'a customer id' },
  spell: { zh: '回流次数', en: 'spells' },
  started_on: { zh: '开始日期', en: 'a start date' },
  ended_on: { zh: '结束日期', en: 'an end date' },
  churned: { zh: '流失标记', en: 'who left' },
  tenure: { zh: '在网时长', en: 'the tenure' },
  value: { zh: '客户价值', en: 'a value' },
  reason: { zh: '流失原因', en: 'a reason for leaving' },
  as_of: { zh: '统计截止日', en: 'an as-of date' },
  entered_on: { zh: '观察开始日期', en: 'the start of observation' },
  segments: { zh: '分组列', en: 'columns to group by' },
} as const;
