import type { ScatterChoice } from './choose-chart.ts';
import type { ColumnFacts } from './column-facts.ts';
import { axisFormat, labelFormat } from './number-labels.ts';
import type { Spec } from './spec.ts';

/** Two numbers against each other. */
export function scatterSpec({ x, y, color, label }: ScatterChoice): Spec {
  return {
    mark: { type: 'point', opacity: 0.7 },
    encoding: {
      x: positionOf(x),
      y: positionOf(y),
      ...(color ? { color: { field: color.name, type: 'nominal', title: color.name } } : {}),
      tooltip: [label, color, x, y].filter((one) => one !== null).map(tipOf),
    },
  };
}

function positionOf(facts: ColumnFacts): Spec {
  if (facts.part === 'time') return { field: facts.name, type: 'temporal', title: null };
  const zero = facts.min >= 0 && facts.min < facts.max * 0.4;
  return {
    field: facts.name,
    type: 'quantitative',
    title: facts.name,
    axis: { format: axisFormat(facts) },
    scale: { zero },
  };
}

function tipOf(facts: ColumnFacts): Spec {
  if (facts.part === 'time') return { field: facts.name, type: 'temporal', title: facts.name };
  if (facts.part !== 'number') return { field: facts.name, type: 'nominal', title: facts.name };
  return { field: facts.name, type: 'quantitative', title: facts.name, format: labelFormat(facts) };
}
