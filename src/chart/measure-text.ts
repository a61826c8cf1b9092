import * as vega from 'vega';

/** A text's width in pixels, near enough without fonts: full-width characters one em, others by class. */
export function estimateTextWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const char of text) {
    if (/[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60\u3000-\u303f]/.test(char))
      ems += 1;
    else if (/[iljtfrI.,:;|!'’() ]/.test(char)) ems += 0.34;
    else if (/[mwMW%@—]/.test(char)) ems += 0.9;
    else ems += /[A-Z]/.test(char) ? 0.7 : 0.62;
  }
  return ems * fontSize;
}

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
