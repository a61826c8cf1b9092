import { createChartKind, type CheckChart } from './kinds/chart.ts';
import { checkKind } from './kinds/check.ts';
import { createChurnKind, type CompileChurn } from './kinds/churn.ts';
import { dataKind } from './kinds/data.ts';
import { inputKind } from './kinds/input.ts';
import { createModelKind, type Model } from './kinds/model.ts';
import { queryKind } from './kinds/query.ts';
import { textKind } from './kinds/text.ts';
import type { Kind } from './kind.ts';

export interface KindOptions {
  /** What is wrong with a Vega-Lite spec for these columns, or null. */
  readonly checkChart: CheckChart;
  /** What `model` cells can fit, by the word after `kind=`; without it such cells are kept but not run. */
  readonly models?: ReadonlyMap<string, Model>;
  /** How a definition of churn becomes SQL; without it such cells are kept but not run. */
  readonly compileChurn?: CompileChurn;
}

/** The kinds that this version runs. */
export function createKinds({ checkChart, compileChurn, models }: KindOptions): ReadonlyMap<string, Kind> {
  return new Map<string, Kind>([
    ['text', textKind],
    ['data', dataKind],
    ['input', inputKind],
    ['query', queryKind],
    ['chart', createChartKind(checkChart)],
    ['check', checkKind],
    ...(models ? [['model', createModelKind(models)] as const] : []),
    ...(compileChurn ? [['churn', createChurnKind(compileChurn)] as const] : []),
  ]);
}
