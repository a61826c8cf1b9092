import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openSourceFile } from '../engine/open-source-file.ts';
import type { Scratch } from '../intake/scratch.ts';

/** Scratch in a private folder on disk; `remove` when no table needs its files any more. */
export async function createFileScratch(parent = tmpdir()): Promise<Scratch & { remove(): Promise<void> }> {
  const home = await mkdtemp(join(parent, 'ebb-copy-'));
  let count = 0;
  return {
    async create(_name, bytes) {
      const path = join(home, `${++count}.csv`);
      await pipeline(Readable.from(bytes), createWriteStream(path));
      return openSourceFile(path);
    },
    remove: () => rm(home, { recursive: true, force: true }),
  };
}
