import { formatCount } from './format-count.ts';

/** Bytes as people write them: 1.2 MB. */
export function formatBytes(bytes: number): string {
  const step = bytes >= 1e9 ? 3 : bytes >= 1e6 ? 2 : bytes >= 1e3 ? 1 : 0;
  const unit = ['B', 'kB', 'MB', 'GB'][step] ?? 'B';
  return `${formatCount(bytes / 1000 ** step, { digits: step === 0 ? 0 : 1 })} ${unit}`;
}
