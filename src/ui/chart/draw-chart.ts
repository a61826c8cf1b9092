import { breathe } from '../../breathe.ts';
import type { Spec } from '../../chart/spec.ts';
import { ProblemError } from '../../problem.ts';
import {
  cleanSvg,
  refuseAll,
  withFreshRows,
  withoutMarkLabels,
  withWidth,
} from '../../session/chart-drawing.ts';
import type { ChartTooltip } from './chart-tooltip.ts';
import { loadVega, silentLogger } from './load-vega.ts';

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
  const { compile, embed, expressionInterpreter, viewClass } = await loadVega();
  await breathe();
  const sized = withWidth(withoutMarkLabels(withFreshRows(spec)), Math.max(120, host.clientWidth));
  const logger = silentLogger();
  // Without `$schema`: the embedding would compare versions, which takes longer than many a drawing.
  const vega = wrap('chart-bad-spec', () => compile(sized as never, { logger: logger as never }).spec);
  delete vega.$schema;
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
