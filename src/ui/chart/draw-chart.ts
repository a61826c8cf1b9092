import { breathe } from '../../breathe.ts';
import type { Spec } from '../../chart/spec.ts';
import { ProblemError } from '../../problem.ts';
import { cleanSvg, refuseAll, withFreshRows, withWidth } from '../../session/chart-drawing.ts';
import type { ChartTooltip } from './chart-tooltip.ts';

export interface DrawnChart {
  /** Redraws for a width in pixels. */
  resize(width: number): Promise<void>;
  toPng(): Promise<Blob>;
  toSvg(): Promise<string>;
  /** Tells of a mark that is clicked, with the row it stands for; lines and areas stand for many. */
  onPick(tell: (row: Readonly<Record<string, unknown>>, x: number, y: number) => void): void;
  finalize(): void;
}

/** Pixels of an exported image for each pixel on screen. */
const exportScale = 2;

/** Draws a completed spec into `host` on a canvas: expressions interpreted, every address refused, tooltips as text. Throws `chart-bad-spec`, `chart-failed`. */
export async function drawChart(host: HTMLElement, spec: Spec, tooltip: ChartTooltip): Promise<DrawnChart> {
  const { compile, embed, expressionInterpreter, viewClass } = await prepareCharts();
  const sized = withWidth(withFreshRows(spec), Math.max(120, host.clientWidth));
  const logger = silentLogger();
  const vega = wrap('chart-bad-spec', () => compile(sized as never, { logger: logger as never }).spec);
  await breathe();
  const result = await embed(host, vega, {
    mode: 'vega',
    ast: true,
    expr: expressionInterpreter,
    viewClass,
    loader: refuseAll as never,
    logger: logger as never,
    renderer: 'canvas',
    actions: false,
    hover: false,
    defaultStyle: false,
    tooltip: (_handler, event, _item, value: unknown) =>
      value === null || value === undefined || value === ''
        ? tooltip.hide()
        : tooltip.show(event.clientX, event.clientY, value),
  }).catch((cause: unknown) => {
    throw failed('chart-failed', cause);
  });
  const { view } = result;
  const follows = spec['width'] === 'container';
  return {
    async resize(width) {
      view.signal('ebbWidth', width);
      if (follows) view.signal('width', width);
      await view.resize().runAsync();
    },
    async toPng() {
      const canvas = await view.toCanvas(exportScale);
      return new Promise((resolve, reject) =>
        canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new ProblemError({ code: 'chart-failed' })))),
      );
    },
    onPick(tell) {
      view.addEventListener('click', (event, item) => {
        const mark = item?.mark?.marktype;
        const datum: unknown = item?.datum;
        if (!mark || ['line', 'area', 'trail', 'group'].includes(mark) || typeof datum !== 'object' || !datum)
          return;
        if (event instanceof MouseEvent) tell(datum as Record<string, unknown>, event.clientX, event.clientY);
      });
    },
    toSvg: async () => cleanSvg(await view.toSVG()),
    finalize() {
      tooltip.hide();
      result.finalize();
    },
  };
}

let vega: ReturnType<typeof loadVega> | undefined;

/** Fetches Vega ahead of the first chart, once. */
export function prepareCharts(): ReturnType<typeof loadVega> {
  return (vega ??= loadVega());
}

/** In pieces, so that no piece blocks the page for long. */
async function loadVega() {
  const { compile } = await import('vega-lite');
  await breathe();
  const { default: embed } = await import('vega-embed');
  await breathe();
  const { expressionInterpreter } = await import('vega-interpreter');
  const { View, parse } = await import('vega');
  /** A view that lets the page answer between its set-up and its first drawing. */
  class PausingView extends View {
    override async runAsync(): Promise<this> {
      await breathe();
      await super.runAsync();
      return this;
    }
  }
  await breathe();
  // The first chart would else pay in one piece for all that runs for the first time.
  const small = compile(smallSpec, { logger: silentLogger() as never }).spec;
  await breathe();
  const runtime = parse(small, undefined, { ast: true });
  await breathe();
  const view = new View(runtime, {
    expr: expressionInterpreter,
    renderer: 'none',
    loader: refuseAll as never,
  });
  await view.runAsync();
  view.finalize();
  return { compile, embed, expressionInterpreter, viewClass: PausingView };
}

/** A chart of the parts that most charts have. */
const smallSpec = {
  width: 60,
  height: 20,
  data: { values: [{ a: 'a', b: 1 }] },
  encoding: { x: { field: 'a', type: 'nominal' as const }, y: { field: 'b', type: 'quantitative' as const } },
  layer: [
    { mark: 'bar' as const },
    { mark: 'text' as const, encoding: { text: { field: 'b', type: 'quantitative' as const } } },
  ],
};

function silentLogger(): object {
  const logger: Record<string, unknown> = {};
  for (const name of ['level', 'error', 'warn', 'info', 'debug']) logger[name] = () => logger;
  return logger;
}

function wrap<T>(code: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw failed(code, cause);
  }
}

function failed(code: string, cause: unknown): ProblemError {
  return new ProblemError(
    { code, detail: cause instanceof Error ? cause.message : String(cause) },
    { cause },
  );
}
