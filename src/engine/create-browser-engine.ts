import { browserAssets } from './browser-assets.ts';
import { startBrowserDriver, type BrowserAssets } from './browser-driver.ts';
import { createEngine } from './create-engine.ts';
import { removeLeftScratch } from './scratch-database.ts';
import type { Engine, EngineOptions } from './engine.ts';

export interface BrowserEngineOptions extends EngineOptions {
  /** Worker and wasm; the build's own when left out. */
  readonly assets?: BrowserAssets;
}

/**
 * DuckDB in a worker of this tab, locked: no network, no file but those given to `load`.
 * @throws ProblemError `engine-start-failed`
 */
export async function createBrowserEngine(options: BrowserEngineOptions = {}): Promise<Engine> {
  const assets = options.assets ?? browserAssets;
  void removeLeftScratch();
  return createEngine((onDisk) => startBrowserDriver(assets, onDisk), options);
}
