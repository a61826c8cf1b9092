import { isSpec, type Spec } from './spec.ts';

export const limits = {
  /** Rows drawn. */
  rows: 20_000,
  /** Small multiples. */
  facets: 30,
  /** Values of a discrete axis. */
  categories: 300,
  /** Views in one `layer`, `concat` or `repeat`. */
  views: 24,
  /** Characters of the spec as JSON. */
  characters: 200_000,
  pixels: 2000,
} as const;

const views = new Set(['layer', 'concat', 'hconcat', 'vconcat']);
const counts: Readonly<Record<string, number>> = {
  maxbins: 500,
  steps: 1000,
  resolve: 1000,
  tickCount: 60,
  columns: 24,
  strokeWidth: 60,
  size: 10_000,
};
const sizes = new Set(['fontSize', 'labelFontSize', 'titleFontSize', 'subtitleFontSize']);
const tooFine = /^(utc)?(milliseconds?|seconds?|minutes?)$/;

/** A copy in which no number can make the page freeze: sizes, counts of views, bins, ticks and steps are bounded. */
export function limitSpec(spec: Spec): Spec {
  return bound(spec) as Spec;
}

function bound(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bound);
  if (!isSpec(value)) return value;
  const out: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    const kept = boundKey(key, inner);
    if (kept !== undefined) out[key] = bound(kept);
  }
  return out;
}

function boundKey(key: string, value: unknown): unknown {
  if (key === 'width' || key === 'height') return boundSize(value);
  if (views.has(key) && Array.isArray(value)) return value.slice(0, limits.views);
  if (key === 'repeat') return boundRepeat(value);
  if (key === 'tickCount' && !isTickCount(value)) return undefined;
  if (key === 'bin' && isSpec(value)) return boundBin(value);
  if (key === 'keyvals' && !Array.isArray(value)) return undefined;
  const most = counts[key];
  if (most !== undefined)
    return typeof value === 'number'
      ? clamp(value, 0, most)
      : isExpression(value) && key !== 'size' && key !== 'strokeWidth'
        ? undefined
        : value;
  if (sizes.has(key) && typeof value === 'number') return clamp(value, 11, 96);
  return value;
}

function boundSize(value: unknown): unknown {
  if (typeof value === 'number') return clamp(value, 10, limits.pixels);
  if (isSpec(value) && typeof value['step'] === 'number')
    return { ...value, step: clamp(value['step'], 1, 120) };
  if (isSpec(value) && ('step' in value || isExpression(value))) return undefined;
  return value;
}

function boundRepeat(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, limits.views);
  if (!isSpec(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([side, fields]) => [
      side,
      Array.isArray(fields) ? fields.slice(0, 6) : fields,
    ]),
  );
}

function isTickCount(value: unknown): boolean {
  if (typeof value === 'number') return true;
  const interval = isSpec(value) ? value['interval'] : value;
  if (isSpec(value) && isExpression(value)) return String(value['expr']).startsWith('ceil(width /');
  return typeof interval === 'string' && !tooFine.test(interval);
}

/** A step of its own could ask for any number of bins. */
function boundBin(value: Spec): Spec {
  const { step, minstep, ...rest } = value;
  return step === undefined && minstep === undefined
    ? value
    : { ...rest, maxbins: 100, ...(typeof step === 'number' && step > 0 ? { nice: true } : {}) };
}

function isExpression(value: unknown): boolean {
  return isSpec(value) && ('expr' in value || 'signal' in value);
}

function clamp(value: number, low: number, high: number): number {
  return Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : low;
}
