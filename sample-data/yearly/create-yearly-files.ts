import { toLines } from '../to-lines.ts';
import { simulateYears, type Reason, type Region } from './simulate.ts';

const SEED = 20241231;

interface YearlyWords {
  readonly columns: readonly string[];
  readonly region: Record<Region, string>;
  readonly reason: Record<Reason, string>;
}

const words: Record<'zh' | 'en', YearlyWords> = {
  zh: {
    columns: ['客户编号', '合作开始日期', '流失日期', '年消费额', '地区', '流失原因'],
    region: { east: '华东', south: '华南', north: '华北', west: '西部' },
    reason: {
      defects: '功能缺陷',
      late: '交货延迟',
      competitor: '转向竞争对手',
      price: '价格偏高',
      service: '服务响应慢',
      business: '业务调整',
      blank: '',
    },
  },
  en: {
    columns: ['customer_id', 'start_date', 'end_date', 'yearly_revenue', 'region', 'reason'],
    region: { east: 'East', south: 'South', north: 'North', west: 'West' },
    reason: {
      defects: 'Functional defects',
      late: 'Late delivery',
      competitor: 'Went to a competitor',
      price: 'Price too high',
      service: 'Slow service',
      business: 'Business changed',
      blank: '',
    },
  },
};

/** The company's customers in both languages, by file name. */
export function createYearlyFiles(): [string, string][] {
  const clients = simulateYears(SEED);
  return (['zh', 'en'] as const).map((language) => {
    const { columns, region, reason } = words[language];
    const rows = clients.map((one) => [
      one.id,
      one.started,
      one.ended ?? '',
      one.revenue,
      region[one.region],
      one.reason ? reason[one.reason] : '',
    ]);
    return [`yearly-customers.${language}.csv`, toLines([columns, ...rows])];
  });
}
