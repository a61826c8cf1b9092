import type { SourceFile } from '../engine/source.ts';
import { ProblemError } from '../problem.ts';
import { readBytes } from './read-head.ts';

/** So small that working on one slice never holds the page up. */
const SLICE_BYTES = 256 * 1024;

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** Bytes read so far, and records where they are counted. */
  readonly onBytes?: (bytes: number, records?: number) => void;
}

/**
 * A file's bytes in order, slice by slice. While one is worked on the next is being read; no more than these two are in memory.
 * @throws ProblemError `file-gone`, `cancelled`
 */
export async function* readSlices(
  file: SourceFile,
  start: number,
  { signal, onBytes }: ReadOptions,
): AsyncGenerator<Uint8Array> {
  let coming = readSlice(file, start);
  for (let at = start; at < file.size; at += SLICE_BYTES) {
    if (signal?.aborted) throw new ProblemError({ code: 'cancelled' });
    const bytes = await coming;
    const end = Math.min(file.size, at + SLICE_BYTES);
    if (bytes.length < end - at) throw new ProblemError({ code: 'file-gone', values: { file: file.name } });
    coming = readSlice(file, end);
    yield bytes;
    onBytes?.(end);
  }
}

function readSlice(file: SourceFile, at: number): Promise<Uint8Array> {
  const reading = readBytes(file, at, Math.min(file.size, at + SLICE_BYTES));
  // Nobody may wait for it any more; who does is told.
  reading.catch(() => undefined);
  return reading;
}
