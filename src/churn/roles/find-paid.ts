import type { RuleName } from '../definition/definition.ts';
import type { Words } from '../recipe.ts';
import { normalizeName } from './role-names.ts';
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

/** What the name of a value's column says of it. */
export interface PaidFacts {
  /** What it is counted in. */
  readonly currency?: Words;
  /** It is what a customer owns, as a balance, and not what they bring in. */
  readonly isHeld?: true;
}

/** What the value of a definition is by the name of its column; nothing where an expression makes it. */
export function readPaid(column: string | null): PaidFacts {
  if (column === null) return {};
  const currency = currencies.find(([pattern]) => pattern.test(column))?.[1];
  return { ...(currency && { currency }), ...(held.test(normalizeName(column)) && { isHeld: true }) };
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
