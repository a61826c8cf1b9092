import type { SourceFile } from './source.ts';

const STEP = 2 * 1024 * 1024;
const [LF, CR] = [10, 13];

/**
 * The physical lines (from 1) on which the given bytes of a file stand. `positions` must rise.
 * DuckDB counts records, not lines. A position on a line end counts as the start of what follows.
 */
export async function findLineNumbers(file: SourceFile, positions: readonly number[]): Promise<number[]> {
  const lines: number[] = [];
  let line = 1;
  let afterCr = false;
  for (let start = 0; lines.length < positions.length && start < file.size; start += STEP) {
    const bytes = new Uint8Array(await file.slice(start, Math.min(file.size, start + STEP)).arrayBuffer());
    for (let index = 0; index < bytes.length && lines.length < positions.length; index++) {
      const byte = bytes[index];
      if (afterCr && byte !== LF) line++;
      afterCr = byte === CR;
      if (byte === LF) line++;
      else if (byte !== CR) {
        while (lines.length < positions.length && (positions[lines.length] ?? 0) <= start + index) {
          lines.push(line);
        }
      }
    }
  }
  while (lines.length < positions.length) lines.push(line);
  return lines;
}
