import { ProblemError } from '../problem.ts';
import type { Rows, Session } from './driver.ts';

/**
 * A session for the length of one call. Once cancelled it stops what runs and starts nothing more: a cancel may come
 * between two statements, or during one whose failure is expected, and would be forgotten there.
 */
export class LentSession implements Pick<Session, 'run'> {
  readonly #own: Session;
  #isCancelled = false;
  #isReturning = false;

  constructor(own: Session) {
    this.#own = own;
  }

  async run(sql: string, onProgress?: (percent: number) => void): Promise<Rows> {
    const own = this.use();
    const rows = await own.run(sql, onProgress);
    this.use();
    return rows;
  }

  /**
   * The session itself, for one step of work that only its driver knows.
   * @throws ProblemError `cancelled`
   */
  use(): Session {
    if (this.#isCancelled) throw new ProblemError({ code: 'cancelled' });
    return this.#own;
  }

  /** False when the work is done and only tidying up is left. */
  cancel(): boolean {
    if (this.#isReturning) return false;
    this.#isCancelled = true;
    this.#own.cancel();
    return true;
  }

  /** The session for tidying up, which nobody can cancel any more. To be called when no statement runs. */
  giveBack(): Session {
    this.#isReturning = true;
    return this.#own;
  }
}
