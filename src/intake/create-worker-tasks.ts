import { ProblemError } from '../problem.ts';
import { directTasks, type IntakeTasks, type TaskWork } from './intake-tasks.ts';
import { unpackAnswer } from './pack-set-aside.ts';
import type { TaskAnswer, TaskRequest } from './intake-worker.ts';

/** Tasks that read only the beginning of a file. */
const SHORT: readonly (keyof IntakeTasks)[] = ['inspect', 'preview', 'forms'];
const SMALL_BYTES = 16 * 1024 * 1024;

/** After light work a worker is kept for the next task; other work may leave much memory behind. */
function isLight({ task, request }: TaskRequest): boolean {
  const isSmall = request.file instanceof Blob && request.file.size <= SMALL_BYTES;
  return SHORT.includes(task) || (task === 'survey' && isSmall);
}

/**
 * Tasks that run in workers, one at a time in each, so that the page stays free. A file that cannot be handed to a worker is
 * worked on here.
 * @param createWorker starts `intake-worker.ts`
 */
export function createWorkerTasks(createWorker: () => Worker): IntakeTasks {
  const names = Object.keys(directTasks) as (keyof IntakeTasks)[];
  let idle: Worker | undefined;
  const crew: Crew = {
    take() {
      const worker = idle ?? createWorker();
      idle = undefined;
      return worker;
    },
    giveBack(worker, done) {
      if (idle || !isLight(done)) worker.terminate();
      else {
        idle = worker;
        // It can be ended while it waits.
        worker.addEventListener('error', () => (idle = idle === worker ? undefined : idle), { once: true });
      }
    },
  };
  const tasks = names.map((task) => [
    task,
    (request: TaskRequest['request'], work: TaskWork) =>
      request.file === undefined || request.file instanceof Blob
        ? runInWorker(crew, { task, request }, work)
        : (directTasks[task] as (request: unknown, work: TaskWork) => Promise<unknown>)(request, work),
  ]);
  return Object.fromEntries(tasks) as IntakeTasks;
}

interface Crew {
  take(): Worker;
  giveBack(worker: Worker, done: TaskRequest): void;
}

function runInWorker(crew: Crew, request: TaskRequest, work: TaskWork): Promise<unknown> {
  const { signal, onBytes } = work;
  return new Promise((done, fail) => {
    if (signal?.aborted) throw new ProblemError({ code: 'cancelled' });
    const worker = crew.take();
    const listening = new AbortController();
    const until = { signal: listening.signal };
    const stop = (problem: ProblemError): void => {
      listening.abort();
      worker.terminate();
      fail(problem);
    };
    const onMessage = ({ data }: MessageEvent<TaskAnswer>): void => {
      if (data.kind === 'bytes') onBytes?.(data.bytes, data.records);
      else if (data.kind === 'failed') stop(new ProblemError(data.problem));
      else {
        listening.abort();
        crew.giveBack(worker, request);
        done(unpackAnswer(data.result));
      }
    };
    worker.addEventListener('message', onMessage, until);
    worker.addEventListener(
      'error',
      (event) => stop(new ProblemError({ code: 'unexpected', detail: event.message })),
      until,
    );
    signal?.addEventListener('abort', () => stop(new ProblemError({ code: 'cancelled' })), until);
    worker.postMessage(request);
  });
}
