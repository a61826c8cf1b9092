/** Copies of files by id. */
export interface FileCopies {
  /** Copies a file; gives a Blob to keep in the record itself where there is no other place. Rejects when there is no room. */
  make(id: string, file: Blob): Promise<Blob | null>;
  /** Null when there is none. */
  read(id: string): Promise<Blob | null>;
  remove(id: string): Promise<void>;
  /** Ids of all copies. */
  ids(): Promise<readonly string[]>;
}

const FOLDER = 'files';

/**
 * Copies in the origin's own file system. There is none for a page opened from the disk (`file://`) and in some private
 * windows; a copy then goes into its record in IndexedDB.
 */
export function createFileCopies(storage: StorageManager | undefined): FileCopies {
  async function folder(): Promise<FileSystemDirectoryHandle> {
    if (!storage) throw new DOMException('no storage', 'NotSupportedError');
    return (await storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
  }

  async function remove(id: string): Promise<void> {
    await folder()
      .then((place) => place.removeEntry(id))
      .catch(() => undefined);
  }

  return {
    async make(id, file) {
      try {
        const handle = await (await folder()).getFileHandle(id, { create: true });
        const stream = await handle.createWritable();
        await file.stream().pipeTo(stream);
        return null;
      } catch (thrown) {
        await remove(id);
        if (thrown instanceof DOMException && thrown.name === 'QuotaExceededError') throw thrown;
        return file;
      }
    },
    async read(id) {
      try {
        return await (await (await folder()).getFileHandle(id)).getFile();
      } catch {
        return null;
      }
    },
    remove,
    async ids() {
      const names: string[] = [];
      try {
        for await (const name of (await folder()).keys()) names.push(name);
      } catch {
        // No file system, no copies in it.
      }
      return names;
    },
  };
}
