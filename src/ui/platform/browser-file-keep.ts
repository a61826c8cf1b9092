import type { SourceFile } from '../../engine/source.ts';
import type { FileKeep, KeptFile } from '../../session/platform.ts';
import { createFileCopies } from './file-copies.ts';
import { measureScratch } from './measure-scratch.ts';
import { createRecordStore } from './record-store.ts';

interface KeptRecord extends KeptFile {
  readonly handle?: Handle;
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
const CHANNEL = 'ebb.files';

/**
 * Loaded files that outlive the page: file handles and facts in IndexedDB, copies in the origin's own file system, or in
 * IndexedDB where there is none. What several tabs must not do at once is done under a lock.
 */
export function createBrowserFileKeep(window: Window, createId: () => string): FileKeep {
  const records = createRecordStore<KeptRecord>(window, 'ebb', 'files');
  const { locks, storage } = window.navigator as { locks?: LockManager; storage?: StorageManager };
  const copies = createFileCopies(storage);
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(CHANNEL) : null;
  /** Where a file lies on the disk; null for one read from a copy. */
  const origins = new WeakMap<object, Promise<unknown>>();

  const all = (): Promise<readonly KeptRecord[]> => records.all().catch(() => []);
  const find = async (id: string): Promise<KeptRecord | undefined> =>
    (await all()).find((one) => one.id === id);
  const tellOthers = (): void => channel?.postMessage('changed');

  async function alone<T>(work: () => Promise<T>): Promise<T> {
    let result: T | undefined;
    const isLocked = await locks
      ?.request(CHANNEL, async () => {
        result = await work();
        return true;
      })
      .catch((thrown: unknown) => {
        // Pages without an origin may have no locks.
        if (thrown instanceof DOMException && thrown.name === 'SecurityError') return false;
        throw thrown;
      });
    return isLocked ? (result as T) : work();
  }

  async function handleOf(file: SourceFile): Promise<Handle | null> {
    const origin = await Promise.resolve(origins.get(file)).catch(() => null);
    return typeof origin === 'object' && origin !== null && 'getFile' in origin ? (origin as Handle) : null;
  }

  async function put(record: KeptRecord): Promise<KeptFile> {
    await records.put(record);
    tellOthers();
    return toFacts(record);
  }

  async function make(file: File, handle: Handle | null, isCopied: boolean): Promise<KeptFile | 'no-room'> {
    const { name, size, lastModified: modified } = file;
    const keptAt = Date.now();
    for (const same of await all()) {
      const isSamePlace = same.how === 'place' && same.handle && (await handle?.isSameEntry(same.handle));
      if (isSamePlace && !isCopied) return put({ ...same, name, size, modified, keptAt });
      if (same.name !== name || same.size !== size || same.modified !== modified) continue;
      if (same.how === 'copy' || !isCopied) return put({ ...same, keptAt, ...(handle && { handle }) });
    }
    const id = createId();
    try {
      const blob = isCopied ? await copies.make(id, file) : null;
      if (isCopied) void storage?.persist?.().catch(() => false);
      const how = isCopied ? 'copy' : 'place';
      const facts = { id, name, size, modified, keptAt, how } as const;
      return await put({ ...facts, ...(handle && { handle }), ...(blob && { blob }) });
    } catch {
      await copies.remove(id);
      return 'no-room';
    }
  }

  async function fromHandle(handle: Handle): Promise<File | null> {
    try {
      const file = await handle.getFile();
      origins.set(file, Promise.resolve(handle));
      return file;
    } catch {
      return null;
    }
  }

  return {
    noteOrigin: (file, origin) => void origins.set(file, origin),
    async keep(file, mayCopy) {
      if (!(file instanceof File)) return null;
      const handle = await handleOf(file);
      const { name, size, lastModified } = file;
      const isThere = (await all()).some(
        (one) =>
          one.how === 'copy' && one.name === name && one.size === size && one.modified === lastModified,
      );
      const isCopied =
        isThere || size <= COPIED_ANYWAY || (!handle && (size <= ASKED || (await mayCopy(size))));
      return isCopied || handle ? alone(() => make(file, handle, isCopied)) : null;
    },
    async open(id) {
      const record = await find(id);
      if (!record) return 'gone';
      const { name, size, modified, handle, how } = record;
      const copy = how === 'copy' ? (record.blob ?? (await copies.read(id))) : null;
      if (copy) {
        const file = new File([copy], name, { lastModified: modified });
        origins.set(file, Promise.resolve(handle ?? null));
        return { file, isOther: false };
      }
      if (!handle) return 'gone';
      if ((await handle.queryPermission?.({ mode: 'read' })) !== 'granted') return 'ask';
      const file = await fromHandle(handle);
      return file ? { file, isOther: file.size !== size || file.lastModified !== modified } : 'gone';
    },
    async permit(id) {
      const handle = (await find(id))?.handle;
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
      // A chosen file that is another on the disk now cannot be read any more. A copy never changes.
      if (origins.has(file)) return false;
      return file
        .slice(0, 1)
        .arrayBuffer()
        .then(() => false)
        .catch(() => true);
    },
    async now(file) {
      const handle = await handleOf(file);
      return handle ? fromHandle(handle) : null;
    },
    list: async () => (await all()).map(toFacts).toSorted((a, b) => b.keptAt - a.keptAt),
    async erase(id) {
      await records.remove(id).catch(() => undefined);
      await copies.remove(id);
      tellOthers();
    },
    async tidy() {
      await alone(async () => {
        const known = (await records.all()).map(({ id }) => id);
        for (const id of await copies.ids()) if (!known.includes(id)) await copies.remove(id);
      }).catch(() => undefined);
    },
    onChange: (listener) => channel?.addEventListener('message', listener),
    async room() {
      const { usage = 0, quota = 0 } = (await storage?.estimate().catch(() => undefined)) ?? {};
      const isSafe = (await storage?.persisted?.().catch(() => false)) ?? false;
      return { used: usage, most: quota, isSafe, ...(await measureScratch(storage)) };
    },
  };
}

function toFacts({ id, name, size, modified, keptAt, how }: KeptRecord): KeptFile {
  return { id, name, size, modified, keptAt, how };
}
