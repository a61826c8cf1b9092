import type { ImportStage } from '../../intake/import-report.ts';
import type { Language } from '../../locale/language.ts';
import { say, type MessageKey } from '../../locale/messages.ts';

export const stageWords: Readonly<Record<ImportStage, MessageKey>> = {
  inspect: 'stageInspect',
  rewrite: 'stageRewrite',
  load: 'stageLoad',
  account: 'stageAccount',
};

const reasonWords: Readonly<Record<string, MessageKey>> = {
  'too-few-cells': 'reasonTooFewCells',
  'too-many-cells': 'reasonTooManyCells',
  'unclosed-quote': 'reasonUnclosedQuote',
  'stray-quote': 'reasonStrayQuote',
  'bad-bytes': 'reasonBadBytes',
  'line-too-long': 'reasonLineTooLong',
};

const delimiterWords: Readonly<Record<string, MessageKey>> = {
  ',': 'delimiterComma',
  ';': 'delimiterSemicolon',
  '\t': 'delimiterTab',
  '|': 'delimiterPipe',
};

/** Why a line was set aside, in words. */
export function sayReason(language: Language, reason: string): string {
  return say(language, reasonWords[reason] ?? 'reasonOther', { reason });
}

export function sayDelimiter(language: Language, delimiter: string): string {
  const word = delimiterWords[delimiter];
  return word ? say(language, word) : delimiter;
}

/** Bytes as people write them: 1.2 MB. */
export function formatBytes(bytes: number, language: Language): string {
  const step = bytes >= 1e9 ? 3 : bytes >= 1e6 ? 2 : bytes >= 1e3 ? 1 : 0;
  const unit = ['B', 'kB', 'MB', 'GB'][step] ?? 'B';
  const digits = { maximumFractionDigits: step === 0 ? 0 : 1 };
  return `${new Intl.NumberFormat(language, digits).format(bytes / 1000 ** step)} ${unit}`;
}
