import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

interface LockFile {
  readonly packages: Readonly<
    Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>
  >;
}

test('the lock file holds the native parts of every platform, not only those of the machine that wrote it', () => {
  const { packages } = JSON.parse(
    readFileSync(resolve(import.meta.dirname, '../package-lock.json'), 'utf8'),
  ) as LockFile;
  const held = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')));
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies),
  );
  expect(wanted.length).toBeGreaterThan(20);
  expect(wanted.filter((name) => !held.has(name))).toEqual([]);
});
