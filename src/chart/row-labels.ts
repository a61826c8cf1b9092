import { breakText } from './break-text.ts';
import { estimateTextWidth } from './text-width.ts';

/** Labels beside rows that are wider than this (pixels) leave too little of a phone's width to the rows. */
export const mostBeside = 120;
/** Two lines of this size stand in the height of one row. */
export const smallSize = 10;
const lineWidths = [90, 100, 110, mostBeside, Infinity];

/** Whether a row's label stands in two small lines on a phone, and with it all others of the chart in small letters. */
export function isWideLabel(label: string): boolean {
  return estimateTextWidth(label, 12) > mostBeside;
}

/** A row's label in two small lines, or in one where it has no two words. */
export function breakInTwo(label: string): string[] {
  const tries = lineWidths.map((width) => breakText(label, smallSize, width).map((line) => line.trim()));
  return tries.find(({ length }) => length <= 2) ?? [label];
}

/** Pixels that labels beside rows take on a phone. */
export function measureOnPhone(labels: readonly string[]): number {
  if (!labels.some(isWideLabel)) return Math.max(0, ...labels.map((label) => estimateTextWidth(label, 12)));
  const lines = labels.flatMap((label) => (isWideLabel(label) ? breakInTwo(label) : [label]));
  return Math.min(mostBeside, Math.max(...lines.map((line) => estimateTextWidth(line, smallSize))));
}
