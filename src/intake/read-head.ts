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

/** The first 256 KB of a file, from which kind, encoding, dialect and header are found. */
export async function readHead(file: SourceFile): Promise<{ bytes: Uint8Array; isWhole: boolean }> {
  const bytes = await readBytes(file, 0, Math.min(file.size, HEAD_BYTES));
  return { bytes, isWhole: bytes.length >= file.size };
}
