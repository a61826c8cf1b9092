import type { Subscriber } from './subscriber.ts';

/** The sample's headers and values in one language. */
export interface UnicomWords {
  readonly customerColumns: readonly string[];
  readonly usageColumns: readonly string[];
  readonly payment: Record<Subscriber['payment'], string>;
  readonly contact: Record<Subscriber['contact'], string>;
}

export const unicomWords: Record<'zh' | 'en', UnicomWords> = {
  zh: {
    customerColumns: ['客户编号', '入网日期', '离网日期', '付费方式', '联系资料', '合约月数', '月服务成本'],
    usageColumns: ['客户编号', '季度', '月均收入', '通话次数'],
    payment: { prepaid: '预付费', postpaid: '后付费' },
    contact: { complete: '完整', incomplete: '不完整' },
  },
  en: {
    customerColumns: [
      'customer_id',
      'start_date',
      'end_date',
      'payment',
      'contact_data',
      'contract_months',
      'monthly_cost',
    ],
    usageColumns: ['customer_id', 'quarter', 'monthly_revenue', 'calls'],
    payment: { prepaid: 'prepaid', postpaid: 'postpaid' },
    contact: { complete: 'complete', incomplete: 'incomplete' },
  },
};
