import startUrl from './start-duckdb-worker.js?url&no-inline';

/** What a worker posts once: the name of a lock that it holds for as long as it lives. */
interface Life {
  readonly life: string;
}

/** To be called in a worker. `start-duckdb-worker.js` does the same for DuckDB's script. */
export function tellLife(): void {
  const life = `ebb.life.${crypto.randomUUID()}`;
  const hold = (): Promise<never> => {
    postMessage({ life });
    return new Promise<never>(() => undefined);
  };
  void navigator.locks?.request(life, hold).catch(() => undefined);
}

/**
 * A worker that is ended from outside (by the browser short of memory, by a debugger, by itself) tells nobody: what was asked of
 * it would never be answered. It holds a lock; when that is free, the worker is gone, and hears an `error` event like after a
 * crash. Where pages have no locks (`file://` in some browsers) nothing is watched.
 */
export function watchWorker(worker: Worker): Worker {
  worker.addEventListener('message', (event) => {
    const { life } = (event.data ?? {}) as Partial<Life>;
    if (life === undefined) return;
    event.stopImmediatePropagation();
    const tell = (): void => {
      worker.dispatchEvent(new ErrorEvent('error', { message: 'the worker was ended', cancelable: true }));
    };
    void navigator.locks.request(life, tell).catch(() => undefined);
  });
  return worker;
}

/** Starts DuckDB-Wasm's worker script with its wasm, both by their absolute URLs, so that the worker is watched. */
export function createDuckdbWorker(script: string, wasm: string): Worker {
  return watchWorker(new Worker(startUrl, { name: JSON.stringify({ script, wasm }) }));
}
