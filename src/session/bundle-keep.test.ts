import { expect, test } from 'vitest';
import { writeTar } from '../intake/write-tar.ts';
import { createBundleKeep } from './bundle-keep.ts';
import { createTestFileKeep } from './test-platform.ts';

const january = new File(['n\n1\n'], 'january.csv');
const february = new File(['n\n2\n'], 'february.csv');

test('a change of one of several files that are one table is noticed, and the table is made again with it', async () => {
  const later = new File(['n\n2\n3\n'], 'february.csv');
  let onDisk = february;
  const keep = createBundleKeep({
    ...createTestFileKeep(),
    hasChanged: (file) => Promise.resolve(file === february && onDisk !== february),
    now: (file) => Promise.resolve(file === february ? onDisk : file),
  });
  const both = writeTar('both.tar', [january, february]);
  keep.noteParts(both, [january, february]);
  expect(await keep.hasChanged(both)).toBe(false);
  onDisk = later;
  expect(await keep.hasChanged(both)).toBe(true);
  const now = await keep.now(both);
  expect(now?.name).toBe('both.tar');
  expect(await now?.slice().text()).toContain('n\n2\n3\n');
});

test('where only the user can bring a file again, the one chosen takes the place of the one of its name', async () => {
  const keep = createBundleKeep({ ...createTestFileKeep(), now: () => Promise.resolve(null) });
  const both = writeTar('both.tar', [january, february]);
  keep.noteParts(both, [january, february]);
  expect(await keep.now(both)).toBeNull();
  expect(keep.replaceParts(both, [new File(['x\n'], 'march.csv')])).toBeNull();
  const again = keep.replaceParts(both, [new File(['n\n2\n4\n'], 'february.csv')]);
  const text = (await again?.slice().text()) ?? '';
  expect(text).toContain('n\n2\n4\n');
  expect(text).toContain('n\n1\n');
});
