import type { SourceFile } from '../engine/source.ts';

/** A table pasted as text, as a file that can be imported. */
export function createPastedFile(text: string, name = 'pasted.txt'): SourceFile {
  return new File([text], name, { type: 'text/plain' });
}
