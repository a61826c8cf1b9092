import type { Engine } from '../engine/engine.ts';
import { toProblem, type Problem } from '../problem.ts';

export type BootStatus = 'starting' | 'ready' | 'failed';

/** Whether the engine can be used yet. */
export class EngineBoot {
  status = $state.raw<BootStatus>('starting');
  name = $state.raw('');
  problem = $state.raw<Problem | null>(null);

  constructor(engine: Promise<Engine>) {
    engine.then(
      ({ name }) => {
        this.name = name;
        this.status = 'ready';
      },
      (thrown: unknown) => {
        this.problem = toProblem(thrown);
        this.status = 'failed';
      },
    );
  }
}
