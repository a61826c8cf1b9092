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
