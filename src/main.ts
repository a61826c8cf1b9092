import { macroStatements } from './churn/statistics/macros.ts';
import { browserAssets } from './engine/browser-assets.ts';

/** Compiling the engine's wasm takes longest: its worker starts while all else is still on its way. */
const ahead: Worker[] = [];
try {
  ahead.push(browserAssets.createWorker());
} catch {
  // A page that may have no workers: the engine's own start fails the same way, and says so.
}
const assets = { ...browserAssets, createWorker: () => ahead.pop() ?? browserAssets.createWorker() };
const engine = import('./engine/create-browser-engine.ts').then(({ createBrowserEngine }) =>
  createBrowserEngine({
    assets,
    functions: macroStatements,
    onRestart: (lost, why) => void session.then((app) => app.onEngineRestart(lost, why)),
  }),
);
// The screen tells why it did not start, once there is a screen.
engine.catch(() => undefined);
const session = import('./start-app.ts').then(({ startApp }) =>
  startApp(document.querySelector('#app') ?? document.body, engine),
);
