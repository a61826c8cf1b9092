import type { View } from 'vega';
import { breathe } from '../../breathe.ts';

/** How a drawing makes room: it is in pieces of so many milliseconds by this clock, and between them the page answers. */
interface Pauses {
  readonly piece: number;
  readonly now: () => number;
  readonly pause: () => Promise<void>;
}

const pauses: Pauses = { piece: 10, now: () => performance.now(), pause: breathe };

/** What Vega's dataflow has and its types leave out. An operator may answer with a promise; the dataflow waits for it. */
interface Operator {
  run: (pulse: unknown) => unknown;
}
interface Dataflow {
  add(...given: unknown[]): Operator;
  run(...given: unknown[]): this;
  runAfter(callback: (view: this) => unknown, ...given: unknown[]): void;
  evaluate(...given: unknown[]): Promise<unknown>;
  runAsync(...given: unknown[]): Promise<unknown>;
}

/**
 * A view whose first drawing lets the page answer between its operators. Later ones are small and run as Vega runs them:
 * handlers that set a signal and read the result at once stay right.
 */
export function toPausingView(base: typeof View, { piece, now, pause } = pauses): typeof View {
  const Base = base as unknown as new (...given: unknown[]) => Dataflow;
  class PausingView extends Base {
    // The constructor of Vega's view adds operators before fields of this class would exist.
    declare isDrawn?: boolean;
    declare pausesAt?: number;
    declare inner?: Promise<unknown>;

    override add(...given: unknown[]): Operator {
      const operator = super.add(...given);
      const run = operator.run.bind(operator);
      operator.run = (pulse) =>
        this.pausesAt === undefined || now() < this.pausesAt
          ? run(pulse)
          : pause().then(() => {
              this.pausesAt = now() + piece;
              return run(pulse);
            });
      return operator;
    }

    /** Vega fits sizes by a second run within what comes after the first: it pauses as well, so it must be waited for. */
    override run(...given: unknown[]): this {
      if (this.pausesAt === undefined) return super.run(...given);
      this.inner = this.evaluate(...given);
      return this;
    }

    override runAfter(callback: (view: this) => unknown, ...given: unknown[]): void {
      const callAndWait = (view: this): unknown => {
        delete this.inner;
        callback(view);
        return this.inner;
      };
      super.runAfter(callAndWait, ...given);
    }

    override async runAsync(...given: unknown[]): Promise<unknown> {
      if (this.isDrawn) return super.runAsync(...given);
      this.isDrawn = true;
      await pause();
      this.pausesAt = now() + piece;
      try {
        return await super.runAsync(...given);
      } finally {
        delete this.pausesAt;
      }
    }
  }
  return PausingView as unknown as typeof View;
}
