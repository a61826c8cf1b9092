import type { Channel, Payment, Plan, Reason, Region } from './subscriber.ts';

/** The sample's headers and values in one language. */
export interface TelecomWords {
  readonly customerColumns: readonly string[];
  readonly indicatorColumns: readonly string[];
  readonly plan: Record<Plan, string>;
  readonly region: Record<Region, string>;
  readonly channel: Record<Channel, string>;
  readonly payment: Record<Payment, string>;
  readonly reason: Record<Reason, string>;
}

export const telecomWords: Record<'zh' | 'en', TelecomWords> = {
  en: {
    customerColumns: [
      'customer_id',
      'start_date',
      'end_date',
      'plan',
      'region',
      'channel',
      'age',
      'payment',
      'monthly_fee',
      'reason',
    ],
    indicatorColumns: ['month', 'satisfaction', 'complaints', 'competitor_offers', 'plan_age_months'],
    plan: {
      classic: 'Classic',
      basic: 'Basic',
      standard: 'Standard',
      family: 'Family',
      unlimited: 'Unlimited',
      fresh: '5G',
    },
    region: {
      east: 'East',
      south: 'South',
      north: 'North',
      central: 'Central',
      southwest: 'Southwest',
      northwest: 'Northwest',
    },
    channel: { store: 'Store', online: 'Online', agent: 'Agent', phone: 'Phone' },
    payment: { prepaid: 'prepaid', postpaid: 'postpaid' },
    reason: {
      price: 'Price',
      competitor: 'Competitor offer',
      network: 'Network quality',
      service: 'Service',
      oldPlan: 'Outdated plan',
      moved: 'Moved away',
      other: 'Other',
      unknown: 'Unknown',
    },
  },
  zh: {
    customerColumns: [
      '客户编号',
      '入网日期',
      '离网日期',
      '套餐',
      '地区',
      '渠道',
      '年龄',
      '付费方式',
      '月费',
      '离网原因',
    ],
    indicatorColumns: ['月份', '满意度', '投诉量', '竞品优惠数', '套餐平均月龄'],
    plan: {
      classic: '经典',
      basic: '基础',
      standard: '标准',
      family: '家庭',
      unlimited: '无限',
      fresh: '5G',
    },
    region: {
      east: '华东',
      south: '华南',
      north: '华北',
      central: '华中',
      southwest: '西南',
      northwest: '西北',
    },
    channel: { store: '营业厅', online: '线上', agent: '代理商', phone: '电话' },
    payment: { prepaid: '预付费', postpaid: '后付费' },
    reason: {
      price: '资费偏高',
      competitor: '竞品优惠',
      network: '网络质量',
      service: '服务不满',
      oldPlan: '套餐老旧',
      moved: '搬迁',
      other: '其他',
      unknown: '不清楚',
    },
  },
};
