import { ProblemError } from '../problem.ts';
import type { ParquetJob } from './driver.ts';
import type { ParquetAnswer, ParquetRequest } from './parquet-worker.ts';

export interface ParquetTarget {
  /** Appends one Arrow IPC stream; the first one makes the table. */
  insert(bytes: Uint8Array<ArrayBuffer>, create: boolean): Promise<void>;
  /** Takes back all that was inserted. */
  clear(): Promise<void>;
}

/**
 * Reads a Parquet file in a worker of its own, batch by batch, and hands each batch on as an Arrow IPC stream.
 * A file that the first reader cannot read, or that brings it down with its worker, gets a new worker and the second reader;
 * when that one fails too, the first failure is told.
 */
export async function loadParquet(
  createWorker: () => Worker,
  file: Blob,
  job: ParquetJob,
  target: ParquetTarget,
): Promise<void> {
  try {
    await readWith('first', createWorker, file, job, target);
  } catch (thrown) {
    if (!(thrown instanceof ParquetFailure) || thrown.problem.code === 'file-gone') throw thrown;
    await target.clear();
    await readWith('second', createWorker, file, job, target).catch((again: unknown) => {
      throw again instanceof ParquetFailure && again.problem.code !== 'file-gone' ? thrown : again;
    });
  }
}

/** At most one batch waits while another is inserted. */
async function readWith(
  reader: 'first' | 'second',
  createWorker: () => Worker,
  file: Blob,
  job: ParquetJob,
  target: ParquetTarget,
): Promise<void> {
  const worker = new ParquetWorker(createWorker());
  const stop = (): void => worker.fail(new ProblemError({ code: 'cancelled' }));
  job.signal.addEventListener('abort', stop, { once: true });
  try {
    job.signal.throwIfAborted();
    let next = worker.ask({ kind: 'read', file, with: reader, rows: job.rows });
    for (let done = 0, create = true; ; create = false) {
      const batch = await next;
      if (batch.kind !== 'batch') return;
      next = worker.ask({ kind: 'next' });
      next.catch(() => undefined);
      await target.insert(batch.bytes, create);
      done += batch.rows;
      if (job.rows !== undefined && done >= job.rows) return;
      if (batch.total > 0) job.onProgress((100 * done) / batch.total);
    }
  } finally {
    job.signal.removeEventListener('abort', stop);
    worker.close();
  }
}

/** The reader's own failure, not that of the table it writes to. */
class ParquetFailure extends ProblemError {}

/** Makes a Parquet file from the messages of one Arrow IPC stream. */
export async function writeParquet(
  createWorker: () => Worker,
  parts: Uint8Array<ArrayBuffer>[],
): Promise<Blob> {
  const worker = new ParquetWorker(createWorker());
  try {
    const answer = await worker.ask(
      { kind: 'write', parts },
      parts.map((part) => part.buffer),
    );
    if (answer.kind !== 'file') throw new Error('the Parquet writer gave no file');
    return answer.file;
  } finally {
    worker.close();
  }
}

class ParquetWorker {
  readonly #worker: Worker;
  #settle: { resolve: (answer: ParquetAnswer) => void; reject: (reason: unknown) => void } | undefined;
  #failed: unknown;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', (event) => {
      const answer = event.data as ParquetAnswer;
      if (answer.kind === 'failed') {
        this.fail(new ParquetFailure({ code: answer.code, detail: answer.detail }));
      } else {
        const settle = this.#settle;
        this.#settle = undefined;
        settle?.resolve(answer);
      }
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.fail(new ParquetFailure({ code: 'parquet-reader-crashed', detail: event.message }));
    });
  }

  async ask(request: ParquetRequest, transfer: Transferable[] = []): Promise<ParquetAnswer> {
    if (this.#failed) throw this.#failed;
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#worker.postMessage(request, transfer);
    });
  }

  fail(reason: unknown): void {
    this.#failed ??= reason;
    this.#worker.terminate();
    this.#settle?.reject(reason);
    this.#settle = undefined;
  }

  close(): void {
    this.#worker.terminate();
  }
}
