import type { Words } from '../recipe.ts';

/** What the rules that always hold exclude, by key. */
export const automaticLabels = {
  no_customer: { zh: '没有客户编号', en: 'No customer id' },
  no_start: { zh: '没有开始日期', en: 'No start date' },
  starts_later: { zh: '开始日期晚于统计截止日', en: 'Starts after the as-of date' },
  ends_before_start: { zh: '结束日期早于开始日期', en: 'Ends before it starts' },
  unreadable_end: { zh: '结束日期无法识别', en: 'End date cannot be read' },
  unknown_flag: { zh: '是否流失不明', en: 'Not said whether the customer left' },
  no_day: { zh: '记录没有日期', en: 'Record without a date' },
  no_activity: { zh: '没有任何活动记录', en: 'No activity at all' },
  never_active: { zh: '从未处于在用状态', en: 'Never active' },
} as const satisfies Record<string, Words>;

export type AutomaticKey = keyof typeof automaticLabels;

/** `{days}`, `{column}` and `{condition}` are filled in. */
export const exclusionLabels = {
  tenure_under: { zh: '在网不足 {days} 天', en: 'Tenure under {days} days' },
  left_within: { zh: '{days} 天内流失', en: 'Left within {days} days' },
  missing: { zh: '缺少“{column}”', en: 'No “{column}”' },
  where: { zh: '符合条件：{condition}', en: 'Where {condition}' },
} as const satisfies Record<string, Words>;

/** The rule in a sentence. `{asOf}` is a day or the words for the data's last day. */
export const ruleSentences = {
  ended: {
    zh: '结束日期不晚于{asOf}的客户算流失；没有结束日期或结束日期更晚的，仍算在网。',
    en: 'A customer has left whose end date is not after {asOf}; without an end date, or with a later one, the customer is still here.',
  },
  flag: { zh: '标记为流失的客户算流失。', en: 'A customer has left whose flag says so.' },
  flagGiven: {
    zh: '标记是{left}的客户算流失，其他都算在网。',
    en: 'A customer has left whose flag is {left}; with any other value the customer is still here.',
  },
  inactive: {
    zh: '连续 {days} 天没有活动的客户，在满 {days} 天的那一天算流失。',
    en: 'A customer who does nothing for {days} days has left on the day when they are over.',
  },
  inactiveCalendar: {
    zh: '连续 {days} 天没有活动的客户，在满 {days} 天的那个月的最后一天算流失。',
    en: 'A customer who does nothing for {days} days has left on the last day of the month in which they are over.',
  },
  status: {
    zh: '某一期的状态为流失、或者那一期没有记录的客户，从那一期起算流失；其他状态都算在网。',
    en: 'A customer has left from the first period in which the status says so, or in which there is no row; every other status counts as still here.',
  },
  statusGiven: {
    zh: '某一期的状态是{left}、或者那一期没有记录的客户，从那一期起算流失；其他状态都算在网。',
    en: 'A customer has left from the first period in which the status is {left}, or in which there is no row; every other status counts as still here.',
  },
  downgraded: {
    zh: '{over} 期之内价值下降 {falls}% 以上的客户，从那一期起算流失（作为高价值客户）。',
    en: 'A customer whose value falls by {falls}% or more over {over} periods has left, as a customer of value, from that period on.',
  },
  sql: { zh: '规则写在自己的 SQL 里。', en: 'The rule is in the SQL written for it.' },
  lastDay: { zh: '数据的最后一天', en: 'the last day in the data' },
  values: { zh: '、', en: ' or ' },
  same: { zh: '回来的客户算同一位客户。', en: 'A customer who comes back is the same customer.' },
  new: { zh: '回来的客户算新客户。', en: 'A customer who comes back is a new one.' },
} as const satisfies Record<string, Words>;

/** A sentence with `{name}` filled in. */
export function fillWords(
  words: Words,
  language: 'zh' | 'en',
  values: Readonly<Record<string, string>>,
): string {
  return words[language].replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole);
}
