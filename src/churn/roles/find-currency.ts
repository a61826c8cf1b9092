import type { RuleName } from '../definition/definition.ts';
import type { Words } from '../recipe.ts';
import type { Role } from './role.ts';

const currencies: readonly (readonly [RegExp, Words])[] = [
  [/万元/, { zh: '万元', en: '10,000 yuan' }],
  [/港元|港币|hkd|hk\$/i, { zh: '港元', en: 'HK$' }],
  [/美元|美金|usd|us\$|\$/i, { zh: '美元', en: 'US$' }],
  [/欧元|eur(?![a-z])|€/i, { zh: '欧元', en: '€' }],
  [/日元|日圆|jpy/i, { zh: '日元', en: 'yen' }],
  [/英镑|gbp|£/i, { zh: '英镑', en: '£' }],
  [/元|人民币|rmb|cny|[¥￥]/i, { zh: '元', en: 'yuan' }],
];

/** What amounts are counted in, where the name of their column says it; null where it does not. */
export function findCurrency(column: string): Words | null {
  return currencies.find(([pattern]) => pattern.test(column))?.[1] ?? null;
}

/** The column that a definition takes its value from: the amounts of the activities, else the value or the sum that the table itself gives. */
export function findPaid(
  rule: RuleName,
  main: ReadonlyMap<Role, string>,
  activity: ReadonlyMap<Role, string> | null,
): string | null {
  if (rule === 'inactive' && activity) return activity.get('amount') ?? null;
  return main.get('value') ?? main.get('amount') ?? null;
}
