import type { TextStore } from '../../session/platform.ts';

/** `localStorage` as the session wants it. Where a browser forbids it, nothing is kept. */
export function createBrowserStore(storage: () => Storage): TextStore {
  const attempt = <T>(work: (storage: Storage) => T, otherwise: T): T => {
    try {
      return work(storage());
    } catch {
      return otherwise;
    }
  };
  return {
    read: (key) => attempt((store) => store.getItem(key), null),
    write: (key, text) => storage().setItem(key, text),
    remove: (key) => attempt((store) => store.removeItem(key), undefined),
    keys: () => attempt((store) => Object.keys(store), []),
  };
}
