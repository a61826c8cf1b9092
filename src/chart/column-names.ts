const share =
  /rate|share|percent|pct|probab|proportion|retention|retained|survival|cumulative|率|占比|比例|比重|份额|百分比|留存|概率|累计|churn$/i;
const change = /change|growth|delta|mom|yoy|环比|同比|变化|增长|增幅/i;
const low = /^(.*?)[ _.-]*(low|lower|lo|lcl|ci_low|ci_lower|下限|下界)$/i;
const high = /^(.*?)[ _.-]*(high|upper|hi|ucl|ci_high|ci_upper|上限|上界)$/i;
const cumulative = /cumul|running|累计|累积/i;
const size =
  /^(n|size|count|total|base|customers|users|people|at_risk|rows|人数|客户数|用户数|样本|样本数|样本量|总数|总人数|基数|数量)$/i;
const unfinished =
  /unfinished|incomplete|partial|in_progress|ongoing|provisional|未完|不完整|未结束|进行中|部分/i;
const finished = /finished|complete|closed|full_period|完整|已完成|已结束/i;
const unknown =
  /^(unknown|unspecified|not stated|no answer|don'?t know|n\/?a|missing|other \(unknown\))\b|^(未知|不详|不明|未填|未说明|缺失|无记录|未登记)/i;

/** The name says that its numbers are parts of a whole. Only values within 0..1 make it so. */
export const isShareName = (name: string): boolean => share.test(name);
/** Stricter: the name alone is enough to write a single value within 0..1 as percent. */
export const isPercentName = (name: string): boolean =>
  /rate|share|percent|pct|率|占比|比例|份额|百分比/i.test(name) &&
  !/利率|汇率|exchange|interest|hourly|频率/i.test(name);
/** The name says that its numbers are percentage points. */
export const isPointsName = (name: string): boolean => /百分点|in_points$|percentage points/i.test(name);
/** A calendar year, as the name and the value say: it is read as one word, without groups of digits. */
export const isYear = (name: string, value: number): boolean =>
  Number.isInteger(value) &&
  value >= 1000 &&
  value < 3000 &&
  /^(?:.*[^a-z])?year$|年份$|年度$|^年$/i.test(name) &&
  !/\bper.year$/i.test(name.replaceAll('_', ' '));
/** The name says that its numbers compare two periods. */
export const isChangeName = (name: string): boolean => change.test(name);
export const isCumulativeName = (name: string): boolean => cumulative.test(name);
/** The name says how many are in the group. */
export const isSizeName = (name: string): boolean => size.test(name);
export const isLowName = (name: string): boolean => low.test(name);
export const isHighName = (name: string): boolean => high.test(name);
/** A category that stands for "we do not know". */
export const isUnknownName = (name: string): boolean => unknown.test(name.trim());

/** Does a boolean column of this name mark periods that are not over (`unfinished`), that are (`finished`), or neither? */
export function periodMark(name: string): 'unfinished' | 'finished' | null {
  if (unfinished.test(name)) return 'unfinished';
  return finished.test(name) ? 'finished' : null;
}
