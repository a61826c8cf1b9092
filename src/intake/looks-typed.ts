import { narrow } from './written-numbers.ts';

const CODE = '(?:USD|EUR|GBP|CNY|RMB|JPY|INR|HKD|TWD|SGD|AUD|CAD|CHF|KRW|Rs\\.?)';
const NUMBER = new RegExp(
  `^[-+(]?\\s*(?:\\p{Sc}|￥|${CODE})?\\s*-?(?:\\d[\\d,. ']*|\\.\\d+)(?:[eE][-+]?\\d+)?\\s*(?:[%)元]|[千万萬亿億]元?|\\p{Sc}|${CODE}|[CD][Rr]\\.?)?$`,
  'u',
);
const DATE =
  /^\d{1,4}[-/.年]\d{1,2}(?:[-/.月]\d{1,4}日?)?(?:[ T]\d{1,2}:\d{2}.*)?$|^\d{1,2}[- ][A-Za-z]{3}[- ]\d{2,4}$/u;
const ERA = /^(?:中?[華华]?民[國国]|令和|平成|昭和) ?[元\d]{1,3} ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2} ?日?$/u;
const TIME = /^\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp][Mm])?$/u;
const BOOLEAN = /^(?:true|false)$/iu;

export type ValueKind = 'number' | 'date' | 'time' | 'truth';

/** What a cell reads as in any usual notation; nothing when it is a text. */
export function maybeValueKind(cell: string): ValueKind | undefined {
  if (cell.length > 400) return undefined;
  const text = narrow(cell).trim();
  if (text === '' || text.length > 40) return undefined;
  if (NUMBER.test(text)) return 'number';
  if (DATE.test(text) || ERA.test(text)) return 'date';
  if (TIME.test(text)) return 'time';
  return BOOLEAN.test(text) ? 'truth' : undefined;
}

/** Whether a cell reads as a number, date, time or truth value: a value, hardly a name. */
export function looksTyped(cell: string): boolean {
  return maybeValueKind(cell) !== undefined;
}
