import { compile } from 'vega-lite';
import type { Problem } from '../problem.ts';
import type { Spec } from './spec.ts';

export interface CompiledSpec {
  /** A Vega specification; empty when it could not be compiled. */
  readonly vega: Spec;
  /** What Vega-Lite said of parts that it ignores. */
  readonly warnings: readonly string[];
  readonly problem: Problem | null;
}

/** Warnings on what we ourselves leave open, or that change nothing a reader sees. */
const harmless = /autosize|"fit"|dropping|domain|Using discrete channel/i;

/** Compiles a completed Vega-Lite spec. What does not compile is problem `chart-bad-spec` with Vega-Lite's own words as detail. */
export function compileSpec(spec: Spec): CompiledSpec {
  const warnings: string[] = [];
  const collect = (...words: readonly unknown[]) => {
    warnings.push(words.join(' '));
    return logger;
  };
  const logger = {
    level: () => logger,
    error: collect,
    warn: collect,
    info: () => logger,
    debug: () => logger,
  };
  try {
    const { spec: vega } = compile(spec as unknown as Parameters<typeof compile>[0], {
      logger: logger as never,
    });
    const heard = warnings.filter((warning) => !harmless.test(warning));
    return { vega: vega as unknown as Spec, warnings: heard, problem: null };
  } catch (cause) {
    return {
      vega: {},
      warnings,
      problem: { code: 'chart-bad-spec', detail: cause instanceof Error ? cause.message : String(cause) },
    };
  }
}
