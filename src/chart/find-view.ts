import { isSpec, type Spec } from './spec.ts';

export interface View {
  readonly mark: string;
  readonly encoding: Spec;
  /** Transforms change rows on the way to this view, so its numbers are not the rows' own. */
  readonly transformed: boolean;
}

const weight: Readonly<Record<string, number>> = {
  rect: 6,
  bar: 5,
  line: 4,
  trail: 4,
  area: 3,
  point: 2,
  circle: 2,
  square: 2,
  arc: 2,
  text: 1,
};

/** The view that carries a chart's message: a heatmap's cells before bars, before lines, before points; its encoding with what it inherits. */
export function findMainView(spec: Spec): View | null {
  const views = findViews(spec, {}, false);
  return views.reduce<View | null>(
    (best, one) => (best && weightOf(best) >= weightOf(one) ? best : one),
    null,
  );
}

function weightOf(view: View): number {
  return (weight[view.mark] ?? 1) + ('x' in view.encoding || 'y' in view.encoding ? 0.5 : 0);
}

function findViews(value: unknown, inherited: Spec, transformed: boolean): View[] {
  if (Array.isArray(value)) return value.flatMap((item) => findViews(item, inherited, transformed));
  if (!isSpec(value)) return [];
  const encoding = { ...inherited, ...(isSpec(value['encoding']) ? value['encoding'] : {}) };
  const changed = transformed || (Array.isArray(value['transform']) && value['transform'].length > 0);
  const mark = isSpec(value['mark']) ? value['mark']['type'] : value['mark'];
  if (typeof mark === 'string') return [{ mark, encoding, transformed: changed }];
  return ['layer', 'spec', 'concat', 'hconcat', 'vconcat'].flatMap((key) =>
    findViews(value[key], encoding, changed),
  );
}
