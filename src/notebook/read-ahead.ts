import { breathe } from '../breathe.ts';
import { findMakes } from './find-makes.ts';
import { findReads } from './find-reads.ts';
import type { Notebook } from './notebook.ts';

/** The longest that a piece of reading holds the page (ms). */
const PIECE = 10;

/** Reads what each cell makes and reads, in short pieces, so that a long notebook's graph is at hand when it is asked for. */
export async function readAhead({ cells }: Notebook): Promise<void> {
  let end = performance.now() + PIECE;
  for (const cell of cells) {
    findMakes(cell);
    findReads(cell);
    if (performance.now() < end) continue;
    await breathe();
    end = performance.now() + PIECE;
  }
}
