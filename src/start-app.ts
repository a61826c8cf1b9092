import { mount } from 'svelte';
import { breathe } from './breathe.ts';
import { checkSpec } from './chart/check-spec.ts';
import { compileChurn } from './churn/definition/compile-churn.ts';
import App from './App.svelte';
import { models } from './churn/statistics/models.ts';
import type { Engine } from './engine/engine.ts';
import { createKinds } from './runtime/create-kinds.ts';
import { createRuntime } from './runtime/create-runtime.ts';
import { samples } from './samples.ts';
import { createSession, type Session } from './session/create-session.svelte.ts';
import './ui/theme.css';
import './ui/base.css';
import './ui/print.css';
import { browserClock } from './ui/platform/browser-clock.ts';
import { createBrowserFileKeep } from './ui/platform/browser-file-keep.ts';
import { createBrowserFiles } from './ui/platform/browser-files.ts';
import { createBrowserStore } from './ui/platform/browser-store.ts';
import { createBrowserTabs } from './ui/platform/browser-tabs.ts';

/** The first screen does without it: its code comes while that is drawn. */
const intake = breathe().then(() => import('./start-intake.ts'));
const fileKeep = createBrowserFileKeep(window, () => crypto.randomUUID());

/** Puts the app into an element of the page and brings back what was open in it. */
export async function startApp(target: Element, engine: Promise<Engine>): Promise<Session> {
  await breathe();
  const session = createSession({
    engine,
    importFile: async (job) => {
      const { importFile, tasks } = await intake;
      return importFile({ ...job, tasks });
    },
    previewFile: async (job) => {
      const { previewFile, tasks } = await intake;
      return previewFile({ ...job, tasks });
    },
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
  await breathe();
  target.replaceChildren();
  mount(App, { target, props: { session } });
  void session.restore();
  return session;
}
