export type Size = 'small' | 'medium' | 'large';

/** A reason in the customer's words, and how many of the early and of the late leavers give it. */
export interface RawReason {
  readonly zh: string;
  readonly en: string;
  readonly early: number;
  readonly late: number;
}

/** 240 leavers: 90 within 90 days, 150 later. Broken promises and service drive the early ones away, competitors and prices the late ones. */
export const REASONS: readonly RawReason[] = [
  { zh: '客服态度差', en: 'Rude support', early: 14, late: 10 },
  { zh: '投诉没人处理', en: 'Complaint never handled', early: 8, late: 9 },
  { zh: '销售承诺没兑现', en: 'Sales promise not kept', early: 16, late: 5 },
  { zh: '产品经常出故障', en: 'Product keeps failing', early: 10, late: 14 },
  { zh: '功能有缺陷', en: 'Feature has defects', early: 6, late: 8 },
  { zh: '价格太贵', en: 'Too expensive', early: 8, late: 16 },
  { zh: '费用年年涨', en: 'Fees rise every year', early: 1, late: 12 },
  { zh: '竞争对手挖走', en: 'Won over by a competitor', early: 4, late: 20 },
  { zh: '换了其他品牌', en: 'Switched to another brand', early: 3, late: 13 },
  { zh: '业务员走了没人跟进', en: 'Our salesman left', early: 2, late: 12 },
  { zh: '小客户没人管，没有个性化方案', en: 'No personal care for a small account', early: 9, late: 6 },
  { zh: '公司搬迁', en: 'Company moved away', early: 3, late: 8 },
  { zh: '停业', en: 'Closed down', early: 2, late: 7 },
  { zh: '长期拖欠货款', en: 'Long in arrears', early: 0, late: 4 },
  { zh: '', en: '', early: 4, late: 6 },
];

export const STAYING = 360;
export const SIZES: Record<Size, number> = { small: 55, medium: 31, large: 14 };
/** Yuan a month, from and to. */
export const VALUES: Record<Size, readonly [number, number]> = {
  small: [300, 1500],
  medium: [1500, 6000],
  large: [6000, 20_000],
};
export const EARLY_DAYS = 90;
export const LAST_DAY = '2024-12-31';
