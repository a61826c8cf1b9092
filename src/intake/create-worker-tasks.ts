import { ProblemError } from '../problem.ts';
import { directTasks, type IntakeTasks, type TaskWork } from './intake-tasks.ts';
import type { TaskAnswer, TaskRequest } from './intake-worker.ts';

/**
 * Tasks that run in a worker of their own each, so that the page stays free. A file that cannot be handed to a worker is
 * worked on here.
 * @param createWorker starts `intake-worker.ts`
 */
export function createWorkerTasks(createWorker: () => Worker): IntakeTasks {
  const names = Object.keys(directTasks) as (keyof IntakeTasks)[];
  const tasks = names.map((task) => [
    task,
    (request: { readonly file: unknown }, work: TaskWork) =>
      request.file instanceof Blob
        ? runInWorker(createWorker, { task, request }, work)
        : (directTasks[task] as (request: unknown, work: TaskWork) => Promise<unknown>)(request, work),
  ]);
  return Object.fromEntries(tasks) as IntakeTasks;
}

function runInWorker(createWorker: () => Worker, request: TaskRequest, work: TaskWork): Promise<unknown> {
  const { signal, onBytes } = work;
  return new Promise((done, fail) => {
    const worker = createWorker();
    const end = (): void => {
      worker.terminate();
      signal?.removeEventListener('abort', cancel);
    };
    const cancel = (): void => {
      end();
      fail(new ProblemError({ code: 'cancelled' }));
    };
    worker.addEventListener('message', ({ data }: MessageEvent<TaskAnswer>) => {
      if (data.kind === 'bytes') {
        onBytes?.(data.bytes);
        return;
      }
      end();
      if (data.kind === 'done') done(data.result);
      else fail(new ProblemError(data.problem));
    });
    worker.addEventListener('error', (event) => {
      end();
      fail(new ProblemError({ code: 'unexpected', detail: event.message }));
    });
    if (signal?.aborted) cancel();
    else {
      signal?.addEventListener('abort', cancel);
      worker.postMessage(request);
    }
  });
}
