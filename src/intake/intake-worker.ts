import { toProblem, type Problem } from '../problem.ts';
import { directTasks, type IntakeTasks, type TaskWork } from './intake-tasks.ts';
import { packAnswer } from './pack-set-aside.ts';
import { createBlobScratch } from './scratch.ts';

/** What the page asks of an intake worker: one task, one answer. */
export interface TaskRequest {
  readonly task: keyof IntakeTasks;
  readonly request: { readonly file?: unknown };
}

export type TaskAnswer =
  | { readonly kind: 'bytes'; readonly bytes: number; readonly records?: number | undefined }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly problem: Problem };

const answer = (message: TaskAnswer): void => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<TaskRequest>) => {
  const work: TaskWork = {
    scratch: createBlobScratch(),
    onBytes: (bytes, records) => answer({ kind: 'bytes', bytes, records }),
  };
  const run = directTasks[data.task] as (request: unknown, work: TaskWork) => Promise<unknown>;
  run(data.request, work).then(
    (result) => answer({ kind: 'done', result: packAnswer(result) }),
    (thrown: unknown) => answer({ kind: 'failed', problem: toProblem(thrown) }),
  );
});
