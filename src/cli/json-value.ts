import type { Value } from '../engine/table.ts';

/** A value that JSON can hold. */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * A result's value for JSON: integers beyond 2^53 and exact decimals as texts, dates as ISO texts;
 * NaN and ±Infinity as the texts `NaN`, `Infinity`, `-Infinity`, so that they are not taken for missing values.
 */
export function toJsonValue(value: Value): JsonValue {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(toJsonValue);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toJsonValue(part)]));
}

function isList(value: object): value is readonly Value[] {
  return Array.isArray(value);
}
