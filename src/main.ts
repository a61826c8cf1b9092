import { macroStatements } from './churn/statistics/macros.ts';

/** Compiling the engine's wasm takes longest: its worker starts while the app is still on its way. */
const engine = import('./engine/create-browser-engine.ts').then(({ createBrowserEngine }) =>
  createBrowserEngine({
    functions: macroStatements,
    onRestart: (lost, why) => void session.then((app) => app.onEngineRestart(lost, why)),
  }),
);
const session = import('./start-app.ts').then(({ startApp }) =>
  startApp(document.querySelector('#app') ?? document.body, engine),
);
