import type { Range } from '../../notebook/parse-input-spec.ts';

/**
 * What an input holds. select, text, date: text; number: number; multiselect: texts; range and daterange: from and to,
 * both included. Dates are ISO (`2024-01-05`); null is "not chosen", or an open end.
 */
export type InputValue = null | string | number | readonly string[] | Range<number> | Range<string>;

export function maybeText(value: InputValue): string | null {
  return typeof value === 'string' ? value : null;
}

export function maybeNumber(value: InputValue): number | null {
  return typeof value === 'number' ? value : null;
}

export function toTexts(value: InputValue): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

export function toNumbers(value: InputValue): Range<number> {
  const [from, to]: readonly unknown[] = Array.isArray(value) ? value : [];
  return [typeof from === 'number' ? from : null, typeof to === 'number' ? to : null];
}

export function toDates(value: InputValue): Range<string> {
  const [from, to]: readonly unknown[] = Array.isArray(value) ? value : [];
  return [typeof from === 'string' ? from : null, typeof to === 'string' ? to : null];
}

export function isSameValue(one: InputValue, other: InputValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
