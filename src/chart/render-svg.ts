import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { ProblemError } from '../problem.ts';
import { compileSpec } from './compile-spec.ts';
import { useTextEstimates } from './measure-text.ts';
import { refuseAll } from './refuse-all.ts';
import { withFreshRows } from './fresh-rows.ts';
import { cleanSvg } from './clean-svg.ts';
import type { Spec } from './spec.ts';
import { withWidth } from './with-width.ts';

/** Draws a completed spec as SVG text, with no DOM, no network and interpreted expressions. Throws `chart-bad-spec`, `chart-failed`. */
export async function renderSvg(spec: Spec, width = 860): Promise<string> {
  const sized = withWidth(withFreshRows(spec), width, true);
  const { vega, problem } = compileSpec(sized);
  if (problem) throw new ProblemError(problem);
  useTextEstimates();
  try {
    const runtime = parse(vega as never, undefined, { ast: true });
    const view = new View(runtime, {
      renderer: 'none',
      loader: refuseAll,
      expr: expressionInterpreter,
    } as never);
    const svg = await view.toSVG();
    view.finalize();
    return cleanSvg(svg);
  } catch (cause) {
    throw new ProblemError(
      { code: 'chart-failed', detail: cause instanceof Error ? cause.message : String(cause) },
      { cause },
    );
  }
}
