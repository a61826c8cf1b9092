/** Records by id in one IndexedDB store. Where the browser forbids it, nothing is kept. */
export interface RecordStore<T extends { readonly id: string }> {
  all(): Promise<readonly T[]>;
  put(record: T): Promise<void>;
  remove(id: string): Promise<void>;
}

export function createRecordStore<T extends { readonly id: string }>(
  window: Window,
  database: string,
  store: string,
): RecordStore<T> {
  let opening: Promise<IDBDatabase> | null = null;

  function open(): Promise<IDBDatabase> {
    opening ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = window.indexedDB.open(database, 1);
      request.addEventListener('upgradeneeded', () =>
        request.result.createObjectStore(store, { keyPath: 'id' }),
      );
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(toError(request.error)));
    });
    return opening;
  }

  async function run<R>(
    mode: IDBTransactionMode,
    work: (records: IDBObjectStore) => IDBRequest<R>,
  ): Promise<R> {
    const transaction = (await open()).transaction(store, mode);
    const request = work(transaction.objectStore(store));
    return new Promise((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve(request.result));
      transaction.addEventListener('abort', () => reject(toError(transaction.error)));
      transaction.addEventListener('error', () => reject(toError(transaction.error)));
    });
  }

  return {
    all: () => run('readonly', (records) => records.getAll() as IDBRequest<T[]>).catch(() => []),
    put: async (record) => void (await run('readwrite', (records) => records.put(record))),
    remove: async (id) => void (await run('readwrite', (records) => records.delete(id))),
  };
}

function toError(error: DOMException | null): DOMException {
  return error ?? new DOMException('failed', 'UnknownError');
}
