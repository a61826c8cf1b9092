import { estimateSeconds } from '../intake/estimate-seconds.ts';
import type { ImportProgress } from '../intake/import-report.ts';
import { formatCount } from '../locale/format-count.ts';
import type { Language } from '../locale/language.ts';
import { say } from '../locale/messages.ts';

const PAUSE_MS = 100;

/**
 * One line of a terminal that says how far an import is, written over itself; for a terminal only, since it is no text to keep.
 * @param write to the terminal
 * @param now milliseconds
 */
export function createProgressLine(language: Language, write: (text: string) => void, now: () => number) {
  const start = now();
  let last = -PAUSE_MS;
  let isShown = false;
  return {
    show({ percent, bytes, rows }: ImportProgress): void {
      const elapsed = now() - start;
      if (elapsed - last < PAUSE_MS) return;
      last = elapsed;
      isShown = true;
      const seconds = estimateSeconds(percent, elapsed);
      const parts = [
        `${Math.floor(percent)} %`,
        ...(bytes === undefined ? [] : [`${formatCount(bytes / 1e6, { digits: 1 })} MB`]),
        ...(rows === undefined ? [] : [say(language, 'progressRows', { count: formatCount(rows) })]),
        ...(seconds === undefined ? [] : [say(language, 'progressSeconds', { seconds })]),
      ];
      write(`\r\u001b[K${parts.join(' · ')}`);
    },
    /** Takes the line away. */
    end(): void {
      if (isShown) write('\r\u001b[K');
    },
  };
}
