import { mount } from 'svelte';
import { checkSpec } from './chart/check-spec.ts';
import { compileChurn } from './churn/definition/compile-churn.ts';
import App from './App.svelte';
import { macroStatements } from './churn/statistics/macros.ts';
import { models } from './churn/statistics/models.ts';
import { createWorkerTasks } from './intake/create-worker-tasks.ts';
import { importFile } from './intake/import-file.ts';
import { createKinds } from './runtime/create-kinds.ts';
import { previewFile } from './intake/preview-file.ts';
import { createRuntime } from './runtime/create-runtime.ts';
import { samples } from './samples.ts';
import { createSession, type Session } from './session/create-session.svelte.ts';
import './ui/theme.css';
import './ui/base.css';
import { browserClock } from './ui/platform/browser-clock.ts';
import { createBrowserFileKeep } from './ui/platform/browser-file-keep.ts';
import { createBrowserFiles } from './ui/platform/browser-files.ts';
import { createBrowserStore } from './ui/platform/browser-store.ts';
import { createBrowserTabs } from './ui/platform/browser-tabs.ts';

const tasks = createWorkerTasks(
  () => new Worker(new URL('./intake/intake-worker.ts', import.meta.url), { type: 'module' }),
);
const fileKeep = createBrowserFileKeep(window, () => crypto.randomUUID());
const target = document.querySelector('#app');
if (target) void start(target);

/** The engine starts first and loads beside the page; nothing waits for it. */
async function start(target: Element): Promise<void> {
  let session: Session | null = null;
  const engine = import('./engine/create-browser-engine.ts').then(({ createBrowserEngine }) =>
    createBrowserEngine({
      functions: macroStatements,
      onRestart: (lost) => session?.onEngineRestart(lost),
    }),
  );
  session = createSession({
    engine,
    importFile: (job) => importFile({ ...job, tasks }),
    previewFile: (job) => previewFile({ ...job, tasks }),
    createRuntime: (queries, observer) =>
      createRuntime({
        engine: queries,
        kinds: createKinds({ checkChart: checkSpec, compileChurn, models }),
        observer,
        clock: () => performance.now(),
      }),
    samples,
    storage: createBrowserStore(() => window.localStorage),
    clock: browserClock,
    files: createBrowserFiles(window),
    fileKeep,
    tabs: await createBrowserTabs(window),
    languages: navigator.languages,
    createId: () => crypto.randomUUID(),
  });
  mount(App, { target, props: { session } });
  void session.restore();
}
