import { toLiteral } from './to-literal.ts';

/** A Vega-Lite specification as data. Its shape is checked by rules and by the compiler, not by types: it may be a stranger's. */
export interface Spec {
  readonly [key: string]: unknown;
}

export const schemaAddress = 'https://vega.github.io/schema/vega-lite/v6.json';

export function isSpec(value: unknown): value is Spec {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A column's value inside a Vega expression, whatever its name. */
export function datum(name: string): string {
  return `datum[${toLiteral(name)}]`;
}
