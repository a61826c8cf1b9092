import type { Engine } from '../engine/engine.ts';
import { quoteName, quoteText } from '../sql/quote.ts';

/** A segment of a column in memory, as DuckDB allocates it; a column's first is as small as its first rows. */
const SEGMENT_BYTES = 262_144;
const UNITS: Readonly<Record<string, number>> = { KIB: 2 ** 10, MIB: 2 ** 20, GIB: 2 ** 30, TIB: 2 ** 40 };

/** What the engine's memory holds. Bytes. */
export class Memory {
  used = $state.raw(0);
  /** What the engine allows itself. */
  most = $state.raw(0);
  /** The memory was not enough, and the engine uses the disk as well. */
  isOnDisk = $state.raw(false);
  /** About what each loaded table takes, by relation. */
  tables = $state.raw<Readonly<Record<string, number>>>({});
  readonly #engine: Pick<Engine, 'query'>;

  constructor(engine: Pick<Engine, 'query'>) {
    this.#engine = engine;
  }

  async measure(relations: readonly string[]): Promise<void> {
    try {
      const all = await this.#engine.query(
        `SELECT sum(memory_usage_bytes), current_setting('memory_limit'),
          (SELECT count(*) FROM duckdb_databases() WHERE path LIKE 'opfs:%') FROM duckdb_memory()`,
      );
      const tables: Record<string, number> = {};
      for (const relation of relations) {
        const name = quoteText(`files.${quoteName(relation)}`);
        const one = await this.#engine.query(
          `SELECT sum(CASE WHEN count <= 2048 THEN count * 16 ELSE ${SEGMENT_BYTES} END) FROM pragma_storage_info(${name}) WHERE segment_type <> 'VALIDITY'`,
        );
        tables[relation] = Number(one.at(0, 0) ?? 0);
      }
      this.used = Number(all.at(0, 0) ?? 0);
      this.most = parseBytes(String(all.at(0, 1) ?? ''));
      this.isOnDisk = Number(all.at(0, 2) ?? 0) > 0;
      this.tables = tables;
    } catch {
      // Tables come and go while they are measured; the next measure is right again.
    }
  }
}

function parseBytes(text: string): number {
  const [, digits = '0', unit = ''] = /^([\d.]+) ?(\w*)$/.exec(text) ?? [];
  return Number(digits) * (UNITS[unit.toUpperCase()] ?? 1);
}
