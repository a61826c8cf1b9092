import { quoteText } from '../../sql/quote.ts';
import type { Words } from '../recipe.ts';

/** A reason of the shipped taxonomy. `words` is a regular expression for both languages; the first that fits wins. */
export interface TaxonomyReason {
  readonly reason: Words;
  readonly words: string;
  /** Whether the cause lies with the business or outside it; null for unknown. */
  readonly side: 'internal' | 'external' | null;
  readonly isAvoidable: boolean | null;
}

/** After the reason studies: competition, price, quality, service, promises; internal and external, avoidable and natural. */
export const taxonomy: readonly TaxonomyReason[] = [
  {
    reason: { zh: '未知', en: 'Unknown' },
    words: "^(unknown|don'?t know|not stated|none|n/?a|-|未知|不详|不清楚|未填|无)$",
    side: null,
    isAvoidable: null,
  },
  {
    reason: { zh: '自然流失', en: 'Natural' },
    words:
      'moved|moving|relocat|deceas|death|closed? down|bankrupt|retire|abroad|搬|迁|去世|倒闭|停业|歇业|破产|转行|出国|毕业',
    side: 'external',
    isAvoidable: false,
  },
  {
    reason: { zh: '欠费与信用', en: 'Payment and credit' },
    words: 'non-?payment|arrears|credit|fraud|slow payer|欠费|欠款|信用|拖欠|实力差',
    side: 'external',
    isAvoidable: false,
  },
  {
    reason: { zh: '竞争对手', en: 'Competitor' },
    words:
      'competit|rival|switch(ed|ing)? to|better offer|竞争|竞品|对手|同行|友商|其他(品牌|厂家|运营商|公司|机构|平台|银行|学校|店)|携号转网',
    side: 'external',
    isAvoidable: true,
  },
  {
    reason: { zh: '承诺未兑现', en: 'Promises not kept' },
    words: 'promise|mislead|commitment|承诺|兑现|误导|虚假',
    side: 'internal',
    isAvoidable: true,
  },
  {
    reason: { zh: '人员与关系', en: 'Staff and relationship' },
    words:
      'relationship|account manager|sales(man|person)|contact person|关系|业务员|客户经理|(人员|老师|教练|顾问)(离职|变动|流动|更换|走了)|(更换|换了?)(老师|教练|顾问)',
    side: 'internal',
    isAvoidable: true,
  },
  {
    reason: { zh: '服务', en: 'Service' },
    words:
      'service|support|attitude|staff|complain|expertise|procedure|waiting|服务|态度|客服|投诉|手续|繁琐|排队|响应',
    side: 'internal',
    isAvoidable: true,
  },
  {
    reason: { zh: '交付', en: 'Delivery' },
    words: 'deliver|transport|shipping|logistic|送货|发货|物流|运输|延误|到货|距离|太远|too far|distance',
    side: 'internal',
    isAvoidable: true,
  },
  {
    reason: { zh: '价格', en: 'Price' },
    words: 'pric|expensive|cost|fee|charge|discount|rebate|budget|too much|价|贵|费用|资费|返利|优惠|预算',
    side: 'internal',
    isAvoidable: true,
  },
  {
    reason: { zh: '产品质量', en: 'Product quality' },
    words:
      'quality|defect|fault|bug|crash|network|coverage|signal|reliab|speed|product|feature|error|breakage|质量|效果(不|差|一般)|没(有)?(效果|进步)|故障|缺陷|功能|网络|信号|覆盖|闪退|卡顿|破损|差错|产品',
    side: 'internal',
    isAvoidable: true,
  },
  {
    reason: { zh: '需求变化与缺少个性化', en: 'Needs and personalisation' },
    words:
      'need|no time|too busy|没(有)?时间|没空|太忙|时间(冲突|不合适|不够)|personal|range|choice|usage|unused|fit|plan|需求|个性|品种|不合适|用不上|不再需要|选择少|套餐',
    side: 'internal',
    isAvoidable: true,
  },
];

/** The taxonomy as a query that the user sees and edits. */
export function writeTaxonomy(language: 'zh' | 'en'): string {
  const rows = taxonomy.map(
    ({ reason, words, side, isAvoidable }, index) =>
      `  (${index + 1}, ${quoteText(reason[language])}, ${side === null ? 'null' : quoteText(sides[side][language])}, ${String(isAvoidable)}, ${quoteText(words)})`,
  );
  return `-- ${remarks[language]}\nselect * from (values\n${rows.join(',\n')}\n) as map(place, reason, side, is_avoidable, words)`;
}

const sides = {
  internal: { zh: '内部', en: 'internal' },
  external: { zh: '外部', en: 'external' },
} as const;

const remarks = {
  zh: 'words 是正则表达式，从上到下第一个符合的原因生效；可以改词、改归类、增减行。',
  en: 'words is a regular expression; from the top, the first that fits decides. Change words and classes, add rows, take rows out.',
} as const;
