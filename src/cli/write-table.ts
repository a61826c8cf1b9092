import { open } from 'node:fs/promises';
import type { Engine } from '../engine/engine.ts';
import { quoteName } from '../sql/quote.ts';

const ROWS_AT_ONCE = 500_000;

/** Writes a loaded table as CSV (UTF-8 with BOM, for Excel) to a file, part by part, so that it may be larger than memory. */
export async function writeTable(
  engine: Pick<Engine, 'write'>,
  relation: string,
  rows: number,
  path: string,
): Promise<void> {
  const all = `SELECT * FROM files.${quoteName(relation)}`;
  const header = await engine.write(`${all} LIMIT 0`, 'csv');
  const out = await open(path, 'w');
  try {
    await out.write(new Uint8Array(await header.arrayBuffer()));
    for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
      const part = await engine.write(
        `${all} WHERE rowid >= ${from} AND rowid < ${from + ROWS_AT_ONCE} ORDER BY rowid`,
        'csv',
      );
      await out.write(new Uint8Array(await part.slice(header.size).arrayBuffer()));
    }
  } finally {
    await out.close();
  }
}
