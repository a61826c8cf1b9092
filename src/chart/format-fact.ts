import type { ColumnFacts, Grain } from './column-facts.ts';
import type { Language } from './language.ts';
import { labelFormat } from './number-labels.ts';
import { numberFormat } from './number-locale.ts';
import { dateFormat } from './time-axis.ts';
import { timeFormat } from './time-locale.ts';
import type { Cell } from './to-rows.ts';

/** A column's number as the chart's labels write it. */
export function formatNumberText(value: Cell, facts: ColumnFacts | null, language: Language): string {
  if (typeof value !== 'number') return value === null ? '–' : String(value);
  return numberFormat(
    language,
    facts ? labelFormat({ ...facts, whole: facts.whole && Number.isInteger(value) }) : ',d',
  )(value);
}

/** A date cell (`'2024-01-05T00:00:00'`) as the chart's labels write it. */
export function formatDateText(cell: string, grain: Grain, language: Language): string {
  const date = new Date(`${cell}Z`);
  return Number.isNaN(date.getTime()) ? cell : timeFormat(language, dateFormat[language][grain])(date);
}
