import * as vega from 'vega';
import { estimateTextWidth } from './text-width.ts';

interface Metrics {
  width: unknown;
  estimateWidth: unknown;
}

/** Vega without a canvas takes every character for 0.8 em: Chinese labels were cut and English ones got too much room. */
export function useTextEstimates(): void {
  const metrics = (vega as unknown as { textMetrics: Metrics }).textMetrics;
  if (metrics.width !== metrics.estimateWidth) return;
  metrics.width = (item: { fontSize?: number }, text: unknown) =>
    estimateTextWidth(String(text ?? ''), item.fontSize ?? 11);
}
