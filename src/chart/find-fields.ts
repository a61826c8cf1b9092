import { isSpec, type Spec } from './spec.ts';

export interface SpecFields {
  /** Names that must exist: in encodings, transforms and expressions. */
  readonly used: ReadonlySet<string>;
  /** Names that transforms make. */
  readonly made: ReadonlySet<string>;
  /** A `pivot` makes names that only the data knows. */
  readonly open: boolean;
}

/** Keys whose string, or list of strings, is a field: everywhere, and in transforms only. */
const viewKeys = new Set(['field', 'groupby', 'fields']);
const transformKeys = new Set([
  ...viewKeys,
  'stack',
  'impute',
  'key',
  'lookup',
  'on',
  'fold',
  'flatten',
  'pivot',
  'density',
  'quantile',
  'regression',
  'loess',
]);

/** Finds every field that a spec reads or makes. */
export function findFields(spec: Spec): SpecFields {
  const used = new Set<string>();
  const made = new Set<string>();
  const state = { used, made, open: false };
  visit(spec, state, false);
  return state;
}

/** Gives a copy with each field name rewritten. */
export function renameFields(spec: Spec, rename: (name: string) => string): Spec {
  return rewrite(spec, rename, false) as Spec;
}

function visit(
  value: unknown,
  state: { used: Set<string>; made: Set<string>; open: boolean },
  transform: boolean,
): void {
  if (Array.isArray(value)) return value.forEach((item) => visit(item, state, transform));
  if (!isSpec(value)) return;
  if (transform) noteMade(value, state);
  for (const [key, inner] of Object.entries(value)) {
    if (isFieldKey(key, transform)) for (const name of names(inner)) if (name !== '*') state.used.add(name);
    if (key === 'repeat') for (const name of repeated(inner)) state.used.add(name);
    if (transform && (key === 'calculate' || key === 'filter') && typeof inner === 'string')
      for (const name of findDatumNames(inner)) state.used.add(name);
    if (key === 'config' || key === 'datum' || key === 'params' || key === 'values') continue;
    visit(inner, state, key === 'transform' || (transform && typeof inner === 'object'));
  }
}

function noteMade(item: Spec, state: { made: Set<string>; open: boolean }): void {
  for (const name of names(item['as'])) state.made.add(name);
  if ('pivot' in item) state.open = true;
  const defaults =
    'fold' in item
      ? ['key', 'value']
      : 'density' in item
        ? ['value', 'density']
        : 'quantile' in item
          ? ['prob', 'value']
          : [];
  if (item['as'] === undefined) defaults.forEach((name) => state.made.add(name));
  if ('timeUnit' in item || 'bin' in item)
    for (const name of names(item['as'])) state.made.add(`${name}_end`);
  if ('lookup' in item && isSpec(item['from']))
    for (const name of names(item['from']['fields'])) state.made.add(name);
}

function rewrite(value: unknown, rename: (name: string) => string, transform: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => rewrite(item, rename, transform));
  if (!isSpec(value)) return value;
  const out: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    const inside = key === 'transform' || (transform && typeof inner === 'object');
    if (isFieldKey(key, transform) && (typeof inner === 'string' || Array.isArray(inner))) {
      out[key] =
        typeof inner === 'string'
          ? rename(inner)
          : inner.map((item: unknown) =>
              typeof item === 'string' ? rename(item) : rewrite(item, rename, inside),
            );
    } else if (key === 'repeat') out[key] = rewriteRepeat(inner, rename);
    else if (key === 'datum' || key === 'config') out[key] = inner;
    else out[key] = rewrite(inner, rename, inside);
  }
  return out;
}

function rewriteRepeat(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value))
    return value.map((item: unknown) => (typeof item === 'string' ? rename(item) : item));
  if (!isSpec(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([side, list]) => [side, rewriteRepeat(list, rename)]));
}

function isFieldKey(key: string, transform: boolean): boolean {
  return (transform ? transformKeys : viewKeys).has(key);
}

function names(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function repeated(value: unknown): string[] {
  if (isSpec(value)) return Object.values(value).flatMap(repeated);
  return Array.isArray(value) ? names(value) : [];
}

function findDatumNames(expression: string): string[] {
  const plain = expression.matchAll(
    /\bdatum\s*\.\s*([\p{L}_$][\p{L}\p{N}_$]*)|\bdatum\s*\[\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*\]/gu,
  );
  return [...plain].map((match) => match[1] ?? unquote(match[2] ?? ''));
}

function unquote(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/g, '$1');
}
