import type { Column } from '../engine/table.ts';
import { barSpec } from './bar-spec.ts';
import { chooseChart } from './choose-chart.ts';
import { findColumnFacts } from './column-facts.ts';
import { countSpec } from './count-spec.ts';
import { heatmapSpec } from './heatmap-spec.ts';
import type { Language } from './language.ts';
import { lineSpec } from './line-spec.ts';
import { numberSpec } from './number-spec.ts';
import { paretoSpec } from './pareto-spec.ts';
import { scatterSpec } from './scatter-spec.ts';
import type { Spec } from './spec.ts';
import type { Row } from './to-rows.ts';

/** A chart that suits the columns: their types choose its form, their names choose percent, bounds and unfinished periods. Without data, as a user would write it. */
export function defaultSpec(columns: readonly Column[], rows: readonly Row[], language: Language): Spec {
  const choice = chooseChart(findColumnFacts(columns, rows), rows);
  switch (choice.form) {
    case 'line':
      return lineSpec(choice, rows, language);
    case 'bar':
      return barSpec(choice, rows, language);
    case 'pareto':
      return paretoSpec(choice, rows, language);
    case 'heatmap':
      return heatmapSpec(choice, language);
    case 'scatter':
      return scatterSpec(choice);
    case 'number':
      return numberSpec(choice);
    case 'count':
      return countSpec(choice, language);
  }
}
