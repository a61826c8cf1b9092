import { ProblemError } from '../problem.ts';
import type { ParquetJob } from './driver.ts';
import type { ParquetAnswer, ParquetRequest } from './parquet-worker.ts';

/**
 * Reads a Parquet file in a worker of its own, batch by batch, and hands each batch on as an Arrow IPC stream.
 * At most one batch waits while another is inserted. A trap in the reader ends only that worker.
 */
export async function loadParquet(
  createWorker: () => Worker,
  file: Blob,
  job: ParquetJob,
  insert: (bytes: Uint8Array<ArrayBuffer>, create: boolean) => Promise<void>,
): Promise<void> {
  const worker = new ParquetWorker(createWorker());
  const stop = (): void => worker.fail(new ProblemError({ code: 'cancelled' }));
  job.signal.addEventListener('abort', stop, { once: true });
  try {
    let next = worker.ask({ kind: 'read', file });
    for (let done = 0, create = true; ; create = false) {
      const batch = await next;
      if (batch.kind !== 'batch') return;
      next = worker.ask({ kind: 'next' });
      next.catch(() => undefined);
      await insert(batch.bytes, create);
      done += batch.rows;
      if (batch.total > 0) job.onProgress((100 * done) / batch.total);
    }
  } finally {
    job.signal.removeEventListener('abort', stop);
    worker.close();
  }
}

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
        this.fail(new ProblemError({ code: answer.code, detail: answer.detail }));
      } else {
        const settle = this.#settle;
        this.#settle = undefined;
        settle?.resolve(answer);
      }
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.fail(new ProblemError({ code: 'parquet-reader-crashed', detail: event.message }));
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
