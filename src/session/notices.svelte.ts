import type { MessageKey, MessageValues } from '../locale/messages.ts';
import type { Problem } from '../problem.ts';
import type { Clock } from './platform.ts';

/** A short message that floats over the page. */
export interface Notice {
  readonly id: number;
  readonly tone: 'plain' | 'good' | 'problem';
  readonly key: MessageKey | null;
  readonly values: MessageValues;
  readonly problem: Problem | null;
  readonly action: { readonly key: MessageKey; readonly run: () => void } | null;
}

interface NoticeOptions {
  readonly tone?: Notice['tone'];
  readonly values?: MessageValues;
  readonly action?: Notice['action'];
  /** Stays until it is closed. */
  readonly stays?: boolean;
}

const SHOWN_MS = 7000;

/** The messages on the screen, newest last; at most three. */
export class Notices {
  list = $state.raw<readonly Notice[]>([]);
  #next = 1;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  say(key: MessageKey, options: NoticeOptions = {}): number {
    return this.#add({ key, problem: null, ...options }, options.stays ?? false);
  }

  report(problem: Problem): number {
    return this.#add({ key: null, problem, tone: 'problem' }, false);
  }

  close(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }

  #add(notice: NoticeOptions & Pick<Notice, 'key' | 'problem'>, stays: boolean): number {
    const id = this.#next++;
    const { key, problem, tone = 'plain', values = {}, action = null } = notice;
    const others = this.list.filter((one) => key === null || one.key !== key);
    this.list = [...others, { id, key, problem, tone, values, action }].slice(-3);
    if (!stays) this.#clock.after(SHOWN_MS, () => this.close(id));
    return id;
  }
}
