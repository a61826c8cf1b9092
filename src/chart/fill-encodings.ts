import type { ColumnFacts } from './column-facts.ts';
import { findColumn } from './field-alias.ts';
import type { Language } from './language.ts';
import { axisFormat, labelFormat } from './number-labels.ts';
import { isSpec, type Spec } from './spec.ts';
import { dateFormat, timeAxis } from './time-axis.ts';
import type { Row } from './to-rows.ts';

const sameUnit = new Set([undefined, 'mean', 'average', 'median', 'min', 'max', 'q1', 'q3']);

/** Fills what a user's encodings leave open from the columns: type, title, percent and date formats. What is written stays. */
export function fillEncodings(
  spec: Spec,
  facts: readonly ColumnFacts[],
  rows: readonly Row[],
  language: Language,
): Spec {
  const byName = new Map(facts.map((one) => [one.name, one]));
  const names = new Set(byName.keys());

  const fillView = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(fillView);
    if (!isSpec(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === 'encoding' && isSpec(inner)
          ? fillAll(inner)
          : key === 'config' || key === 'transform'
            ? inner
            : fillView(inner),
      ]),
    );
  };
  const fillAll = (encoding: Spec): Spec =>
    Object.fromEntries(
      Object.entries(encoding).map(([channel, def]) => [
        channel,
        Array.isArray(def) ? def.map((one: unknown) => fillDef(channel, one)) : fillDef(channel, def),
      ]),
    );
  const fillDef = (channel: string, given: unknown): unknown => {
    const def = isSpec(given) && (channel === 'x' || channel === 'y') ? mendAxis(given) : given;
    if (!isSpec(def) || typeof def['field'] !== 'string') return def;
    const column = findColumn(def['field'], names);
    const one = column === null ? undefined : byName.get(column);
    if (!one || channel.endsWith('2') || /^(x|y)Error/.test(channel)) return def;
    const type = def['type'] ?? typeOf(def, one);
    const plain = def['aggregate'] === undefined && def['bin'] === undefined && def['timeUnit'] === undefined;
    const typed: Spec = { ...def, type, ...(plain && def['title'] === undefined ? { title: one.name } : {}) };
    return withFormat(channel, typed, one, rows, language);
  };
  return fillView(spec) as Spec;
}

function typeOf(def: Spec, facts: ColumnFacts): string {
  if (def['aggregate'] !== undefined || (def['bin'] !== undefined && def['bin'] !== false))
    return 'quantitative';
  if (def['timeUnit'] !== undefined) return 'temporal';
  return { time: 'temporal', number: 'quantitative', category: 'nominal', mark: 'nominal' }[facts.part];
}

function withFormat(
  channel: string,
  def: Spec,
  facts: ColumnFacts,
  rows: readonly Row[],
  language: Language,
): Spec {
  const position = channel === 'x' || channel === 'y';
  if (
    facts.part === 'number' &&
    def['type'] === 'quantitative' &&
    sameUnit.has(def['aggregate'] as undefined)
  ) {
    if (position) return withGuide(def, 'axis', { format: axisFormat(facts) }, facts.percent);
    if (channel === 'color' || channel === 'size' || channel === 'opacity')
      return withGuide(def, 'legend', { format: axisFormat(facts) }, facts.percent);
    if (channel === 'tooltip' || channel === 'text') return { format: labelFormat(facts), ...def };
  }
  if (facts.part === 'time' && def['timeUnit'] === undefined) {
    const full = dateFormat[language][facts.grain];
    if (position && def['type'] === 'temporal')
      return withGuide(def, 'axis', timeAxis(facts, rows, language), true);
    if (position) return withGuide(def, 'axis', { labelExpr: `timeFormat(datum.value, '${full}')` }, true);
    if (channel === 'tooltip' || channel === 'text') return { format: full, formatType: 'time', ...def };
    if (def['type'] !== 'temporal' && (channel === 'color' || channel === 'shape'))
      return withGuide(def, 'legend', { labelExpr: `timeFormat(datum.value, '${full}')` }, true);
    if (channel === 'row' || channel === 'column' || channel === 'facet')
      return withGuide(def, 'header', { format: full, formatType: 'time' }, true);
  }
  return def;
}

/** On an axis d3 writes a bare `,` with as few digits as tell the ticks apart: 400 becomes `4e+2`. */
function mendAxis(def: Spec): Spec {
  const axis = def['axis'];
  return isSpec(axis) && axis['format'] === ',' ? { ...def, axis: { ...axis, format: ',~f' } } : def;
}

/** A format or label of the user's own leaves the guide alone. */
function withGuide(def: Spec, guide: string, ours: Spec, wanted: boolean): Spec {
  const theirs = def[guide];
  if (!wanted || theirs === null || theirs === false) return def;
  if (
    isSpec(theirs) &&
    ('format' in theirs || 'labelExpr' in theirs || 'tickCount' in theirs || 'values' in theirs)
  )
    return def;
  return { ...def, [guide]: { ...ours, ...(isSpec(theirs) ? theirs : {}) } };
}
