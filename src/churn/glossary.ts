import type { Words } from './recipe.ts';

/** A term of the field: its name in both languages and what it means here. */
export interface Term {
  readonly key: string;
  readonly name: Words;
  readonly meaning: Words;
}

function term(key: string, zh: string, en: string, meaningZh: string, meaningEn: string): Term {
  return { key, name: { zh, en }, meaning: { zh: meaningZh, en: meaningEn } };
}

/** The terms that notebooks and screens use, each with one meaning. */
export const glossary: readonly Term[] = [
  term(
    'churn',
    '流失',
    'churn',
    '客户按照约定的规则离开。规则不同，数字就不同。',
    'A customer leaves, by a rule that is stated. Another rule gives another number.',
  ),
  term(
    'churnRate',
    '流失率',
    'churn rate',
    '期初在网的客户中，当期流失的比例。',
    'The share of the customers active at the start of a period who leave in it.',
  ),
  term(
    'retention',
    '留存率',
    'retention',
    '1 − 流失率：期初在网的客户中，期末仍在网的比例。',
    'One minus the churn rate: the share of those active at the start who are still here at the end.',
  ),
  term(
    'asOf',
    '统计截止日',
    'as-of date',
    '数据截至的那一天；之后的事情还不知道。',
    'The last day that is known; what comes after it is not.',
  ),
  term(
    'tenure',
    '在网时长',
    'tenure',
    '从开始到结束的天数；还在网的，算到统计截止日。',
    'Days from start to end; for those still here, to the as-of date.',
  ),
  term(
    'spell',
    '一段在网经历',
    'spell',
    '从开始到结束的一段连续时间。回流的客户可以有几段。',
    'One unbroken stretch from start to end. A customer who comes back may have several.',
  ),
  term(
    'reactivation',
    '回流',
    'reactivation',
    '流失的客户又回来。可以算同一位客户，也可以算新客户。',
    'A customer who had left comes back: the same customer or a new one, as the definition says.',
  ),
  term(
    'downgrade',
    '降级',
    'downgrade',
    '客户还在，但价值明显下降，作为高价值客户已经流失。',
    'The customer stays, but is worth so much less that a customer of value is lost.',
  ),
  term(
    'exclusion',
    '排除',
    'exclusion',
    '不计入统计的客户，每条规则排除多少都有数。',
    'Customers left out of the count; how many each rule leaves out is shown.',
  ),
  term(
    'boundary',
    '口径边界',
    'boundary',
    '按自然月结算，还是按天滚动。',
    'Whether periods are calendar months or roll with the days.',
  ),
  term(
    'cohort',
    '同期群',
    'cohort',
    '同一时期开始的一批客户。',
    'The customers who started in the same period.',
  ),
  term(
    'segment',
    '客户分组',
    'segment',
    '按套餐、地区等特征分出的客户。',
    'Customers grouped by what they have in common: plan, region and so on.',
  ),
  term(
    'lift',
    '提升度',
    'lift',
    '一组的流失率除以全体的流失率。',
    'The churn rate of a group divided by that of all.',
  ),
  term(
    'interval',
    '置信区间',
    'confidence interval',
    '样本越小，区间越宽；95% 的这类区间会包含真值。',
    'The smaller the group, the wider; of such intervals 95% hold the true value.',
  ),
  term(
    'arpu',
    '客均收入',
    'revenue per customer',
    '一段时间的收入除以客户数。',
    'The revenue of a period divided by the customers.',
  ),
  term(
    'lifetimeValue',
    '生命周期价值',
    'lifetime value',
    '每期价值 × 预期在网期数。',
    'Value per period times the periods that a customer is expected to stay.',
  ),
  term(
    'rfm',
    'RFM',
    'RFM',
    '最近一次、频次、金额三项打分。',
    'Scores for how recently, how often and for how much.',
  ),
  term(
    'survival',
    '留存曲线（生存曲线）',
    'survival curve',
    '过了若干天仍在网的比例，把还没流失的客户也算进去（Kaplan–Meier）。',
    'The share still here after so many days, counting those who have not left for as long as they are known (Kaplan–Meier).',
  ),
  term(
    'censored',
    '删失',
    'censored',
    '到统计截止日还没有流失，只知道在网时长至少这么长。',
    'Still here on the as-of date: the tenure is at least this long.',
  ),
  term(
    'delayedEntry',
    '延迟进入',
    'delayed entry',
    '客户早已开始，但观察从后来某天才开始；之前流失的人看不到。',
    'The customer had begun before the data do; those who left earlier are not seen.',
  ),
  term(
    'leakage',
    '信息泄漏',
    'leakage',
    '只有在流失之后才知道的列，拿来解释流失会得出假象。',
    'A column known only after leaving: as an explanation it proves nothing.',
  ),
];
