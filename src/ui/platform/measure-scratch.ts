import type { StoredRoom } from '../../session/platform.ts';

/** Whether this page has disk space of its own, and how much of it the engines of open tabs use (`engine/scratch-database.ts`). */
export async function measureScratch(
  storage: StorageManager | undefined,
): Promise<Pick<StoredRoom, 'hasDisk' | 'scratch'>> {
  let hasDisk = false;
  let scratch = 0;
  try {
    const root = await storage?.getDirectory();
    hasDisk = root !== undefined;
    const folder = await root?.getDirectoryHandle('scratch');
    for await (const handle of folder?.values() ?? [])
      if (handle instanceof FileSystemFileHandle) scratch += (await handle.getFile()).size;
  } catch {
    // No such space, or nothing in it.
  }
  return { hasDisk, scratch };
}
