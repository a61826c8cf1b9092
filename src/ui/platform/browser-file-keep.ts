import type { SourceFile } from '../../engine/source.ts';
import type { FileKeep, KeptFile } from '../../session/platform.ts';
import { createRecordStore } from './record-store.ts';

interface KeptRecord extends KeptFile {
  readonly handle?: FileSystemFileHandle;
  readonly blob?: Blob;
}

/** Parts of the File System Access API that not every browser has. */
type Handle = FileSystemFileHandle & {
  queryPermission?: (what: { mode: 'read' }) => Promise<PermissionState>;
  requestPermission?: (what: { mode: 'read' }) => Promise<PermissionState>;
};

/** A copy makes a reload need no click; above this size, knowing where the file lies is enough. */
const COPIED_ANYWAY = 50_000_000;
/** Above this size the user is asked before a copy is made. */
const ASKED = 200_000_000;
const FOLDER = 'files';

/**
 * Loaded files that outlive the page: file handles and facts in IndexedDB, copies in the origin's own file system, or in
 * IndexedDB where there is none (pages of one file, opened from the disk).
 */
export function createBrowserFileKeep(window: Window, createId: () => string): FileKeep {
  const records = createRecordStore<KeptRecord>(window, 'ebb', 'files');
  const origins = new WeakMap<object, Promise<unknown>>();
  const storage = (window.navigator as { storage?: StorageManager }).storage;

  async function handleOf(file: SourceFile): Promise<Handle | null> {
    const origin = await Promise.resolve(origins.get(file)).catch(() => null);
    return typeof origin === 'object' && origin !== null && 'getFile' in origin ? (origin as Handle) : null;
  }

  async function folder(): Promise<FileSystemDirectoryHandle> {
    if (!storage) throw new DOMException('no storage', 'NotSupportedError');
    return (await storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
  }

  /** Copies a file into the origin's file system; gives the Blob to keep in IndexedDB where that cannot be. */
  async function copy(id: string, file: Blob): Promise<Blob | null> {
    try {
      const handle = await (await folder()).getFileHandle(id, { create: true });
      const stream = await handle.createWritable();
      await file.stream().pipeTo(stream);
      return null;
    } catch (thrown) {
      if (thrown instanceof DOMException && thrown.name === 'QuotaExceededError') throw thrown;
      return file;
    }
  }

  async function readCopy({ id, name, modified, blob }: KeptRecord): Promise<File | null> {
    try {
      const bytes = blob ?? (await (await (await folder()).getFileHandle(id)).getFile());
      return new File([bytes], name, { lastModified: modified });
    } catch {
      return null;
    }
  }

  async function erase(id: string): Promise<void> {
    await records.remove(id);
    await folder()
      .then((place) => place.removeEntry(id))
      .catch(() => undefined);
  }

  return {
    noteOrigin: (file, origin) => void origins.set(file, origin),
    async keep(file, mayCopy) {
      if (!(file instanceof File)) return null;
      const { name, size, lastModified: modified } = file;
      const same = (await records.all()).find(
        (one) => one.name === name && one.size === size && one.modified === modified,
      );
      if (same) {
        await records.put({ ...same, keptAt: Date.now() });
        return same;
      }
      const handle = await handleOf(file);
      const isCopied = size <= COPIED_ANYWAY || (!handle && (size <= ASKED || (await mayCopy(size))));
      if (!isCopied && !handle) return null;
      const id = createId();
      try {
        const blob = isCopied ? await copy(id, file) : null;
        if (isCopied) void storage?.persist?.().catch(() => false);
        const record: KeptRecord = {
          id,
          name,
          size,
          modified,
          keptAt: Date.now(),
          how: isCopied ? 'copy' : 'place',
          ...(handle && { handle }),
          ...(blob && { blob }),
        };
        await records.put(record);
        return record;
      } catch {
        await erase(id).catch(() => undefined);
        return null;
      }
    },
    async open(id) {
      const record = (await records.all()).find((one) => one.id === id);
      if (!record) return 'gone';
      const handle = record.handle as Handle | undefined;
      const copied = record.how === 'copy' ? await readCopy(record) : null;
      if (copied) {
        if (handle) origins.set(copied, Promise.resolve(handle));
        return copied;
      }
      if (!handle) return 'gone';
      if ((await handle.queryPermission?.({ mode: 'read' })) !== 'granted') return 'ask';
      return openHandle(handle, origins);
    },
    async permit(id) {
      const handle = (await records.all()).find((one) => one.id === id)?.handle as Handle | undefined;
      return (await handle?.requestPermission?.({ mode: 'read' }).catch(() => 'denied')) === 'granted';
    },
    async hasChanged(file) {
      if (!(file instanceof File) || file.size === 0) return false;
      const handle = await handleOf(file);
      if (handle) {
        if ((await handle.queryPermission?.({ mode: 'read' })) !== 'granted') return false;
        const now = await handle.getFile().catch(() => null);
        return now === null || now.lastModified !== file.lastModified || now.size !== file.size;
      }
      const isReadable = await file
        .slice(0, 1)
        .arrayBuffer()
        .then(() => true)
        .catch(() => false);
      return !isReadable;
    },
    async now(file) {
      const handle = await handleOf(file);
      const found = handle ? await openHandle(handle, origins) : 'gone';
      return found === 'gone' ? null : found;
    },
    list: async () =>
      (await records.all())
        .map(({ id, name, size, modified, keptAt, how }) => ({ id, name, size, modified, keptAt, how }))
        .toSorted((a, b) => b.keptAt - a.keptAt),
    erase,
    async room() {
      const { usage = 0, quota = 0 } = (await storage?.estimate().catch(() => undefined)) ?? {};
      return { used: usage, most: quota };
    },
  };
}

async function openHandle(
  handle: Handle,
  origins: WeakMap<object, Promise<unknown>>,
): Promise<File | 'gone'> {
  try {
    const file = await handle.getFile();
    origins.set(file, Promise.resolve(handle));
    return file;
  } catch {
    return 'gone';
  }
}
