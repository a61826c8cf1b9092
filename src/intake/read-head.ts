import { ProblemError } from '../problem.ts';
import type { SourceFile } from '../engine/source.ts';

/** How much of a file is looked at before it is loaded. */
export const HEAD_BYTES = 256 * 1024;

/** The bytes of a part of a file. @throws ProblemError `file-gone` when the file is gone or changed */
export async function readBytes(file: SourceFile, start: number, end: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(start, end).arrayBuffer());
  } catch (cause) {
    throw new ProblemError({ code: 'file-gone', values: { file: file.name } }, { cause });
  }
}

/** Lines that a head should show, and how far it goes on looking for them: a header of ten thousands of names is long. */
const LEAST_LINES = 3;
const MOST_HEAD = 16 * 1024 * 1024;

/** The first 256 KB of a file, or more where lines are very long: from it kind, encoding, dialect and header are found. */
export async function readHead(file: SourceFile): Promise<{ bytes: Uint8Array; isWhole: boolean }> {
  for (let size = HEAD_BYTES; ; size *= 4) {
    const bytes = await readBytes(file, 0, Math.min(file.size, size));
    const isWhole = bytes.length >= file.size;
    if (isWhole || size >= MOST_HEAD || hasLines(bytes)) return { bytes, isWhole };
  }
}

function hasLines(bytes: Uint8Array): boolean {
  let lines = 0;
  for (const byte of bytes) if ((byte === 10 || byte === 13) && ++lines >= LEAST_LINES) return true;
  return false;
}
