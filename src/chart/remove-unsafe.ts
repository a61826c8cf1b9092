import { isSpec, type Spec } from './spec.ts';

/** Keys through which a chart could reach the network, the page or our own data. */
const forbidden = new Set([
  'usermeta',
  'href',
  'url',
  'data',
  'datasets',
  'element',
  'events',
  'locale',
  'autosize',
  '__proto__',
  'constructor',
  'prototype',
]);
const cursors =
  /^(auto|default|none|pointer|crosshair|help|text|move|grab|grabbing|zoom-in|zoom-out|not-allowed|[nsew]{1,4}-resize|(col|row)-resize)$/;

export interface SafeSpec {
  readonly spec: Spec;
  /** Keys that were taken out, each once. */
  readonly removed: readonly string[];
}

/** A copy of a stranger's spec without addresses, links, outside data, page access and CSS that loads something. Expressions stay: they run interpreted. */
export function removeUnsafe(spec: Spec): SafeSpec {
  const removed = new Set<string>();
  const clean = copy(spec, removed, 0);
  return { spec: isSpec(clean) ? clean : {}, removed: [...removed] };
}

function copy(value: unknown, removed: Set<string>, depth: number): unknown {
  if (depth > 40) return undefined;
  if (Array.isArray(value))
    return value
      .filter((item) => !readsOutsideData(item, removed))
      .map((item) => copy(item, removed, depth + 1));
  if (!isSpec(value)) return value;
  const out: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (forbidden.has(key) || (key === 'cursor' && !isCursor(inner)) || loadsByCss(inner)) {
      if (key !== 'autosize') removed.add(key);
      continue;
    }
    out[key] = copy(inner, removed, depth + 1);
  }
  return out;
}

/** A lookup into data that the spec brings along. */
function readsOutsideData(item: unknown, removed: Set<string>): boolean {
  if (!isSpec(item) || !('lookup' in item) || !isSpec(item['from']) || !('data' in item['from']))
    return false;
  removed.add('lookup');
  return true;
}

function isCursor(value: unknown): boolean {
  return typeof value === 'string' && cursors.test(value);
}

/** `url(…)` in a colour, cursor or font makes a browser fetch; so do its escaped spellings. */
function loadsByCss(value: unknown): boolean {
  return (
    typeof value === 'string' && /url\s*\(|image-set\s*\(|@import|javascript:|expression\s*\(/i.test(value)
  );
}
