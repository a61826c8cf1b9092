/** Records by id in one IndexedDB store. All calls reject where the browser forbids it or there is no room. */
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

  /** Opened once, and again after the user cleared what the site stores. */
  function open(): Promise<IDBDatabase> {
    const forget = (): void => {
      opening = null;
    };
    opening ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = window.indexedDB.open(database, 1);
      request.addEventListener('upgradeneeded', () =>
        request.result.createObjectStore(store, { keyPath: 'id' }),
      );
      request.addEventListener('success', () => {
        request.result.addEventListener('close', forget);
        resolve(request.result);
      });
      request.addEventListener('error', () => {
        forget();
        reject(toError(request.error));
      });
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
    all: () => run('readonly', (records) => records.getAll() as IDBRequest<T[]>),
    put: async (record) => void (await run('readwrite', (records) => records.put(record))),
    remove: async (id) => void (await run('readwrite', (records) => records.delete(id))),
  };
}

function toError(error: DOMException | null): DOMException {
  return error ?? new DOMException('failed', 'UnknownError');
}
