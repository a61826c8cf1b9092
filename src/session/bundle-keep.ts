import type { SourceFile } from '../engine/source.ts';
import { uniqueNames, writeTar } from '../intake/write-tar.ts';
import type { FileKeep } from './platform.ts';

/** Kept files, of which some are several files in one: each of those is looked for on the disk. */
export interface BundleKeep extends FileKeep {
  /** Notes which files `bundle` was made from. */
  noteParts(bundle: SourceFile, parts: readonly SourceFile[]): void;
  /** The bundle with the chosen files in the place of those of the same name; null when there is none of them in it. */
  replaceParts(bundle: SourceFile, chosen: readonly SourceFile[]): SourceFile | null;
}

export function createBundleKeep(keep: FileKeep): BundleKeep {
  const bundles = new WeakMap<SourceFile, readonly SourceFile[]>();
  const bundle = (name: string, parts: readonly SourceFile[]): SourceFile => {
    const made = writeTar(name, parts);
    bundles.set(made, parts);
    return made;
  };
  return {
    ...keep,
    noteParts: (file, parts) => void bundles.set(file, parts),
    replaceParts(file, chosen) {
      const parts = bundles.get(file) ?? [];
      const names = uniqueNames(parts.map(({ name }) => name));
      const next = parts.map((part, index) => chosen.find(({ name }) => name === names[index]) ?? part);
      return next.some((part, index) => part !== parts[index]) ? bundle(file.name, next) : null;
    },
    async hasChanged(file) {
      const parts = bundles.get(file);
      if (!parts) return keep.hasChanged(file);
      const changed = await Promise.all(parts.map((part) => keep.hasChanged(part)));
      return changed.includes(true);
    },
    async now(file) {
      const parts = bundles.get(file);
      if (!parts) return keep.now(file);
      const now = await Promise.all(parts.map((part) => keep.now(part)));
      return now.every((part) => part !== null) ? bundle(file.name, now) : null;
    },
  };
}
