import { EngineCrash } from './driver.ts';

interface Pending {
  readonly resolve: (data: unknown) => void;
  readonly reject: (reason: unknown) => void;
  readonly onProgress: ((percent: number) => void) | undefined;
}

export interface CallOptions {
  readonly transfer?: Transferable[];
  readonly onProgress?: ((percent: number) => void) | undefined;
}

/**
 * Speaks the message protocol of DuckDB-Wasm's own worker script.
 * Why not the package's `AsyncDuckDB`: it copies Arrow buffers instead of moving them, never rejects what is pending when the worker dies,
 * and cannot tell whose progress it reports. The worker answers in order, so progress belongs to the oldest call that waits.
 */
export class WorkerClient {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners: ((cause: unknown) => void)[] = [];
  #next = 0;
  #dead: EngineCrash | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', (event) => this.#receive(event.data as Message));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#die(new EngineCrash(event.message || 'the worker stopped'));
    });
    worker.addEventListener('messageerror', () => this.#die(new EngineCrash('a message could not be read')));
  }

  async call<T>(type: string, data: unknown, options: CallOptions = {}): Promise<T> {
    if (this.#dead) throw this.#dead;
    const messageId = this.#next++;
    return new Promise<T>((resolve, reject) => {
      const done = resolve as (data: unknown) => void;
      this.#pending.set(messageId, { resolve: done, reject, onProgress: options.onProgress });
      this.#worker.postMessage({ messageId, type, data }, options.transfer ?? []);
    });
  }

  onCrash(listener: (cause: unknown) => void): void {
    this.#listeners.push(listener);
  }

  /** Ends a worker that no longer answers; counts as a crash. */
  kill(): void {
    this.#die(new EngineCrash('the engine did not stop'));
  }

  /** Ends the worker on purpose: what waits is rejected, no crash is reported. */
  close(): void {
    this.#listeners.length = 0;
    this.#die(new EngineCrash('the engine was closed'));
  }

  #receive(message: Message): void {
    if (message.type === 'PROGRESS_UPDATE') {
      const [oldest] = this.#pending.values();
      oldest?.onProgress?.((message.data as { percentage: number }).percentage);
      return;
    }
    const pending = this.#pending.get(message.requestId);
    if (!pending || message.type === 'LOG' || message.type === 'INSTANTIATE_PROGRESS') return;
    this.#pending.delete(message.requestId);
    if (message.type !== 'ERROR') {
      pending.resolve(message.data);
      return;
    }
    const { name, message: text } = message.data as { name: string; message: string };
    if (/^(RuntimeError|RangeError|CompileError|LinkError)$/.test(name) || FATAL.test(text)) {
      const crash = new EngineCrash(`${name}: ${text}`);
      pending.reject(crash);
      this.#die(crash);
    } else {
      const error = new Error(text);
      error.name = name;
      pending.reject(error);
    }
  }

  #die(crash: EngineCrash): void {
    if (this.#dead) return;
    this.#dead = crash;
    this.#worker.terminate();
    for (const pending of this.#pending.values()) pending.reject(crash);
    this.#pending.clear();
    for (const listener of this.#listeners.splice(0)) listener(crash);
  }
}

/** After these nothing in the engine works any more; the second is DuckDB's own word. */
const FATAL = /^Aborted\(|database has been invalidated because of a previous fatal error/;

interface Message {
  readonly type: string;
  readonly requestId: number;
  readonly data: unknown;
}
