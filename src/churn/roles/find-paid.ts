import type { RuleName } from '../definition/definition.ts';
import type { PaidFacts, Words } from '../recipe.ts';
import { normalizeName } from './read-name.ts';
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

/** Names of what a customer owns, earns or may borrow; a business has no revenue of it by itself. */
const held =
  /\b(?:balances?|assets?|aum|deposits?|savings|salary|salaries|wages?|limit)\b|余额|资产|存款|持仓|市值|工资|薪|额度/u;

/** What is known of the value of a definition before anything is counted. */
export function readPaid(...by: Parameters<typeof findPaid>): PaidFacts {
  const [role, column] = findPaid(...by) ?? [];
  if (column === undefined) return {};
  const currency = currencies.find(([pattern]) => pattern.test(column))?.[1];
  return {
    ...(currency && { currency }),
    ...(held.test(normalizeName(column)) && { isHeld: true }),
    ...(role === 'amount' && { isSpread: true }),
  };
}

/** The role and the column of what a value is made from: the amounts of the activities, where they have some, else the value or the sum that the table itself gives. */
export function findPaid(
  rule: RuleName,
  main: ReadonlyMap<Role, string>,
  activity: ReadonlyMap<Role, string> | null,
): readonly ['value' | 'amount', string] | null {
  const isByActivity = rule === 'inactive' && activity?.has('amount') === true;
  const own = isByActivity ? undefined : main.get('value');
  const sum = (isByActivity ? activity : main).get('amount');
  if (own !== undefined) return ['value', own];
  return sum === undefined ? null : ['amount', sum];
}
