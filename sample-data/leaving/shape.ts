/** Words of the form in both languages. */
type Words = readonly { readonly zh: string; readonly en: string }[];

export const CONDITIONS: Words = [
  { zh: '好', en: 'good' },
  { zh: '尚可', en: 'fair' },
  { zh: '一般', en: 'average' },
];

/** Yearly sales in ten thousand yuan, and how many forms there are of each. */
export const CLASSES = [
  { zh: '100万以上', en: 'over 1 M', forms: 14, sales: [84_000, 200_000] },
  { zh: '50万至100万', en: '0.5–1 M', forms: 30, sales: [42_000, 83_000] },
  { zh: '10万至50万', en: '0.1–0.5 M', forms: 62, sales: [8_400, 41_000] },
  { zh: '10万以下', en: 'under 0.1 M', forms: 54, sales: [1_500, 8_300] },
] as const;

/** The ten boxes, with a weight for each class: large customers leave over rebates and relations, small ones close or find prices high. */
export const REASONS = [
  { zh: '停业倒闭', en: 'Closed down', weights: [1, 2, 6, 12] },
  { zh: '实力差、拖欠货款', en: 'Weak, slow payer', weights: [1, 2, 5, 9] },
  { zh: '价格问题', en: 'Price', weights: [8, 10, 14, 14] },
  { zh: '运输问题', en: 'Transport', weights: [3, 5, 8, 8] },
  { zh: '品种问题', en: 'Range', weights: [3, 5, 7, 5] },
  { zh: '送货不及时、态度差', en: 'Late delivery and attitude', weights: [4, 7, 9, 6] },
  { zh: '关系问题', en: 'Relationship', weights: [9, 8, 4, 2] },
  { zh: '竞争对手抢走', en: 'Competitor', weights: [10, 10, 9, 4] },
  { zh: '返利问题', en: 'Rebate', weights: [10, 8, 3, 1] },
  { zh: '差错破损', en: 'Errors and breakage', weights: [3, 4, 5, 3] },
] as const;

export const RELATIONS: Words = [
  { zh: '很熟', en: 'close' },
  { zh: '一般', en: 'ordinary' },
  { zh: '不熟', en: 'distant' },
];

/** The six measures; `saves` is the chance in percent that a customer comes back after it. */
export const MEASURES = [
  { zh: '上门拜访', en: 'Visit', weight: 30, saves: 34 },
  { zh: '调整价格', en: 'Price change', weight: 22, saves: 26 },
  { zh: '补发返利', en: 'Pay the rebate', weight: 12, saves: 40 },
  { zh: '改善送货', en: 'Better delivery', weight: 16, saves: 44 },
  { zh: '更换业务员', en: 'Another salesperson', weight: 10, saves: 20 },
  { zh: '增加品种', en: 'Wider range', weight: 10, saves: 18 },
] as const;

/** What came of it. */
export const ASSESSMENTS: Words = [
  { zh: '已挽回', en: 'won back' },
  { zh: '有希望', en: 'hopeful' },
  { zh: '无法挽回', en: 'lost' },
];
