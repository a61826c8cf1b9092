/** Progress that never falls, stays within 0–100, and is silent once cancelled. */
export function toRising(
  onProgress: ((percent: number) => void) | undefined,
  signal: AbortSignal,
): (percent: number) => void {
  let last = -1;
  return (percent) => {
    const next = Math.min(100, Math.max(0, percent));
    if (!(next > last) || signal.aborted) return;
    last = next;
    onProgress?.(next);
  };
}
