import { quoteName } from '../../sql/quote.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { Role } from './role.ts';

/**
 * The roles of a table of purchase models (customer, frequency, recency, T), as Fader and Hardie's CDNOW summary is written:
 * recency is the age at the last purchase, T the age now, and frequency leaves the first purchase out. Null for other tables.
 * Ages of two decimals that are all sevenths of days are weeks.
 */
export function readPurchaseModel(
  columns: readonly ColumnFacts[],
): { readonly roles: ReadonlyMap<Role, string>; readonly unit: 'day' | 'week' } | null {
  const find = (name: string): ColumnFacts | undefined =>
    columns.find((one) => one.name.toLowerCase() === name);
  const [age, recency, frequency] = [find('t'), find('recency'), find('frequency')];
  if (!age || !recency || !frequency) return null;
  const ages = [...age.samples, ...recency.samples].map(Number);
  const isWeeks = ages.some((one) => one % 1 !== 0) && ages.every(isSeventh);
  const silence = `${quoteName(age.name)} - ${quoteName(recency.name)}`;
  return {
    roles: new Map<Role, string>([
      ['recency', isWeeks ? `round(7 * (${silence}))` : silence],
      ['frequency', `${quoteName(frequency.name)} + 1`],
      ['tenure', age.name],
    ]),
    unit: isWeeks ? 'week' : 'day',
  };
}

function isSeventh(weeks: number): boolean {
  return Math.abs(weeks * 7 - Math.round(weeks * 7)) < 0.04;
}
