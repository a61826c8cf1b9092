import type { Language } from './language.ts';
import { limits } from './limit-spec.ts';
import { isSpec, type Spec } from './spec.ts';
import type { Row } from './to-rows.ts';
import { chartNotes } from './words.ts';

export interface LimitedRows {
  readonly rows: readonly Row[];
  /** One sentence for each thing left out. */
  readonly notes: readonly string[];
}

/** The rows that are drawn: the first 20,000, of at most 30 small multiples and 300 values of a discrete axis. Whatever is left out is said. */
export function limitRows(spec: Spec, all: readonly Row[], total: number, language: Language): LimitedRows {
  const say = chartNotes[language];
  const notes: string[] = [];
  let rows = all;
  for (const [fields, most, sentence] of [
    [findFacetFields(spec), limits.facets, say.facets],
    [findDiscreteFields(spec), limits.categories, say.categories],
  ] as const) {
    for (const field of fields) {
      const kept = keepValues(rows, field, most);
      if (kept.values <= most) continue;
      rows = kept.rows;
      notes.push(sentence(most, kept.values, field));
    }
  }
  if (rows.length > limits.rows) rows = rows.slice(0, limits.rows);
  if (rows.length === limits.rows ? total > rows.length : total > all.length)
    notes.unshift(say.rows(rows.length, total));
  return { rows, notes };
}

function keepValues(
  rows: readonly Row[],
  field: string,
  most: number,
): { rows: readonly Row[]; values: number } {
  const values = new Set(rows.map((row) => row[field]));
  if (values.size <= most) return { rows, values: values.size };
  const kept = new Set([...values].slice(0, most));
  return { rows: rows.filter((row) => kept.has(row[field])), values: values.size };
}

function findFacetFields(spec: unknown): string[] {
  if (Array.isArray(spec)) return spec.flatMap(findFacetFields);
  if (!isSpec(spec)) return [];
  const own = ['facet', 'row', 'column'].flatMap((key) => {
    const side = spec[key];
    return isSpec(side) ? [side, side['row'], side['column']].filter(isSpec).map((one) => one['field']) : [];
  });
  return [
    ...own.filter((field) => typeof field === 'string'),
    ...Object.values(spec).flatMap(findFacetFields),
  ];
}

function findDiscreteFields(spec: unknown): string[] {
  if (Array.isArray(spec)) return spec.flatMap(findDiscreteFields);
  if (!isSpec(spec)) return [];
  const encoding = spec['encoding'];
  const own = isSpec(encoding)
    ? ['x', 'y'].flatMap((channel) => {
        const side = encoding[channel];
        const discrete =
          isSpec(side) &&
          (side['type'] === 'nominal' || side['type'] === 'ordinal') &&
          !side['bin'] &&
          !side['timeUnit'];
        return discrete && typeof side['field'] === 'string' ? [side['field']] : [];
      })
    : [];
  return [
    ...own,
    ...['layer', 'spec', 'concat', 'hconcat', 'vconcat'].flatMap((key) => findDiscreteFields(spec[key])),
  ];
}
