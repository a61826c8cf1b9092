import type { Engine, WorkOptions } from '../engine/engine.ts';
import { ProblemError } from '../problem.ts';

/** An engine that can be asked before it has started: calls wait for it, and can be cancelled while they wait. */
export function createDeferredEngine(starting: Promise<Engine>): Engine {
  return {
    name: '',
    query: async (sql, options) => (await started(starting, options)).query(sql, options),
    load: async (relation, source, options) =>
      (await started(starting, options)).load(relation, source, options),
    convert: async (relation, columns, options) =>
      (await started(starting, options)).convert(relation, columns, options),
    rename: async (from, to) => (await starting).rename(from, to),
    drop: async (relation) => (await starting).drop(relation),
    relations: async () => (await starting).relations(),
    write: async (sql, format, options) => (await started(starting, options)).write(sql, format, options),
    close: async () => (await starting).close(),
  };
}

function started(starting: Promise<Engine>, options: WorkOptions | undefined): Promise<Engine> {
  const signal = options?.signal;
  if (!signal) return starting;
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(new ProblemError({ code: 'cancelled' }));
    if (signal.aborted) return cancel();
    signal.addEventListener('abort', cancel, { once: true });
    starting.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}
