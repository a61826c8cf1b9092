import { breathe } from '../../breathe.ts';
import { refuseAll } from '../../session/chart-drawing.ts';
import { toPausingView } from './pausing-view.ts';

let vega: ReturnType<typeof load> | undefined;

/** Fetches Vega ahead of the first chart, once, in pieces so that no piece blocks the page for long. */
export function loadVega(): ReturnType<typeof load> {
  return (vega ??= load());
}

async function load() {
  const { compile } = await import('vega-lite');
  await breathe();
  const { default: embed } = await import('vega-embed');
  await breathe();
  const { expressionInterpreter } = await import('vega-interpreter');
  const { View, parse } = await import('vega');
  const viewClass = toPausingView(View);
  // The first chart would else pay in one piece for all that runs for the first time.
  for (const spec of growingSpecs) {
    await breathe();
    const compiled = compile(spec as never, { logger: silentLogger() as never }).spec;
    await breathe();
    const runtime = parse(compiled, undefined, { ast: true });
    await breathe();
    const view = new viewClass(runtime, {
      expr: expressionInterpreter,
      renderer: 'none',
      loader: refuseAll as never,
    });
    await view.runAsync();
    view.finalize();
  }
  return { compile, embed, expressionInterpreter, viewClass };
}

const data = { values: [{ a: 'a', b: 1 }] };
const size = { width: 60, height: 20 };
const x = { field: 'a', type: 'nominal' };
const y = { field: 'b', type: 'quantitative' };

/** Charts of the parts that most charts have, each with something more than the one before. */
const growingSpecs: readonly object[] = [
  { ...size, data, mark: 'bar' },
  { ...size, data, mark: 'bar', encoding: { x: { ...x, axis: null } } },
  { ...size, data, mark: 'bar', encoding: { x: { ...x, axis: null }, y: { ...y, axis: null } } },
  { ...size, data, mark: 'bar', encoding: { x, y } },
  { ...size, data, encoding: { x, y }, layer: [{ mark: 'bar' }, { mark: 'text', encoding: { text: y } }] },
];

/** A logger that keeps quiet: what a spec leaves out has been said before it is drawn. */
export function silentLogger(): object {
  const logger: Record<string, unknown> = {};
  for (const name of ['level', 'error', 'warn', 'info', 'debug']) logger[name] = () => logger;
  return logger;
}
