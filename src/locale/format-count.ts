import type { Language } from './language.ts';

const formatters = new Map<string, Intl.NumberFormat>();

/** A number as readers of the language write it. Making a formatter takes milliseconds, so each is made once. */
export function formatCount(
  value: number,
  language: Language,
  { digits = 0, style = 'decimal' }: { digits?: number; style?: 'decimal' | 'percent' } = {},
): string {
  const key = `${language} ${digits} ${style}`;
  const formatter =
    formatters.get(key) ?? new Intl.NumberFormat(language, { maximumFractionDigits: digits, style });
  formatters.set(key, formatter);
  return formatter.format(value);
}
