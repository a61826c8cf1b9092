import type { Column } from '../engine/table.ts';
import type { Problem } from '../problem.ts';
import { calmBands } from './calm-bands.ts';
import { checkSpec } from './check-spec.ts';
import { findColumnFacts } from './column-facts.ts';
import { defaultSpec } from './default-spec.ts';
import { describeChart } from './describe-chart.ts';
import { findColumn, toAlias } from './field-alias.ts';
import { fitNarrow } from './fit-narrow.ts';
import { fillEncodings } from './fill-encodings.ts';
import { renameFields } from './find-fields.ts';
import { fillLabelInk } from './label-ink.ts';
import type { Language } from './language.ts';
import { limitRows } from './limit-rows.ts';
import { limitSpec } from './limit-spec.ts';
import { placeGuides } from './place-guides.ts';
import { removeUnsafe } from './remove-unsafe.ts';
import { schemaAddress, isSpec, type Spec } from './spec.ts';
import { chartTheme, inks, type ThemeName } from './theme.ts';
import type { Row } from './to-rows.ts';
import { widenBars } from './widen-bars.ts';
import { chartNotes } from './words.ts';

export interface ChartRequest {
  /** As the user wrote it, parsed; null or `{}` asks for the default. */
  readonly spec: unknown;
  /** From `toRows`: unique names. */
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Rows of the whole result when `rows` holds fewer. */
  readonly total?: number;
  readonly theme: ThemeName;
  readonly language: Language;
  readonly title?: string;
}

export interface CompletedChart {
  /** A whole Vega-Lite spec: safe, with data and theme. */
  readonly spec: Spec;
  /** The spec before data and theme, as a user would write it: the default one can be copied into the cell. */
  readonly source: Spec;
  /** The text alternative. */
  readonly sentence: string;
  /** Pixels below which its labels would cover each other; 0 where it fits any width. */
  readonly minWidth: number;
  /** What the reader must know of the picture, in sentences: rows left out, parts removed. */
  readonly notes: readonly string[];
  /** Why this cannot be drawn; the spec is then empty of marks. */
  readonly problem: Problem | null;
}

/** Fills in everything a chart needs. Never throws: what is wrong comes as `problem`. */
export function completeSpec(request: ChartRequest): CompletedChart {
  const { columns, language, theme } = request;
  const say = chartNotes[language];
  const asked = isSpec(request.spec) && Object.keys(request.spec).length > 0;
  const problem = checkSpec(request.spec, columns);
  if (problem) return { spec: {}, source: {}, sentence: '', minWidth: 0, notes: [], problem };

  const safe = removeUnsafe(asked ? (request.spec as Spec) : defaultSpec(columns, request.rows, language));
  const source = limitSpec(safe.spec);
  const { rows, notes } = limitRows(source, request.rows, request.total ?? request.rows.length, language);
  const facts = findColumnFacts(columns, rows);
  const names = new Set(columns.map((column) => column.name));
  const finish = (one: Spec): Spec =>
    placeGuides(calmBands(widenBars(fillLabelInk(one, inks[theme].text), rows, names)));
  const { spec: filled, minWidth } = asked
    ? fitNarrow(finish(fillEncodings(source, facts, rows, language)), rows, names)
    : { spec: source, minWidth: 0 };
  const sentence = describeChart(source, { columns, rows, language, plain: !asked });
  const aliased = renameFields(filled, (field) => {
    const column = findColumn(field, names);
    return column === null ? field : toAlias(column);
  });
  return {
    source,
    sentence,
    minWidth,
    problem: null,
    notes: [...notes, ...(asked && safe.removed.length > 0 ? [say.removed(safe.removed.join(', '))] : [])],
    spec: {
      ...fitToWidth(aliased),
      $schema: schemaAddress,
      description: sentence,
      ...(request.title ? { title: withTitle(aliased['title'], request.title) } : {}),
      params: [
        ...(Array.isArray(aliased['params']) ? aliased['params'] : []),
        { name: 'ebbWidth', value: 860 },
      ],
      data: inlineData(columns, rows),
      config: mergeConfig(chartTheme(theme, language), aliased['config']),
    },
  };
}

/** Single and layered views follow the container's width; composed ones keep the width of their parts. */
function fitToWidth(spec: Spec): Spec {
  const composed = ['facet', 'repeat', 'concat', 'hconcat', 'vconcat'].some((key) => key in spec);
  const encoding = isSpec(spec['encoding']) ? spec['encoding'] : {};
  const faceted = ['row', 'column', 'facet'].some((key) => key in encoding);
  if (composed || faceted) return { ...spec, autosize: { type: 'pad' } };
  const stepped = isSpec(spec['height']) && 'step' in spec['height'];
  const width = spec['width'] ?? 'container';
  const fit = width !== 'container' ? 'pad' : stepped ? 'fit-x' : 'fit';
  return {
    ...spec,
    width,
    ...(spec['height'] === undefined ? { height: stepped ? spec['height'] : defaultHeight(spec) } : {}),
    autosize: { type: fit, contains: 'padding' },
  };
}

/** Rows of a discrete axis need room each; all else gets a calm landscape format. */
function defaultHeight(spec: Spec): unknown {
  const y = isSpec(spec['encoding']) ? spec['encoding']['y'] : undefined;
  const discrete = isSpec(y) && (y['type'] === 'nominal' || y['type'] === 'ordinal');
  return discrete ? { step: 28 } : 300;
}

function inlineData(columns: readonly Column[], rows: readonly Row[]): Spec {
  const aliases = columns.map((column) => column.name).filter((name) => toAlias(name) !== name);
  const times = columns.filter((column) => column.kind === 'date' || column.kind === 'timestamp');
  const parse = Object.fromEntries(
    times.flatMap(({ name }) => [name, toAlias(name)].map((one) => [one, 'date'])),
  );
  return {
    values: rows.map((row) => ({
      ...row,
      ...Object.fromEntries(aliases.map((name) => [toAlias(name), row[name] ?? null])),
    })),
    format: { type: 'json', parse },
  };
}

function withTitle(own: unknown, title: string): unknown {
  if (typeof own === 'string' && own !== '') return own;
  if (!isSpec(own)) return title;
  return own['text'] ? own : { ...own, text: title };
}

/** The user's config over ours, key by key. */
function mergeConfig(ours: Spec, theirs: unknown): Spec {
  if (!isSpec(theirs)) return ours;
  const merged: Record<string, unknown> = { ...ours };
  for (const [key, value] of Object.entries(theirs)) {
    const own = merged[key];
    merged[key] = isSpec(own) && isSpec(value) ? mergeConfig(own, value) : value;
  }
  return merged;
}
