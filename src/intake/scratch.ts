import type { SourceFile } from '../engine/source.ts';

/** Keeps bytes that the import makes itself (a clean UTF-8 copy) where the engine can read them in slices. */
export interface Scratch {
  create(name: string, bytes: AsyncIterable<Uint8Array>): Promise<SourceFile>;
}

/** Scratch in Blobs, which a browser moves to disk when they grow. */
export function createBlobScratch(): Scratch {
  return {
    async create(name, bytes) {
      const PART_BYTES = 8 * 1024 * 1024;
      const parts: Blob[] = [];
      let open: Uint8Array<ArrayBuffer>[] = [];
      let size = 0;
      for await (const piece of bytes) {
        open.push(new Uint8Array(piece));
        size += piece.length;
        if (size < PART_BYTES) continue;
        parts.push(new Blob(open));
        open = [];
        size = 0;
      }
      return new File([...parts, ...open], name);
    },
  };
}
