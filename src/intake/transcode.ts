import type { SourceFile } from '../engine/source.ts';
import { createDecoder } from './create-decoder.ts';
import { ProblemError } from '../problem.ts';
import { type ReadOptions, readSlices } from './read-slices.ts';
import type { Scratch } from './scratch.ts';

/**
 * A UTF-8 copy of a text in another encoding, line for line; nothing when it holds bytes that are no text there.
 * @param bom bytes to leave out at the start
 */
export async function maybeTranscode(
  file: SourceFile,
  encoding: string,
  bom: number,
  scratch: Scratch,
  options: ReadOptions,
): Promise<SourceFile | undefined> {
  const decoder = createDecoder(encoding, { fatal: true });
  const encoder = new TextEncoder();
  async function* recode(): AsyncGenerator<Uint8Array> {
    for await (const bytes of readSlices(file, bom, options))
      yield encoder.encode(decoder.decode(bytes, { stream: true }));
    yield encoder.encode(decoder.decode());
  }
  try {
    return await scratch.create(file.name, recode());
  } catch (thrown) {
    if (thrown instanceof ProblemError || !(thrown instanceof TypeError)) throw thrown;
    return undefined;
  }
}
