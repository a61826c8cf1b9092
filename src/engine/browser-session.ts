import { ArrowRows } from './arrow-rows.ts';
import type { Rows, Session } from './driver.ts';
import type { WorkerClient } from './worker-client.ts';

/** A connection in the worker. Queries are sent, polled and fetched in small steps, so that several interleave. */
export class BrowserSession implements Session {
  readonly #client: WorkerClient;
  readonly #connection: number;
  #running = false;
  #cancelled = false;

  constructor(client: WorkerClient, connection: number) {
    this.#client = client;
    this.#connection = connection;
  }

  async run(sql: string, onProgress?: (percent: number) => void): Promise<Rows> {
    if (isShort(sql)) return this.#runAtOnce(sql);
    let rows: ArrowRows | undefined;
    await this.stream(sql, onProgress, (bytes) => {
      if (rows) rows.add(bytes);
      else rows = new ArrowRows(bytes);
    });
    return (rows as ArrowRows | undefined)?.toRows() ?? NO_ROWS;
  }

  /** Runs a statement and hands on its Arrow messages: the schema first, then the batches. */
  async stream(
    sql: string,
    onProgress: ((percent: number) => void) | undefined,
    take: (bytes: Uint8Array<ArrayBuffer>) => void,
  ): Promise<void> {
    const step = async (type: string, data: unknown): Promise<Uint8Array<ArrayBuffer> | null> => {
      const answer = await this.#client.call<Uint8Array<ArrayBuffer> | null>(type, data, { onProgress });
      if (this.#cancelled) throw new Error('cancelled');
      return answer;
    };
    this.#running = true;
    this.#cancelled = false;
    try {
      let bytes = await step('START_PENDING_QUERY', [this.#connection, sql, true]);
      while (!bytes) bytes = await step('POLL_PENDING_QUERY', this.#connection);
      take(bytes);
      for (;;) {
        bytes = await step('FETCH_QUERY_RESULTS', this.#connection);
        if (bytes?.length === 0) return;
        if (bytes) take(bytes);
      }
    } catch (error) {
      // Until something else ran on the connection, a cancelled CREATE TABLE keeps its table's name taken.
      if (this.#cancelled) await this.#client.call('RUN_QUERY', [this.#connection, 'SELECT 1']);
      throw error;
    } finally {
      this.#running = false;
    }
  }

  /** One message instead of two for each statement and two for each result; meanwhile nothing else runs in the worker. */
  async #runAtOnce(sql: string): Promise<Rows> {
    this.#running = true;
    this.#cancelled = false;
    try {
      const bytes = await this.#client.call<Uint8Array<ArrayBuffer>>('RUN_QUERY', [this.#connection, sql]);
      if (this.#cancelled) throw new Error('cancelled');
      return ArrowRows.whole(bytes).toRows();
    } finally {
      this.#running = false;
    }
  }

  cancel(): void {
    if (!this.#running || this.#cancelled) return;
    this.#cancelled = true;
    void this.#client.call('CANCEL_PENDING_QUERY', this.#connection).catch(() => undefined);
  }

  /** Appends one Arrow IPC stream to a table. The bytes are moved, not copied. */
  async insert(
    bytes: Uint8Array<ArrayBuffer>,
    table: { schema: string; name: string; create: boolean },
  ): Promise<void> {
    await this.#client.call('INSERT_ARROW_FROM_IPC_STREAM', [this.#connection, bytes, table], {
      transfer: [bytes.buffer],
    });
  }
}

/**
 * Statements that end in milliseconds, whatever the size of the tables. A PIVOT is none: it is described by running a query.
 */
function isShort(sql: string): boolean {
  return SHORT.test(sql) && !/\bpivot/i.test(sql);
}

const SHORT =
  /^\s*(describe|set|begin|commit|rollback|use|alter|drop|create\s+(or\s+replace\s+)?(view|macro|schema))\b/i;

const NO_ROWS: Rows = { names: [], types: [], rowCount: 0, at: () => null };
