import { formatLocale, type FormatLocaleDefinition, type FormatLocaleObject } from 'd3-format';
import type { Language } from './language.ts';

/** Digits are grouped by three in both languages; `$` in a format is the language's currency. */
export const numberLocale: Readonly<Record<Language, FormatLocaleDefinition>> = {
  en: { decimal: '.', thousands: ',', grouping: [3], currency: ['$', ''], minus: '−', nan: '–' },
  zh: { decimal: '.', thousands: ',', grouping: [3], currency: ['¥', ''], minus: '−', nan: '–' },
};

const formats = { en: formatLocale(numberLocale.en), zh: formatLocale(numberLocale.zh) };

/** d3-format's formatter for a language. Throws on a bad specifier. */
export function numberFormat(language: Language, specifier: string): (value: number) => string {
  const locale: FormatLocaleObject = formats[language];
  return locale.format(specifier);
}
