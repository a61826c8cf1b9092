import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import type { BrowserAssets } from './browser-driver.ts';
import { createScratchDatabase } from './scratch-database.ts';
import { createWatchedWorker, watchWorker } from './worker-life.ts';

/** The engine's parts as the build lays them beside the page. */
export const browserAssets: BrowserAssets & { readonly workerUrl: string } = {
  workerUrl: new URL(workerUrl, location.href).href,
  createWorker: () => createWatchedWorker(new URL(workerUrl, location.href).href),
  wasmUrl: new URL(wasmUrl, location.href).href,
  createParquetWorker: () =>
    watchWorker(new Worker(new URL('./parquet-worker.ts', import.meta.url), { type: 'module' })),
  createScratch: createScratchDatabase,
};
