import wasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import worker from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import type { BrowserAssets } from './browser-driver.ts';
import { createScratchDatabase } from './scratch-database.ts';
import { createDuckdbWorker, watchWorker } from './worker-life.ts';

const workerUrl = new URL(worker, location.href).href;
const wasmUrl = new URL(wasm, location.href).href;

/** The engine's parts as the build lays them beside the page. */
export const browserAssets: BrowserAssets & { readonly workerUrl: string } = {
  workerUrl,
  wasmUrl,
  createWorker: () => createDuckdbWorker(workerUrl, wasmUrl),
  createParquetWorker: () =>
    watchWorker(new Worker(new URL('./parquet-worker.ts', import.meta.url), { type: 'module' })),
  createScratch: createScratchDatabase,
};
