import { ProblemError } from '../problem.ts';
import type { Session } from './driver.ts';

/** Lends sessions, first come first served. Who waits can give up through its signal. */
export class SessionPool {
  readonly #free: Session[];
  readonly #waiting: { give: (session: Session) => void; fail: (reason: unknown) => void }[] = [];

  constructor(sessions: readonly Session[]) {
    this.#free = [...sessions];
  }

  async take(signal: AbortSignal | undefined): Promise<Session> {
    if (signal?.aborted) throw new ProblemError({ code: 'cancelled' });
    const free = this.#free.pop();
    if (free) return free;
    return new Promise((resolve, reject) => {
      const entry = {
        give: (session: Session): void => {
          signal?.removeEventListener('abort', giveUp);
          resolve(session);
        },
        fail: reject,
      };
      const giveUp = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(entry), 1);
        reject(new ProblemError({ code: 'cancelled' }));
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(entry);
    });
  }

  put(session: Session): void {
    const next = this.#waiting.shift();
    if (next) next.give(session);
    else this.#free.push(session);
  }

  /** Fails everyone who still waits. */
  fail(reason: unknown): void {
    for (const entry of this.#waiting.splice(0)) entry.fail(reason);
  }
}
