import { watchWorker } from './engine/worker-life.ts';
import { createWorkerTasks } from './intake/create-worker-tasks.ts';

export { importFile } from './intake/import-file.ts';
export { previewFile } from './intake/preview-file.ts';

/** Their heavy work, in workers. */
export const tasks = createWorkerTasks(() =>
  watchWorker(new Worker(new URL('./start-intake-worker.ts', import.meta.url), { type: 'module' })),
);
