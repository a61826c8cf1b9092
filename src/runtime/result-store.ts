import { foldName } from '../sql/fold-name.ts';
import { quoteName } from '../sql/quote.ts';
import type { CellResult } from './kind.ts';
import { relationsOf } from './part-result.ts';
import type { RuntimeEngine } from './runtime.ts';

/** How many results that no cell uses stay at hand, for undo. */
const spare = 6;

/**
 * Results by content key, and the views in `main` that give them their names.
 * What cells no longer use is dropped, the longest unused first, but for a few.
 */
export class ResultStore {
  readonly #engine: RuntimeEngine;
  /** Oldest use first. */
  readonly #results = new Map<string, CellResult>();
  /** By folded name: the name as written, and the relation its view reads. */
  readonly #views = new Map<string, { readonly name: string; readonly relation: string }>();
  #last: Promise<void> = Promise.resolve();

  constructor(engine: RuntimeEngine) {
    this.#engine = engine;
  }

  get(key: string): CellResult | undefined {
    return this.#results.get(key);
  }

  put(key: string, result: CellResult): void {
    this.#results.delete(key);
    this.#results.set(key, result);
  }

  /** The engine lost everything but the loaded tables. */
  clear(): void {
    this.#results.clear();
    this.#views.clear();
  }

  /** Makes the views of `main` give these names to these relations, and drops those whose name is not in `kept`. */
  async setNames(names: ReadonlyMap<string, string>, kept: readonly string[]): Promise<void> {
    this.#last = this.#last.catch(() => undefined).then(() => this.#setNames(names, kept));
    return this.#last;
  }

  /**
   * Drops what is neither used nor among the last few. A cell may come back to an older content meanwhile, so each is asked for
   * once more when its turn comes.
   */
  async sweep(isUsed: (key: string, relations: readonly string[]) => boolean): Promise<void> {
    const isUnused = ([key, result]: readonly [string, CellResult]): boolean =>
      !isUsed(
        key,
        relationsOf(result).map(({ relation }) => relation),
      );
    for (const [key, result] of [...this.#results]) if (!isUnused([key, result])) this.put(key, result);
    const unused = [...this.#results].filter(isUnused);
    const large = unused.filter(([, result]) => relationsOf(result).length > 0);
    for (const [key, result] of large.slice(0, Math.max(0, large.length - spare))) {
      if (this.#results.get(key) !== result || !isUnused([key, result])) continue;
      this.#results.delete(key);
      for (const { relation, made } of relationsOf(result))
        await this.#engine.query(`DROP ${made === 'view' ? 'VIEW' : 'TABLE'} IF EXISTS ${relation}`);
    }
    const small = unused.filter(([, result]) => relationsOf(result).length === 0);
    for (const [key, result] of small.slice(0, Math.max(0, small.length - 100)))
      if (isUnused([key, result])) this.#results.delete(key);
  }

  async #setNames(names: ReadonlyMap<string, string>, kept: readonly string[]): Promise<void> {
    const wanted = new Set(kept.map(foldName));
    for (const [folded, { name }] of this.#views) {
      if (wanted.has(folded)) continue;
      await this.#engine.query(`DROP VIEW IF EXISTS main.${quoteName(name)}`);
      this.#views.delete(folded);
    }
    for (const [name, relation] of names) {
      const folded = foldName(name);
      const old = this.#views.get(folded);
      if (old?.relation === relation && old.name === name) continue;
      await this.#engine.query(`CREATE OR REPLACE VIEW main.${quoteName(name)} AS FROM ${relation}`);
      this.#views.set(folded, { name, relation });
    }
  }
}
