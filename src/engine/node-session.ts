import type { DuckDBConnection, DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api';
import type { Rows, Session } from './driver.ts';
import { parseType, type DuckType } from './duck-type.ts';
import { toValue } from './node-cell.ts';

/** A native connection. */
export class NodeSession implements Session {
  readonly #connection: DuckDBConnection;
  #running: Promise<unknown> | null = null;
  #cancelled = false;
  #closed = false;

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  run(sql: string, onProgress?: (percent: number) => void): Promise<Rows> {
    if (this.#closed) return Promise.reject(new Error('the connection is closed'));
    const running = this.#run(sql, onProgress).finally(() => (this.#running = null));
    this.#running = running;
    return running;
  }

  cancel(): void {
    if (!this.#running) return;
    this.#cancelled = true;
    this.#connection.interrupt();
  }

  /** Ends what runs first: the connection's memory is freed under a query that still has it, and the process breaks. */
  async close(): Promise<void> {
    this.#closed = true;
    this.cancel();
    await this.#running?.catch(() => undefined);
    this.#connection.closeSync();
  }

  async #run(sql: string, onProgress?: (percent: number) => void): Promise<Rows> {
    this.#cancelled = false;
    const watch = setInterval(() => {
      // An interrupt that comes between two tasks is forgotten, so it is repeated until the query ends.
      if (this.#cancelled) this.#connection.interrupt();
      const { percentage } = this.#connection.progress;
      if (percentage >= 0) onProgress?.(percentage);
    }, 50);
    try {
      const result = await this.#connection.run(sql);
      const names = result.columnNames();
      const types = result.columnTypes().map((type) => parseType(String(type)));
      const rows = toRows(names, types, await result.fetchAllChunks());
      if (this.#cancelled) throw new Error('cancelled');
      return rows;
    } finally {
      clearInterval(watch);
    }
  }
}

function toRows(names: readonly string[], types: readonly DuckType[], chunks: DuckDBDataChunk[]): Rows {
  const starts: number[] = [];
  let rowCount = 0;
  for (const chunk of chunks) {
    starts.push(rowCount);
    rowCount += chunk.rowCount;
  }
  const vectors = chunks.map((): (DuckDBVector | undefined)[] => []);
  let last = 0;
  return {
    names,
    types,
    rowCount,
    at(leaving, row, column) {
      const type = leaving[column];
      if (!type || row < 0 || row >= rowCount) return null;
      if (row < (starts[last] ?? 0) || row >= (starts[last + 1] ?? rowCount)) {
        last = starts.findLastIndex((start) => start <= row);
      }
      const vector = ((vectors[last] ??= [])[column] ??= chunks[last]?.getColumnVector(column));
      return vector ? toValue(type, vector.getItem(row - (starts[last] ?? 0))) : null;
    },
  };
}
