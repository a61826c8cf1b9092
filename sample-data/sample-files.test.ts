import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSampleFiles } from './sample-files.ts';

const folder = import.meta.dirname;
const files = createSampleFiles();

test('the committed CSV files are what the generators write, byte for byte, and there are no others', () => {
  for (const [name, text] of files)
    expect(readFileSync(join(folder, name)).equals(Buffer.from(text)), name).toBe(true);
  const written = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  expect(written.toSorted()).toEqual([...files.keys()].toSorted());
});

test('the data files of the telecom operator stay under 3 MB, those of all other reports under 2 MB', () => {
  const names = readdirSync(folder).filter((name) => /\.(csv|parquet)$/.test(name));
  const sizeOf = (isCounted: (name: string) => boolean): number =>
    names.filter(isCounted).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  expect(sizeOf((name) => name.startsWith('telecom-'))).toBeLessThan(3_000_000);
  expect(sizeOf((name) => !name.startsWith('telecom-'))).toBeLessThan(2_000_000);
});
