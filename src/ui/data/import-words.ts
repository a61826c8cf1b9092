import type { ImportStage } from '../../intake/import-report.ts';
import type { Language } from '../../locale/language.ts';
import { say, type MessageKey } from '../../locale/messages.ts';
import { toReasonKey } from '../../session/intake-keys.ts';

export const stageWords: Readonly<Record<ImportStage, MessageKey>> = {
  inspect: 'stageInspect',
  rewrite: 'stageRewrite',
  load: 'stageLoad',
  account: 'stageAccount',
};

const delimiterWords: Readonly<Record<string, MessageKey>> = {
  ',': 'delimiterComma',
  ';': 'delimiterSemicolon',
  '\t': 'delimiterTab',
  '|': 'delimiterPipe',
  ' ': 'delimiterSpace',
  spaces: 'delimiterSpaces',
  '': 'delimiterNone',
};

/** Forms of a column's cells, by id; `money $` and `local +08:00` carry a value. */
const formWords: Readonly<Record<string, MessageKey>> = {
  text: 'formText',
  boolean: 'formBoolean',
  'yes-no': 'formYesNo',
  integer: 'formInteger',
  decimal: 'formDecimal',
  'comma-decimal': 'formCommaDecimal',
  grouped: 'formGrouped',
  'grouped, comma': 'formGroupedComma',
  lakhs: 'formLakhs',
  'ten-thousands': 'formTenThousands',
  'credit-positive': 'formCreditPositive',
  'credit-positive, comma': 'formCreditPositive',
  'debit-positive': 'formDebitPositive',
  'debit-positive, comma': 'formDebitPositive',
  percent: 'formPercent',
  'percent, comma': 'formPercentComma',
  date: 'formDate',
  'compact-date': 'formCompactDate',
  timestamp: 'formTimestamp',
  'chinese-date': 'formChineseDate',
  'chinese-timestamp': 'formChineseTimestamp',
  'named-date': 'formNamedDate',
  'named-timestamp': 'formNamedTimestamp',
  month: 'formMonth',
  'named-month': 'formNamedMonth',
  quarter: 'formQuarter',
  'short-month': 'formShortMonth',
  'era-date': 'formEraDate',
  'roc-date': 'formRocDate',
  'compact-month': 'formCompactMonth',
  'day-first': 'formDayFirst',
  'day-first-time': 'formDayFirstTime',
  'month-first': 'formMonthFirst',
  'month-first-time': 'formMonthFirstTime',
  'short-day-first': 'formShortDayFirst',
  'short-month-first': 'formShortMonthFirst',
  'short-year-first': 'formShortYearFirst',
  'short-day-first-time': 'formShortDayFirstTime',
  'short-month-first-time': 'formShortMonthFirstTime',
  'short-year-first-time': 'formShortYearFirstTime',
  'half-day-timestamp': 'formHalfDay',
  'dotted-date': 'formDottedDate',
  'dotted-timestamp': 'formDottedTimestamp',
  'excel-date': 'formExcelDate',
  'excel-timestamp': 'formExcelTimestamp',
  'compact-timestamp': 'formCompactTimestamp',
  utc: 'formUtc',
  local: 'formLocal',
  'to-utc': 'formToUtc',
};

/** A form in words; the id itself when it has none. */
export function sayForm(language: Language, form: string): string {
  const word = formWords[form];
  if (word) return say(language, word);
  const [, sign, comma] = /^money (.+?)(, comma)?$/.exec(form) ?? [];
  if (sign) return say(language, comma ? 'formMoneyComma' : 'formMoney', { sign });
  const [, offset] = /^local (.+)$/.exec(form) ?? [];
  return offset ? say(language, 'formLocalAt', { offset }) : form;
}

/** Why a line was set aside, in words. */
export function sayReason(language: Language, reason: string): string {
  return say(language, toReasonKey(reason) ?? 'reasonOther', { reason });
}

export function sayDelimiter(language: Language, delimiter: string): string {
  const word = delimiterWords[delimiter];
  return word ? say(language, word) : delimiter;
}

/** How long an import still takes. */
export function sayLeft(language: Language, seconds: number): string {
  if (seconds < 90) return say(language, 'progressSeconds', { seconds });
  return say(language, 'progressMinutes', { minutes: Math.round(seconds / 60) });
}
