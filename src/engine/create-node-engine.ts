import { createEngine } from './create-engine.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { startNodeDriver } from './node-driver.ts';

export interface NodeEngineOptions extends EngineOptions {
  /** Where the engine makes its private folder; the system's place for temporary files when left out. */
  readonly directory?: string;
}

/**
 * Native DuckDB in this process, locked: no network, no file but those given to `load`.
 * @throws ProblemError `engine-start-failed`
 */
export async function createNodeEngine(options: NodeEngineOptions = {}): Promise<Engine> {
  return createEngine(() => startNodeDriver(options.directory), options);
}
