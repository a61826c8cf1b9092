import { toLines } from '../to-lines.ts';
import { simulateBank, type Channel, type Reason } from './simulate.ts';

const SEED = 20240331;

interface BankWords {
  readonly columns: readonly string[];
  readonly channel: Record<Channel, string>;
  readonly reason: Record<Reason, string>;
}

const words: Record<'zh' | 'en', BankWords> = {
  zh: {
    columns: ['客户编号', '开户日期', '销户日期', '年龄', '渠道', '产品数', '满意度', '月均资产', '销户原因'],
    channel: { branch: '网点', mobile: '手机银行', payroll: '代发工资' },
    reason: {
      service: '服务满意度低',
      procedures: '手续繁琐',
      fees: '收费偏高',
      competitor: '他行优惠',
      distance: '网点太远',
      moved: '搬迁或换工作',
      other: '其他',
      blank: '',
    },
  },
  en: {
    columns: [
      'customer_id',
      'opened',
      'closed',
      'age',
      'channel',
      'products',
      'satisfaction',
      'mean_assets',
      'reason',
    ],
    channel: { branch: 'branch', mobile: 'mobile', payroll: 'payroll' },
    reason: {
      service: 'Low satisfaction',
      procedures: 'Cumbersome procedures',
      fees: 'Fees too high',
      competitor: 'Offer of another bank',
      distance: 'Branch too far',
      moved: 'Moved or changed job',
      other: 'Other',
      blank: '',
    },
  },
};

/** The bank's account holders in both languages, by file name. */
export function createBankFiles(): [string, string][] {
  const holders = simulateBank(SEED);
  return (['zh', 'en'] as const).map((language) => {
    const { columns, channel, reason } = words[language];
    const rows = holders.map((one) => [
      one.id,
      one.opened,
      one.closed ?? '',
      one.age,
      channel[one.channel],
      one.products,
      one.satisfaction,
      one.assets,
      one.reason ? reason[one.reason] : '',
    ]);
    return [`bank-customers.${language}.csv`, toLines([columns, ...rows])];
  });
}
