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
 * A file's bytes in order, slice by slice; only one is in memory at a time.
 * @throws ProblemError `file-gone`, `cancelled`
 */
export async function* readSlices(
  file: SourceFile,
  start: number,
  { signal, onBytes }: ReadOptions,
): AsyncGenerator<Uint8Array> {
  for (let at = start; at < file.size; at += SLICE_BYTES) {
    if (signal?.aborted) throw new ProblemError({ code: 'cancelled' });
    const end = Math.min(file.size, at + SLICE_BYTES);
    const bytes = await readBytes(file, at, end);
    if (bytes.length < end - at) throw new ProblemError({ code: 'file-gone', values: { file: file.name } });
    yield bytes;
    onBytes?.(end);
  }
}
