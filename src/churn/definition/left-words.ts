import { quoteText } from '../../sql/quote.ts';

/** What a customer does who leaves; with 已 before it, that it is done. */
const leaving =
  '流失,离网,销户,注销,退网,拆机,停用,失效,关闭,终止,解约,断约,退订,退会,退卡,退租,退保,退学,退课,退班,退店,退园,退出,离店,离园,离校,离职,离开,转学,转园,过期'.split(
    ',',
  );

/** Words that say a customer left; matched without case and outer spaces. */
export const leftWords: readonly string[] = [
  ...'1,y,yes,t,true,churn,churned,left,lost,gone,ended,closed,cancelled,canceled,terminated,inactive,deactivated'.split(
    ',',
  ),
  ...'expired,unsubscribed,attrited customer,surrendered,lapsed,是,流失客户'.split(','),
  ...leaving,
  ...leaving.map((word) => `已${word}`),
];

/** Words that say a customer is still here. */
export const hereWords: readonly string[] = [
  ...'0,n,no,f,false,stayed,stay,active,current,retained,existing,existing customer,joined,not churned,open,live,in force'.split(
    ',',
  ),
  ...'否,未流失,没有流失,在网,在用,正常,活跃,有效,存量,留存,未离网,开通,使用中,在园,在读,在校,在职,在册,在住,在租,在保'.split(
    ',',
  ),
];

const saying = new RegExp(
  `${leaving.join('|')}|churn|cancel|\\bleft\\b|\\blost\\b|closed|terminat|inactive|deactivat|expired|unsubscri|lapse|surrender|disconnect`,
);
/** Not yet, or not at all. */
const denying =
  /^(?:未|非|没|不|拟|预|潜在|疑似|即将|可能|申请|待)|预警|风险|倾向|申请中|^(?:un|non)|\b(?:not|risk|pending|likely|may|soon)\b/;

/** Whether a value of a status says in words that the customer has left. A mere yes or 1 does not: it depends on the question. */
export function saysLeft(value: string): boolean {
  const text = value.trim().toLowerCase();
  if (hereWords.includes(text)) return false;
  return (saying.test(text) && !denying.test(text)) || /^(?:gone|ended|unsubscribed)$/.test(text);
}

/** Words that stand where an end date would, for customers who have none. */
export const noEndWords: readonly string[] = [
  ...hereWords.filter((word) => !['0', '1', 'n', 'f'].includes(word)),
  ...'present,now,ongoing,none,never,n/a,-,至今,长期,无,永久,未离开,/,--,—,——,暂无'.split(','),
];

/**
 * SQL that is true where a column says left, false where it says here, null where it says neither.
 * With values given, these are left and every other value is here.
 */
export function toLeftSql(column: string, type: string, given: readonly string[] | null): string {
  if (given) {
    const list = given.map((value) => quoteText(value.trim().toLowerCase())).join(', ');
    return `lower(strip(cast(${column} as varchar))) in (${list})`;
  }
  if (type === 'BOOLEAN') return column;
  if (isNumber(type)) return `case ${column} when 1 then true when 0 then false end`;
  const text = `lower(strip(cast(${column} as varchar)))`;
  const list = (words: readonly string[]): string => words.map(quoteText).join(', ');
  return `case\n      when ${text} in (${list(leftWords)}) then true\n      when ${text} in (${list(hereWords)}) then false\n    end`;
}

export function isNumber(type: string): boolean {
  return /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|FLOAT|DOUBLE|DECIMAL)/.test(type);
}
