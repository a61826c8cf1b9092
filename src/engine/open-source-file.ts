import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { ProblemError } from '../problem.ts';
import type { SourceFile } from './source.ts';

/**
 * A file on the disk, read in slices when asked.
 * @throws ProblemError `file-gone`
 */
export async function openSourceFile(path: string): Promise<SourceFile> {
  try {
    const blob = await openAsBlob(path);
    return {
      name: basename(path),
      size: blob.size,
      path,
      slice: (start, end) => blob.slice(start, end),
    };
  } catch (error) {
    throw new ProblemError({ code: 'file-gone', values: { name: basename(path) } }, { cause: error });
  }
}
