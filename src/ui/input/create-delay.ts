/** Runs the last of several calls once they have stopped for `ms`. */
export interface Delay {
  call(work: () => void): void;
  /** Runs what waits, now. */
  flush(): void;
  cancel(): void;
}

export function createDelay(ms: number): Delay {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: (() => void) | null = null;
  const flush = (): void => {
    clearTimeout(timer);
    const work = waiting;
    waiting = null;
    work?.();
  };
  return {
    call(work) {
      waiting = work;
      clearTimeout(timer);
      timer = setTimeout(flush, ms);
    },
    flush,
    cancel() {
      clearTimeout(timer);
      waiting = null;
    },
  };
}
